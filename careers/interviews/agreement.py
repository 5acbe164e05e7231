"""Whether assessors heard the same: the ratings of one value side by side, and when a third person is needed. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

APART = 2
"""Ratings this far apart, or further, are a disagreement."""

ENOUGH = 3
"""After so many ratings of a value nobody more is asked: the middle one stands beside them."""


class Agreement(StrEnum):
    """How far assessors agree about a value."""

    NOBODY = "not asked"
    ONE = "one rating so far"
    SAME = "all the same"
    CLOSE = "one apart"
    APART = "two or more apart"


@dataclass(frozen=True, slots=True)
class Compared:
    """The ratings of one value, without those who did not ask, in the order in which they were sent."""

    value_key: str
    ratings: tuple[int, ...]

    @property
    def agreement(self) -> Agreement:
        """How far they agree: by the distance from the lowest to the highest."""
        if len(self.ratings) < 2:
            return Agreement.ONE if self.ratings else Agreement.NOBODY
        distance = max(self.ratings) - min(self.ratings)
        if distance >= APART:
            return Agreement.APART
        return Agreement.CLOSE if distance else Agreement.SAME

    @property
    def needs_third(self) -> bool:
        """Whether the assessors disagree and fewer than three have rated the value."""
        return self.agreement is Agreement.APART and len(self.ratings) < ENOUGH

    @property
    def middle(self) -> float | None:
        """The median, once three have rated: the middle one of an odd number, else half way between the middle two."""
        return median(self.ratings) if len(self.ratings) >= ENOUGH else None

    @property
    def middle_words(self) -> str:
        """The median as it is read: "3" or "3.5"; empty before there is one."""
        return "" if self.middle is None else f"{self.middle:g}"


def compare(value_keys: Collection[str], ratings: Sequence[tuple[str, int | None]]) -> tuple[Compared, ...]:
    """Return the ratings value by value, in the order of `value_keys`; None is "not asked" and is not compared."""
    return tuple(
        Compared(key, tuple(rating for rated, rating in ratings if rated == key and rating is not None))
        for key in value_keys
    )


def needs_third(ratings: Sequence[tuple[str, int | None]]) -> bool:
    """Say whether a third assessor is needed for any value."""
    return any(each.needs_third for each in compare({key for key, _ in ratings}, ratings))
