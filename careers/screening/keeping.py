"""Which of a visitor's sittings a person keeps when they sign in, beside those they have already. Pure.

For each value:
- nothing there yet: what the visitor did is kept, finished or not;
- a finished sitting that still counts: it goes on counting and the visitor's is not kept, or anybody could try until
  the result pleases them;
- a finished sitting so old that the value may be taken again: the visitor's is kept, and counts once it is finished;
- a sitting under way: the one that is further on is kept, finished before begun; the person's own when they are equal.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from careers.screening.bank import get_value


@dataclass(frozen=True, slots=True)
class Taken:
    """One sitting: of which value, since when finished, and whether anything is answered in it."""

    id: int
    value_key: str
    completed_at: datetime | None
    is_begun: bool

    @property
    def progress(self) -> tuple[bool, bool]:
        """How far on it is: finished counts more than begun."""
        return (self.completed_at is not None, self.is_begun)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of the sittings: ids of the visitor's that are kept and of the person's own that give way to them.

    The value keys say what was kept and, by reason, what was not.
    """

    kept: tuple[int, ...]
    given_up: tuple[int, ...]
    kept_values: tuple[str, ...]
    still_counting: tuple[str, ...]
    under_way: tuple[str, ...]


def choose(
    visitors: Sequence[Taken], persons: Sequence[Taken], *, may_take_again: Callable[[datetime], bool]
) -> Outcome:
    """Return which of a visitor's sittings are kept; `may_take_again` says whether what was finished then may be."""
    kept: list[Taken] = []
    given_up: list[int] = []
    still_counting: list[str] = []
    under_way: list[str] = []
    for theirs in _furthest(visitors):
        own = [each for each in persons if each.value_key == theirs.value_key]
        finished_at = max((each.completed_at for each in own if each.completed_at is not None), default=None)
        open_own = next((each for each in own if each.completed_at is None), None)
        if finished_at is not None and not may_take_again(finished_at):
            still_counting.append(theirs.value_key)
        elif open_own is not None and open_own.progress >= theirs.progress:
            under_way.append(theirs.value_key)
        else:
            kept.append(theirs)
            given_up += [open_own.id] if open_own is not None else []
    return Outcome(
        tuple(each.id for each in kept),
        tuple(given_up),
        tuple(each.value_key for each in kept),
        tuple(still_counting),
        tuple(under_way),
    )


def _furthest(visitors: Sequence[Taken]) -> list[Taken]:
    """Return one sitting a value that has anything in it: the latest of those that are furthest on."""
    by_value: dict[str, Taken] = {}
    for each in sorted(visitors, key=lambda taken: (taken.progress, taken.id)):
        if any(each.progress):
            by_value[each.value_key] = each
    return list(by_value.values())


def in_words(outcome: Outcome) -> list[str]:
    """Return sentences for the person: what was kept, and what was not and why."""
    sentences = []
    if outcome.kept_values:
        sentences.append(f"Kept: {_names(outcome.kept_values)}.")
    if outcome.still_counting:
        sentences.append(
            f"Not kept, because you answered these before and that still counts: {_names(outcome.still_counting)}."
        )
    if outcome.under_way:
        sentences.append(
            f"Not kept, because you have begun these in your account, and can go on there: {_names(outcome.under_way)}."
        )
    return sentences or ["There was nothing to keep."]


def _names(value_keys: Sequence[str]) -> str:
    return "; ".join(get_value(key).name for key in value_keys)
