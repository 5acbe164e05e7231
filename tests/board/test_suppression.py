"""Disclosure control against a reader who knows the rules, by trying every small table."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.board.suppression import Publication, publish, shown_count, shown_percentage

Table = tuple[tuple[int, ...], ...]


def published(*rows: tuple[int, ...]) -> Publication:
    return publish({str(row): {str(cell): n for cell, n in enumerate(cells)} for row, cells in enumerate(rows)})


def cells_of(publication: Publication) -> list[list[int | None]]:
    return [list(row.values()) for row in publication.breakdowns.values()]


def every_table(widths: tuple[int, ...], largest: int) -> Iterator[Table]:
    """Every table with rows of these widths, cells up to the largest, and one total for all rows."""
    by_total: list[defaultdict[int, list[tuple[int, ...]]]] = []
    for width in widths:
        rows = defaultdict(list)
        for row in product(range(largest + 1), repeat=width):
            rows[sum(row)].append(row)
        by_total.append(rows)
    for total in by_total[0]:
        yield from product(*(rows[total] for rows in by_total))


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (503, 505), (517, 515)],
)
def test_a_count_alone(count: int, shown: int | None) -> None:
    assert shown_count(count) == shown


def test_one_small_cell_and_two_of_eight_do_not_show_the_total_that_gives_it_away() -> None:
    publication = published((1, 8, 8))

    assert cells_of(publication) == [[None, 10, 10]]
    assert publication.total is None


def test_the_neighbouring_total_is_hidden_too_or_hiding_would_tell() -> None:
    assert published((2, 8, 8)).total is None  # 18: rounds to 20
    assert published((6, 8, 8)).total is None  # 22: rounds to 20
    assert published((7, 8, 8)).total == 25


def test_ethnicity_of_central_bedfordshire_staff() -> None:
    publication = publish({"ethnicity": {"White": 503, "Mixed": 5, "Other": 1, "Unknown": 8}})

    assert publication.breakdowns["ethnicity"] == {"White": 505, "Mixed": None, "Other": None, "Unknown": 10}
    assert publication.total == 515


def test_one_other_cell_hides_a_total_that_leaves_six_or_seven() -> None:
    assert published((7, 502)).total is None
    assert published((1, 500)).total == 500


def test_a_second_breakdown_must_not_tell_the_total_that_the_first_hides() -> None:
    publication = published((17,), (0, 1, 8, 8))

    assert cells_of(publication) == [[15], [0, None, None, 10]]  # one more cell is hidden, and no zero before it


@pytest.mark.parametrize(
    "rows",
    [
        ((7,), (1, 1, 1, 1, 1, 1, 1)),  # seven hidden cells of a total up to 7 are each 1
        ((11, 7), (0, 18)),  # 18 or 19 leaves 6 or 7, and two hidden cells cannot make 18
    ],
)
def test_when_nothing_else_helps_all_is_hidden(rows: Table) -> None:
    publication = published(*rows)

    assert publication.total is None
    assert {cell for row in cells_of(publication) for cell in row} == {None}


def test_breakdowns_of_different_totals_are_refused() -> None:
    with pytest.raises(ValueError, match="same total"):
        published((1, 2), (4,))


@pytest.mark.parametrize(
    ("widths", "largest"),
    [((1,), 62), ((2,), 42), ((3,), 22), ((4,), 12), ((1, 2), 27), ((2, 2), 17), ((1, 3), 17), ((2, 3), 12)],
)
def test_a_reader_who_knows_the_rules_has_three_candidates_for_each_hidden_number(
    widths: tuple[int, ...], largest: int
) -> None:
    tables_by_publication: defaultdict[object, list[Table]] = defaultdict(list)

    for table in every_table(widths, largest):
        publication = published(*table)
        key = (publication.total, tuple(tuple(row) for row in cells_of(publication)))
        tables_by_publication[key].append(table)

    for (total, rows), tables in tables_by_publication.items():
        hidden = [(row, cell) for row, cells in enumerate(rows) for cell, n in enumerate(cells) if n is None]
        for row, cell in hidden:
            assert len({table[row][cell] for table in tables}) >= 3, (total, rows)
        if total is None:
            assert len({sum(table[0]) for table in tables}) >= 3, (total, rows)


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
