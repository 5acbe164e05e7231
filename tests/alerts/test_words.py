"""A search in words, the name of an alert, and why something is in it."""

from datetime import UTC, date, datetime

import pytest

from careers.alerts import words
from careers.jobs.index import EVERYWHERE, Entry, Where
from careers.jobs.search_query import SearchQuery
from careers.reference.choices import Need

BLETCHLEY = (51.9927, -0.7486)
NEAR = Where(centre=BLETCHLEY)
COUNCIL = Where(area=frozenset({"E06000042"}))


def entry(**changes: object) -> Entry:
    values: dict[str, object] = {
        "id": 1,
        "organisation_id": 1,
        "reference": "V-7KQ3MX",
        "kind": "job",
        "title": "Night care assistant",
        "employer": "Larkfield Care",
        "workplace": "Rose Court",
        "town": "Bletchley",
        "lat": 52.0217,  # two miles north
        "lon": -0.7486,
        "lad_code": "E06000042",
        "role_code": 8,
        "role_name": "Care worker",
        "service_code": 2,
        "patterns": ("nights", "weekends"),
        "contract": "permanent",
        "hourly_min_pence": 1290,
        "hourly_max_pence": 1340,
        "hours_min_minutes": 1440,
        "hours_max_minutes": 1800,
        "driving": Need.NOT_NEEDED,
        "experience": Need.NOT_NEEDED,
        "is_training_paid": True,
        "has_guaranteed_hours": True,
        "offers_sponsorship": False,
        "published_at": datetime(2026, 11, 24, 9, tzinfo=UTC),
        "closes_on": date(2026, 12, 20),
    }
    return Entry(**(values | changes))  # type: ignore[arg-type]  # the names are the fields' own


@pytest.mark.parametrize(
    "query",
    [
        SearchQuery(),
        SearchQuery(q="night & day “carer”", place="Bletchley, Milton Keynes", miles=3),
        SearchQuery(
            kind=("job",), role=(6, 8), pattern=("bank", "nights"), pay_min=12.9, yes=frozenset({"no_driving"})
        ),
    ],
)
def test_a_kept_search_is_read_back_as_it_was(query: SearchQuery) -> None:
    assert words.query_of(words.search_of(query)) == query


def test_order_and_page_are_not_kept() -> None:
    assert words.search_of(SearchQuery(q="carer", sort="pay", page=4)) == "q=carer"


@pytest.mark.parametrize(
    ("query", "place", "where", "name"),
    [
        (SearchQuery(q="night care assistant", place="x"), "Bletchley, Milton Keynes", NEAR,
         "Night care assistant near Bletchley"),
        (SearchQuery(q="carer", place="x"), "Milton Keynes", COUNCIL, "Carer in Milton Keynes"),
        (SearchQuery(pattern=("nights",)), "", EVERYWHERE, "Nights"),
        (SearchQuery(), "", EVERYWHERE, "Care work"),
    ],
)  # fmt: skip
def test_the_name_says_what_and_where(query: SearchQuery, place: str, where: Where, name: str) -> None:
    assert words.default_name(query, place, where) == name


def test_a_long_search_gives_a_name_that_still_fits() -> None:
    name = words.default_name(SearchQuery(q="carer " * 33), "Bletchley, Milton Keynes", NEAR)

    assert len(name) <= words.LONGEST_NAME
    assert name.endswith("near Bletchley")


@pytest.mark.parametrize(
    ("query", "place", "where", "reason"),
    [
        (
            SearchQuery(place="x", pattern=("nights", "bank"), pay_min=12.9),
            "Bletchley, Milton Keynes",
            NEAR,
            "about 2 miles from Bletchley, nights, £12.90 an hour or more",
        ),
        (SearchQuery(q="carer", yes=frozenset({"no_driving"})), "", EVERYWHERE, "“carer”, no driving needed"),
        (SearchQuery(place="x"), "Milton Keynes", COUNCIL, "in Milton Keynes"),
        (SearchQuery(), "", EVERYWHERE, "you asked about all new work"),
    ],
)
def test_why_names_what_was_asked_and_met(query: SearchQuery, place: str, where: Where, reason: str) -> None:
    assert words.why(query, place, where, entry()) == reason
