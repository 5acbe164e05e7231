"""Disclosure control against a reader who knows the rules, by trying every small table."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.board.suppression import Publication, Shown, publish, shown_count, shown_percentage

Table = tuple[tuple[int, ...], ...]


def published(*rows: tuple[int, ...]) -> Publication:
    return publish({str(row): {str(cell): n for cell, n in enumerate(cells)} for row, cells in enumerate(rows)})


def cells_of(publication: Publication) -> list[list[Shown]]:
    return [list(row.values()) for row in publication.breakdowns.values()]


def every_row(width: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every row of this many cells from 0 up that adds up to the total."""
    if width == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in every_row(width - 1, total - first):
            yield (first, *rest)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (503, 505), (517, 515)],
)
def test_a_count_alone(count: int, shown: int | None) -> None:
    assert shown_count(count) == shown


def test_a_small_cell_beside_two_of_eight_is_not_left_to_be_worked_out() -> None:
    publication = published((1, 8, 8))

    assert cells_of(publication) == [[None, None, None]]
    assert publication.total == 15


def test_a_small_cell_that_could_be_three_numbers_stays_the_only_one_hidden() -> None:
    publication = published((3, 8, 8))  # 19 shows as 20: with 16 to 24 beside it, 1 to 6

    assert cells_of(publication) == [[None, 10, 10]]
    assert publication.total == 20


def test_ethnicity_of_central_bedfordshire_staff() -> None:
    publication = publish({"ethnicity": {"White": 503, "Mixed": 5, "Other": 1, "Unknown": 8}})

    assert publication.breakdowns["ethnicity"] == {"White": 505, "Mixed": None, "Other": None, "Unknown": 10}
    assert publication.total == 515


def test_six_or_seven_is_too_few_and_the_zeros_go_too() -> None:
    publication = published((7, 502, 0, 0))  # 509 shows as 510: beside 498 to 502, 6 or 7

    assert cells_of(publication) == [[None] * 4]
    assert publication.total == 510


def test_with_two_categories_everything_is_hidden() -> None:
    publication = published((7, 502), (509, 0, 0))

    assert cells_of(publication) == [[None, None], [None, None, None]]
    assert publication.total is None


def test_another_breakdown_of_the_total_can_give_a_cell_away() -> None:
    cells = (1, 9, 8, 13)  # 29 or more beside the hidden cell, and a total of 28 to 32: 1, 2 or 3

    alone = published(cells)
    beside = published(cells, (7, 12, 12))  # which cannot be more than 31: 1 or 2

    assert cells_of(alone) == [[None, 10, 10, 15]]
    assert cells_of(beside) == [[None] * 4, [None, 10, 10]]
    assert beside.total == 30


def test_breakdowns_of_different_totals_are_refused() -> None:
    with pytest.raises(ValueError, match="same total"):
        published((1, 2), (4,))


@pytest.mark.parametrize(
    ("widths", "largest"),
    [
        ((1,), 62),
        ((2,), 62),
        ((3,), 42),
        ((4,), 22),
        ((1, 2), 27),
        ((2, 2), 22),
        ((1, 3), 22),
        ((2, 3), 17),
        ((3, 3), 12),
    ],
)
def test_a_reader_who_knows_the_rules_has_three_candidates_for_each_hidden_number(
    widths: tuple[int, ...], largest: int
) -> None:
    """Of every table with breakdowns of these widths and a total up to the largest, those published alike."""
    tables_by_publication: defaultdict[tuple[Shown, tuple[tuple[Shown, ...], ...]], list[Table]] = defaultdict(list)

    for total in range(largest + 1):
        for table in product(*(every_row(width, total) for width in widths)):
            publication = published(*table)
            key = (publication.total, tuple(tuple(row) for row in cells_of(publication)))
            tables_by_publication[key].append(table)

    for (shown_total, rows), tables in tables_by_publication.items():
        hidden = [(row, cell) for row, cells in enumerate(rows) for cell, n in enumerate(cells) if n is None]
        for row, cell in hidden:
            assert len({table[row][cell] for table in tables}) >= 3, (shown_total, rows)
        if shown_total is None:
            assert len({sum(table[0]) for table in tables}) >= 3, rows


@given(st.lists(st.integers(0, 300), min_size=1, max_size=6), st.integers(1, 6))
def test_what_is_shown_is_the_policy_and_no_small_count_ever_is(counts: list[int], parts: int) -> None:
    total = sum(counts)
    even = [total // parts + (part < total % parts) for part in range(parts)]

    publication = published(tuple(counts), tuple(even))

    pairs = [
        *zip(counts, cells_of(publication)[0], strict=True),
        *zip(even, cells_of(publication)[1], strict=True),
    ]
    assert all(shown is None or shown == shown_count(count) for count, shown in pairs)
    assert publication.total in (None, shown_count(total))


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (10, 20, 50),
        (0, 20, 0),
        (25, 200, 13),  # 12.5, half up
        (5, 200, 3),  # 2.5, half up, where a computer's half to even says 2
        (10, 15, None),  # a base under 20
        (None, 40, None),
        (10, None, None),
    ],
)
def test_a_percentage_of_shown_counts(numerator: int | None, denominator: int | None, shown: int | None) -> None:
    assert shown_percentage(numerator, denominator) == shown
