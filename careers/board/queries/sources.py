"""Where the desk's figures about groups and decisions come from: the one place that is joined to other features.

Each function says nothing until the feature that knows is there; the desk then says that there is nothing yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careers.board.periods import Period
from careers.board.stage_tables import StageTable


@dataclass(frozen=True, slots=True)
class OverrideCount:
    """One employer's decisions in a period: those that the values band speaks to, and those that went against it."""

    organisation_id: int
    name: str
    compared: int
    against: int


def list_stage_tables(period: Period, area_codes: Sequence[str]) -> list[StageTable]:
    """Return, for each equality question, how many of each group reached each stage. Exact: never shown as they are."""
    return []


def list_characteristics() -> dict[str, str]:
    """Return the equality questions by which questions of the bank are compared: key and name."""
    return {}


def positions_by_group(user_ids: Sequence[int], characteristic: str) -> Mapping[str, Sequence[int]]:
    """Return which positions of a list of people belong to each compared group, by the name of the group.

    For statistics alone: the result is summed up at once, never stored, logged or shown.
    """
    return {}


def list_override_counts(period: Period) -> list[OverrideCount]:
    """Return how often each employer decided, and how often against the values band. Exact: not to be shown."""
    return []
