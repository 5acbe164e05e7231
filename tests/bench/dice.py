"""Chance that repeats: a seeded stream of numbers, drawn from numpy in large handfuls because single draws are slow."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

import numpy as np

_T = TypeVar("_T")
HANDFUL = 65_536


class Dice:
    """Draws from one seed: the same seed and the same calls give the same answers."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._drawn: list[float] = []

    def roll(self) -> float:
        """Return a number from 0 up to, but not, 1."""
        if not self._drawn:
            self._drawn = self._rng.random(HANDFUL).tolist()
        return self._drawn.pop()

    def pick(self, choices: Sequence[_T]) -> _T:
        """Return one of some choices."""
        return choices[int(self.roll() * len(choices))]

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self.roll() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """Say yes in such a share of the calls."""
        return self.roll() < share

    def few(self, choices: Sequence[_T], number: int) -> list[_T]:
        """Return so many different choices."""
        left, drawn = list(choices), []
        for _ in range(min(number, len(left))):
            drawn.append(left.pop(int(self.roll() * len(left))))
        return drawn

    def wobble(self) -> float:
        """Return a number around nought, like a bell: mostly within 1, never beyond 3."""
        return 2 * (self.roll() + self.roll() + self.roll()) - 3


class Urn(Generic[_T]):
    """Choices of which some come more often: pick from it with `draw`."""

    def __init__(self, weights: Sequence[tuple[_T, float]]) -> None:
        self.choices = [choice for choice, _ in weights]
        sums = list(accumulate(weight for _, weight in weights))
        self._bounds = np.array(sums) / sums[-1]

    def draw(self, dice: Dice) -> _T:
        """Return a choice; one with twice the weight comes twice as often."""
        return self.choices[int(np.searchsorted(self._bounds, dice.roll(), side="right"))]
