"""Whether one situation raised or lowered a person's score on a value, beside their other situations. Pure.

Three words for a whole situation and no number, so that nobody can work out the key of a response from them; and only
for answers that can no longer be changed, so that nobody can try until the word changes.
"""

from collections.abc import Mapping
from enum import StrEnum
from statistics import fmean

ABOUT_THE_SAME = 0.05
"""On the 0 to 1 scale of a question's score: half of what one question's score errs by in the usual method."""


class Effect(StrEnum):
    """What a situation did to the value, in words."""

    RAISED = "raised"
    LOWERED = "lowered"
    SAME = "about the same"
    ALONE = "nothing to compare"


def effects_of(scores: Mapping[str, float]) -> dict[str, Effect]:
    """Return the effect of each situation, by question key, from the scores, 0 to 1, of all that count for one value.

    Each score is compared with the mean of the others: up to 0.05 away is about the same. One alone has no others.
    """
    return {
        key: _effect(score, [other for name, other in scores.items() if name != key]) for key, score in scores.items()
    }


def _effect(score: float, others: list[float]) -> Effect:
    if not others:
        return Effect.ALONE
    difference = score - fmean(others)
    if abs(difference) <= ABOUT_THE_SAME + 1e-9:
        return Effect.SAME
    return Effect.RAISED if difference > 0 else Effect.LOWERED
