"""Disclosure control: what may be shown of counts of people, so that no small count can be worked out.

The policy ("policy A", after NHS England's rule for hospital statistics): 0 is shown as 0, 1 to 7 is hidden, any other
count is rounded to the nearest 5; totals are worked out first and then rounded. Rounding alone is not enough: 1, 8, 8
shown as hidden, 10, 10 with a total of 15 can only be 1, 8, 8. So each breakdown is checked: what could each hidden
count be, given the cells beside it, the total, and the other breakdowns of the same total? Where fewer than three
numbers remain, the whole breakdown is hidden, zeros too, and the total stays.

Hiding just the next smallest cell, or just the total, would save some cells but tells as much: a reader who knows the
rule asks which tables need it. A hidden breakdown can be so many tables that at least three values are left for every
cell of it; the tests try every table up to a size. With only two categories there are too few: then all is hidden.

Breakdowns have fixed categories. They are never crossed (month by source), so they meet only in their total.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from careers.board.rates import percent

LARGEST_HIDDEN = 7
ROUND_TO = 5
FEWEST_CANDIDATES = 3
TOO_FEW_CATEGORIES = 2
SMALLEST_BASE_OF_A_PERCENTAGE = 20

Shown: TypeAlias = int | None
"""A count as it may be shown: exact 0, rounded, or None when it is hidden."""

Row: TypeAlias = list[Shown]
"""The shown cells of one breakdown."""

Reach: TypeAlias = tuple[int, int]
"""The smallest and the largest that a number can be, both included."""


@dataclass(frozen=True)
class Publication:
    """One total and its breakdowns, safe to show together."""

    total: Shown
    breakdowns: dict[str, dict[str, Shown]]


def shown_count(count: int) -> Shown:
    """A count that stands alone: 0, hidden for 1 to 7, otherwise the nearest 5."""
    if 1 <= count <= LARGEST_HIDDEN:
        return None
    return (count + ROUND_TO // 2) // ROUND_TO * ROUND_TO


def shown_percentage(numerator: Shown, denominator: Shown) -> int | None:
    """A whole percentage of two shown counts, half up; None when one is hidden or the base is under 20."""
    if numerator is None or denominator is None or denominator < SMALLEST_BASE_OF_A_PERCENTAGE:
        return None
    return percent(Fraction(numerator, denominator))


def publish(breakdowns: Mapping[str, Mapping[str, int]]) -> Publication:
    """One total with its breakdowns (name to category to count), as they may be shown together.

    Raises ValueError when the breakdowns do not all add up to the same total.
    """
    totals = {sum(cells.values()) for cells in breakdowns.values()}
    if len(totals) != 1:
        raise ValueError("Each breakdown must add up to the same total")
    total = totals.pop()
    rows = {name: [shown_count(count) for count in cells.values()] for name, cells in breakdowns.items()}
    shown_total = shown_count(total)
    while (name := _telling(rows, shown_total)) is not None:
        if len(rows.pop(name)) == TOO_FEW_CATEGORIES:
            rows, shown_total = {}, None
    return Publication(
        shown_total,
        {
            name: dict(zip(cells, rows.get(name, [None] * len(cells)), strict=True))
            for name, cells in breakdowns.items()
        },
    )


def _reach_of_cell(shown: Shown) -> Reach:
    if shown is None:
        return 1, LARGEST_HIDDEN
    if shown == 0:
        return 0, 0
    return max(LARGEST_HIDDEN + 1, shown - ROUND_TO // 2), shown + ROUND_TO // 2


def _reach_of_row(row: Row) -> Reach:
    cells = [_reach_of_cell(shown) for shown in row]
    return sum(low for low, _ in cells), sum(high for _, high in cells)


def _is_row_safe(row: Row, total: Reach) -> bool:
    """Whether each hidden cell keeps enough candidates when the total is known to lie in a range."""
    if None not in row:
        return True
    low, high = _reach_of_row(row)
    least = max(1, total[0] - (high - LARGEST_HIDDEN))
    most = min(LARGEST_HIDDEN, total[1] - (low - 1))
    return most - least + 1 >= FEWEST_CANDIDATES


def _telling(rows: Mapping[str, Row], total: Shown) -> str | None:
    """The name of the first row that gives a hidden cell of its own away; None when all are safe together."""
    if not rows:
        return None
    reaches = [_reach_of_cell(total), *(_reach_of_row(row) for row in rows.values())]
    reach = max(low for low, _ in reaches), min(high for _, high in reaches)
    return next((name for name, row in rows.items() if not _is_row_safe(row, reach)), None)
