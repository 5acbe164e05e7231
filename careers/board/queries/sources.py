"""Where the desk's figures about groups and decisions come from: the one place that is joined to other features.

Groups come from the equality answers, as counts and as positions for statistics, and never leave here one by one.
"""

from collections.abc import Mapping, Sequence

from careers.applications.override_counts import OverrideCount, count_overrides
from careers.board.periods import Period
from careers.board.stage_tables import GroupRow, StageTable
from careers.equality.counts import STAGES, GroupCounts, StageCounts
from careers.equality.groups import CHARACTERISTICS, groups_of
from careers.equality.queries.totals import list_positions, stage_counts
from careers.equality.questionnaire import get_question

NOT_SAID = "not_said"


def list_stage_tables(period: Period, area_codes: Sequence[str]) -> list[StageTable]:
    """Return, for each equality question, how many of each group reached each stage. Exact: never shown as they are.

    Those who did not say are one group: apart they are small, and small groups hide the figures of the others.
    """
    return [
        _stage_table(stage_counts(key, start=period.start, end=period.end, area_codes=area_codes))
        for key in CHARACTERISTICS
    ]


def _stage_table(counts: StageCounts) -> StageTable:
    compared = [GroupRow(row.group.key, row.group.label, _reached(row)) for row in counts.rows if row.group.is_compared]
    silent = [_reached(row) for row in counts.rows if not row.group.is_compared]
    together = tuple(sum(numbers) for numbers in zip(*silent, strict=True))
    return StageTable(
        counts.characteristic,
        get_question(counts.characteristic).title,
        tuple(stage.value for stage in STAGES),
        (*compared, GroupRow(NOT_SAID, "Did not say, or was not asked", together, is_compared=False)),
    )


def _reached(row: GroupCounts) -> tuple[int, ...]:
    return tuple(row.reached[stage] for stage in STAGES)


def list_characteristics() -> dict[str, str]:
    """Return the equality questions by which questions of the bank are compared: key and name."""
    return {key: get_question(key).title for key in CHARACTERISTICS}


def positions_by_group(user_ids: Sequence[int], characteristic: str) -> Mapping[str, Sequence[int]]:
    """Return which positions of a list of people belong to each compared group, by the name of the group.

    For statistics alone: the result is summed up at once, never stored, logged or shown.
    """
    positions = list_positions(user_ids, characteristic)
    return {group.label: positions[group.key] for group in groups_of(characteristic) if group.is_compared}


def list_override_counts(period: Period) -> list[OverrideCount]:
    """Return how often each employer decided, and how often against the values band, by name. Exact: not to be shown.

    Employers without a decision that the band speaks to are left out.
    """
    return [count for count in count_overrides(period.start, period.end) if count.compared]
