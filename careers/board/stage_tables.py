"""How many of each group came how far, as it may be shown, and which differences a person should look at. Pure.

Exact counts in, published ones out (decisions 0009 and 0023). Tests are made on the exact counts; everything shown
beside them is worked out from the rounded ones, and a p value is only named by the limit it lies under: four digits of
it would give the counts away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from careers.board.adverse_impact import (
    ERROR_RATE,
    FEWEST_FOR_A_RATIO,
    FOUR_FIFTHS,
    Comparison,
    GroupCount,
    compare,
    compare_groups,
    correct,
    newcombe_interval,
)
from careers.board.suppression import (
    FEWEST_CANDIDATES,
    LARGEST_HIDDEN,
    ROUND_TO,
    SMALLEST_BASE_OF_A_PERCENTAGE,
    TOO_FEW_CATEGORIES,
    Reach,
    Shown,
    shown_count,
    shown_percentage,
)

LIMITS = (0.001, 0.01, 0.05)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group and how many of it reached each stage, in the order of the stages. Exact: not to be shown."""

    key: str
    label: str
    reached: tuple[int, ...]
    is_compared: bool = True


@dataclass(frozen=True, slots=True)
class StageTable:
    """Everybody by the groups of one question, and the stages they reached."""

    key: str
    label: str
    stages: tuple[str, ...]
    groups: tuple[GroupRow, ...]

    def __post_init__(self) -> None:
        """Refuse fewer groups than disclosure control can hide behind each other."""
        if len(self.groups) <= TOO_FEW_CATEGORIES:
            raise ValueError("a table needs three groups, those who did not say among them")

    @property
    def has_answers(self) -> bool:
        """Whether anybody of a group that can be compared is counted."""
        return any(group.reached[0] for group in self.groups if group.is_compared)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """One group at one step as it may be shown; None is hidden. `ratio` and so on are None without a comparison."""

    label: str
    sat: Shown
    passed: Shown
    percent: int | None
    is_compared: bool
    is_reference: bool = False
    ratio: float | None = None
    difference: tuple[int, int, int] | None = None
    chance: str = ""
    is_flagged: bool = False


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step from a stage to a later one: how many of each group made it."""

    key: str
    label: str
    sat: Shown
    passed: Shown
    groups: tuple[ShownGroup, ...]

    @property
    def is_flagged(self) -> bool:
        """Whether a person should review this step."""
        return any(group.is_flagged for group in self.groups)

    @property
    def reference(self) -> str:
        """The group that the others are compared with; empty when nothing is compared."""
        return next((group.label for group in self.groups if group.is_reference), "")


@dataclass(frozen=True, slots=True)
class _Column:
    """A stage as it may be shown: the total, and the groups."""

    total: Shown
    cells: tuple[Shown, ...]


def publish_steps(tables: Sequence[StageTable]) -> dict[str, tuple[ShownStep, ...]]:
    """Return every step of every table, by key, safe to show together: all are of the same people and stages.

    The steps are from each stage to the next and from the first to the last. Those who did not say are counted, not
    compared. Holm's correction is over all comparisons of one table.
    """
    columns = _shown_columns(tables)
    return {table.key: _steps_of(table, columns[table.key]) for table in tables}


def _steps_of(table: StageTable, columns: Sequence[_Column]) -> tuple[ShownStep, ...]:
    last = len(table.stages) - 1
    steps = [(place, place + 1) for place in range(last)] + ([(0, last)] if last > 1 else [])
    compared = [(step, each) for step in steps for each in compare_groups(_counts(table, *step))]
    by_step: dict[tuple[int, int], list[Comparison]] = {step: [] for step in steps}
    for (step, _), comparison in zip(compared, correct([each for _, each in compared]), strict=True):
        by_step[step].append(comparison)
    return tuple(_shown_step(table, columns, step, by_step[step]) for step in steps)


def chance_in_words(p: float) -> str:
    """Name a p value by the limit it lies under."""
    under = next((limit for limit in LIMITS if p < limit), None)
    return f"under {under:g}" if under else f"{LIMITS[-1]:g} or more"


def _counts(table: StageTable, start: int, end: int) -> list[GroupCount]:
    return [
        GroupCount(group.key, group.label, group.reached[start], group.reached[end], group.is_compared)
        for group in table.groups
    ]


def _shown_columns(tables: Sequence[StageTable]) -> dict[str, list[_Column]]:
    """Publish each stage: small counts hidden, and zeros that would say that nobody of a small group went on.

    Where a hidden count could still be worked out from the total or from the other tables of the same people, the
    groups of that table are hidden at that stage and at all later ones, because the later people are among the
    earlier.
    """
    columns: dict[str, list[_Column]] = {table.key: [] for table in tables}
    hidden: set[str] = set()
    for place in range(len(tables[0].stages) if tables else 0):
        rows = {table.key: _row(table, place) for table in tables}
        total = shown_count(sum(group.reached[place] for group in tables[0].groups))
        while telling := _telling({key: row for key, row in rows.items() if key not in hidden}, total):
            hidden.add(telling)
        for key, row in rows.items():
            cells = tuple(None if key in hidden else shown for shown, _ in row)
            columns[key].append(_Column(total, cells))
    return columns


def _row(table: StageTable, place: int) -> list[tuple[Shown, Reach]]:
    """The counts of a stage as they are shown, each with what it can be for a reader who knows the rule."""
    row = []
    for group in table.groups:
        is_small = group.is_compared and 0 < group.reached[0] < FEWEST_FOR_A_RATIO
        shown = None if is_small and group.reached[place] == 0 else shown_count(group.reached[place])
        row.append((shown, _reach(shown, 0 if is_small else 1)))
    return row


def _reach(shown: Shown, least: int) -> Reach:
    if shown is None:
        return least, LARGEST_HIDDEN
    return (0, 0) if shown == 0 else (max(LARGEST_HIDDEN + 1, shown - ROUND_TO // 2), shown + ROUND_TO // 2)


def _telling(rows: Mapping[str, Sequence[tuple[Shown, Reach]]], total: Shown) -> str | None:
    """The first table in which a hidden count keeps fewer than three values that fit all that is shown."""
    sums = [(sum(r[0] for _, r in row), sum(r[1] for _, r in row)) for row in rows.values()]
    whole = _reach(total, 1)
    low, high = max([whole[0], *(s[0] for s in sums)]), min([whole[1], *(s[1] for s in sums)])
    for (key, row), (row_low, row_high) in zip(rows.items(), sums, strict=True):
        for shown, reach in row:
            least, most = max(reach[0], low - (row_high - reach[1])), min(reach[1], high - (row_low - reach[0]))
            if shown is None and most - least + 1 < FEWEST_CANDIDATES:
                return key
    return None


def _shown_step(
    table: StageTable, columns: Sequence[_Column], step: tuple[int, int], comparisons: Sequence[Comparison]
) -> ShownStep:
    start, end = (columns[place] for place in step)
    by_key = {comparison.group.key: comparison for comparison in comparisons}
    reference = comparisons[0].reference.key if comparisons else ""
    shown = {group.key: (sat, passed) for group, sat, passed in zip(table.groups, start.cells, end.cells, strict=True)}
    groups = tuple(
        _shown_group(group, shown[group.key], by_key.get(group.key), shown.get(reference, (None, None)))
        if group.key != reference
        else _plain(group, *shown[group.key], is_reference=True)
        for group in table.groups
    )
    first, last = (table.stages[place] for place in step)
    label = f"From {first} to {last}"
    return ShownStep(f"{step[0]}-{step[1]}", label, start.total, end.total, groups)


def _plain(group: GroupRow, sat: Shown, passed: Shown, *, is_reference: bool = False) -> ShownGroup:
    percent = shown_percentage(passed, sat)
    return ShownGroup(group.label, sat, passed, percent, group.is_compared, is_reference)


def _shown_group(
    group: GroupRow, own: tuple[Shown, Shown], comparison: Comparison | None, reference: tuple[Shown, Shown]
) -> ShownGroup:
    plain = _plain(group, *own)
    if comparison is None or None in reference or own[0] is None:
        return plain
    if own[1] is None:
        return _flagged_without_figures(plain, comparison)
    ratio, difference = _from_rounded(own, reference) or (None, None)
    return replace(
        plain,
        ratio=ratio,
        difference=difference,
        chance=f"{chance_in_words(comparison.adjusted_p)} ({comparison.test})",
        is_flagged=comparison.is_flagged,
    )


def _from_rounded(
    own: tuple[Shown, Shown], reference: tuple[Shown, Shown]
) -> tuple[float, tuple[int, int, int]] | None:
    """Return ratio and difference (with its interval, in whole points of a percentage) of rounded counts."""
    (sat, passed), (other_sat, other_passed) = own, reference
    if sat is None or passed is None or other_sat is None or not other_passed:
        return None
    if min(sat, other_sat) < SMALLEST_BASE_OF_A_PERCENTAGE:
        return None
    one = GroupCount("", "", sat, min(passed, sat))
    other = GroupCount("", "", other_sat, min(other_passed, other_sat))
    low, high = newcombe_interval(one, other)
    points = (round(100 * (one.rate - other.rate)), round(100 * low), round(100 * high))
    return round(one.rate / other.rate, 2), points


def _flagged_without_figures(plain: ShownGroup, comparison: Comparison) -> ShownGroup:
    """Say that a hidden count is flagged, where that leaves at least three values it can have, and so does silence.

    A group of whom almost nobody passed is the one that matters most: it must not vanish behind its own star.
    """
    limit = ERROR_RATE * comparison.p / comparison.adjusted_p if comparison.adjusted_p else ERROR_RATE
    group = comparison.group
    alike = 0
    for passed in range(1, LARGEST_HIDDEN + 1):
        if passed <= group.sat:
            other = compare(GroupCount(group.key, group.label, group.sat, passed), comparison.reference)
            alike += other.ratio < FOUR_FIFTHS and other.p < limit
    is_telling = alike < FEWEST_CANDIDATES or 0 < LARGEST_HIDDEN - alike < FEWEST_CANDIDATES
    if not comparison.is_flagged or is_telling:
        return plain
    return replace(plain, is_flagged=True)
