"""Figures as files."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest

from careers.board.figures import COLUMNS, Breakdown, Figure, Line, Scope, csv_text, inert
from careers.board.measures import MEASURES
from careers.board.periods import Period

JULY = Period(date(2026, 7, 1), date(2026, 7, 31))
SCOPE = Scope("E06000042;E06000055", datetime(2026, 8, 3, 9, 30, tzinfo=UTC))


def figure(headline: Line, *lines: Line) -> Figure:
    return Figure(
        MEASURES["filled-posts"], SCOPE, headline, (Breakdown("job group", "By job group", lines, is_long=True),)
    )


def test_csv_text_has_the_columns_of_the_contract_and_a_row_for_each_line() -> None:
    published = figure(Line("all", JULY, 15), Line('Care, "direct"', JULY, "*"), Line("Other jobs", JULY, 10))

    text = csv_text(published)

    assert text.startswith(
        "measure,area,period_start,period_end,cut_off,group,numerator,denominator,rate,low,high,suppressed\r\n"
    )
    assert 'job group: Care, ""direct""' in text
    rows = list(csv.DictReader(StringIO(text, newline="")))
    assert [(row["group"], row["numerator"], row["suppressed"]) for row in rows] == [
        ("all", "15", "no"),
        ('job group: Care, "direct"', "*", "yes"),
        ("job group: Other jobs", "10", "no"),
    ]
    assert rows[0]["cut_off"] == "2026-08-03T10:30:00+01:00"
    assert (rows[0]["period_start"], rows[0]["period_end"]) == ("2026-07-01", "2026-07-31")
    assert tuple(rows[0]) == COLUMNS


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_inert_stops_a_formula(start: str) -> None:
    assert inert(f"{start}1+1") == f"'{start}1+1"


def test_inert_leaves_words_alone() -> None:
    assert inert("Direct care") == "Direct care"


def test_a_long_breakdown_draws_no_zeros() -> None:
    lines = (Line("Care home", JULY, 0), Line("Care at home", JULY, "*"))

    (breakdown,) = figure(Line("all", JULY, "*"), *lines).breakdowns

    assert [line.group for line in breakdown.charted] == ["Care at home"]


@pytest.mark.parametrize(
    ("headline", "is_empty"),
    [
        (Line("all", JULY, 0), True),
        (Line("all", JULY), True),
        (Line("all", JULY, "*"), False),
        (Line("all", JULY, 0, 25), False),
        (Line("all", JULY, rate=21), False),
    ],
)
def test_is_empty(headline: Line, is_empty: bool) -> None:
    assert figure(headline).is_empty is is_empty
