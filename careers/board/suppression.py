"""Disclosure control: what may be shown of counts of people, so that no small count can be worked out.

The policy ("policy A", after NHS England's rule for hospital statistics): 0 is shown as 0, 1 to 7 is hidden,
any other count is rounded to the nearest 5; totals are worked out first and then rounded. Rounding alone is
not enough: 1, 8, 8 shown as hidden, 10, 10 with a total of 15 can only be 1, 8, 8. So more is hidden until
every hidden count could still be at least three different numbers, for a reader who knows this policy and
sees every breakdown of the same total.

Why it holds against that reader: a publication is final only when it is safe with each hidden cell read as 1
to 7, and the true total fits that reading. Every table with this reading is then published in the same way,
so each of them stays possible. A total is hidden together with its neighbours, so that hiding it does not say
which total it was. When nothing else helps, the whole publication is hidden.

Breakdowns have fixed categories. They are never crossed (month by source), so they meet only in their total.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from careers.board.rates import percent

LARGEST_HIDDEN = 7
ROUND_TO = 5
FEWEST_CANDIDATES = 3
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
    """One total with its breakdowns (name to category to count), with as little hidden as is safe.

    Raises ValueError when the breakdowns do not all add up to the same total.
    """
    totals = {sum(cells.values()) for cells in breakdowns.values()}
    if len(totals) != 1:
        raise ValueError("Each breakdown must add up to the same total")
    total = totals.pop()
    rows = [[shown_count(count) for count in cells.values()] for cells in breakdowns.values()]
    while (row := _row_to_hide_in(rows, total)) is not None:
        _hide_smallest(row)
    shown_total = shown_count(total) if _may_show_total(rows, total) else None
    named = zip(breakdowns.items(), rows, strict=True)
    return Publication(
        shown_total, {name: dict(zip(cells, row, strict=True)) for (name, cells), row in named}
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


def _reach_of_total(rows: Sequence[Row]) -> Reach:
    """What the total can be for a reader of the cells alone."""
    reaches = [_reach_of_row(row) for row in rows]
    return max(low for low, _ in reaches), min(high for _, high in reaches)


def _is_row_safe(row: Row, total: Reach) -> bool:
    """Whether each hidden cell keeps enough candidates when the total is known to lie in a range."""
    if None not in row:
        return True
    low, high = _reach_of_row(row)
    least = max(1, total[0] - (high - LARGEST_HIDDEN))
    most = min(LARGEST_HIDDEN, total[1] - (low - 1))
    return most - least + 1 >= FEWEST_CANDIDATES


def _row_to_hide_in(rows: Sequence[Row], total: int) -> Row | None:
    """The row in which one more cell has to be hidden; None when all is safe, or nothing is left to hide."""
    reach = _reach_of_total(rows)

    def is_sound(row: Row) -> bool:
        low, high = _reach_of_row(row)
        return low <= total <= high and _is_row_safe(row, reach)

    if all(is_sound(row) for row in rows):
        return None
    open_rows = [row for row in rows if set(row) != {None}]
    return min(open_rows, key=is_sound, default=None)


def _hide_smallest(row: Row) -> None:
    """Hide the smallest shown cell of a row; zeros come last, since they say the least."""
    position = min(
        (position for position, shown in enumerate(row) if shown is not None),
        key=lambda position: (row[position] == 0, row[position]),
    )
    row[position] = None


def _may_show_total(rows: Sequence[Row], total: int) -> bool:
    """Whether the rounded total leaves every hidden cell enough candidates.

    Only the lowest and the highest totals that fit the cells can give a cell away. At each end as many
    totals are hidden together as it takes to be safe.
    """
    low, high = _reach_of_total(rows)
    if not low <= total <= high:
        return False

    def is_safe(first: int, last: int) -> bool:
        return all(_is_row_safe(row, (first, last)) for row in rows)

    lasts = [n for n in range(low, high + 1) if n == high or shown_count(n) != shown_count(n + 1)]
    firsts = [n for n in range(high, low - 1, -1) if n == low or shown_count(n) != shown_count(n - 1)]
    safe_lasts = [last for last in lasts if is_safe(low, last)]
    safe_firsts = [first for first in firsts if is_safe(first, high)]
    if not safe_lasts:
        return False
    is_too_low = safe_lasts[0] != lasts[0] and total <= safe_lasts[0]
    is_too_high = safe_firsts[0] != firsts[0] and total >= safe_firsts[0]
    return not (is_too_low or is_too_high)
