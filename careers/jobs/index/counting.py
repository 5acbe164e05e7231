"""Filters and facets by signature: entries that filters cannot tell apart are looked at once and counted together."""

from collections.abc import Callable, Sequence
from operator import add
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from careers.jobs.concepts import Signature
from careers.jobs.index.columns import Pool
from careers.jobs.index.entries import Facets
from careers.jobs.search_query import SearchQuery
from careers.reference.choices import Need, Pattern

Counts = NDArray[np.int64]
Choice = tuple[str, str]

CHOSEN: dict[str, Callable[[Signature], tuple[object, ...]]] = {
    "kind": lambda one: (one.kind,),
    "role": lambda one: (one.role,),
    "service": lambda one: (one.service,),
    "contract": lambda one: (one.contract,),
    "pattern": lambda one: one.patterns,
}
YES: dict[str, Callable[[Signature], bool]] = {
    "no_driving": lambda one: one.driving is not Need.NEEDED,
    "no_experience": lambda one: one.experience is not Need.NEEDED,
    "training_paid": lambda one: one.is_training_paid,
    "guaranteed_hours": lambda one: one.has_guaranteed_hours,
    "sponsorship": lambda one: one.offers_sponsorship,
}
ALWAYS_TOLD = (*(("pattern", pattern.value) for pattern in Pattern), *((name, "1") for name in YES))
"""Choices that facets count even where there are none."""

MOST_KEPT = 200
MANY = 1_000
"""Of more signatures than this, those that rows have are picked out first."""

PASSES, FAILS_MORE = 0, -1


class Sieve(NamedTuple):
    """What the filters of a query say of each signature.

    `asked` tells one set of filters from another. `verdicts` are PASSES where it passes them all, n where it fails the
    n-th of `filters` alone, else FAILS_MORE.
    """

    asked: tuple[object, ...]
    filters: Sequence[str]
    verdicts: NDArray[np.int8]


class Filters:
    """Which signatures have which choice: a row of ones and noughts for each, a column a choice."""

    def __init__(self, signatures: Pool[Signature]) -> None:
        self._signatures = signatures
        self._choices: Pool[Choice] = Pool()
        self._sieves: dict[tuple[object, ...], Sieve] = {}
        for choice in ALWAYS_TOLD:
            self._choices.number(choice)
        self._has = np.zeros((0, len(ALWAYS_TOLD)), np.float32)
        self._is_so = np.zeros((len(ALWAYS_TOLD), 0), bool)
        self._facets = self._choices_of_each()

    def _update(self) -> None:
        """Read the signatures that came since the last time."""
        known = len(self._has)
        new = [[self._choices.number(choice) for choice in _choices_of(one)] for one in self._signatures.values[known:]]
        if not new:
            return
        larger = np.zeros((known + len(new), len(self._choices.values)), np.float32)
        larger[:known, : self._has.shape[1]] = self._has
        for row, columns in enumerate(new, start=known):
            larger[row, columns] = 1
        self._has = larger
        self._sieves.clear()
        self._is_so = np.ascontiguousarray(larger.T, bool)
        self._facets = self._choices_of_each()

    def _choices_of_each(self) -> dict[str, list[tuple[str, int, bool]]]:
        """Return of each facet its choices, where each is counted, and whether it is told where there is none."""
        facets: dict[str, list[tuple[str, int, bool]]] = {name: [] for name in (*CHOSEN, *YES)}
        for number, (name, choice) in enumerate(self._choices.values):
            if choice:
                facets[name].append((choice, number, number < len(ALWAYS_TOLD)))
        return facets

    def sieve(self, query: SearchQuery) -> Sieve:
        """Return what the filters that a query uses say of each signature; kept until a signature comes."""
        self._update()
        asked = tuple((name, getattr(query, name)) for name in CHOSEN) + tuple((name, ("1",)) for name in query.yes)
        if asked not in self._sieves:
            if len(self._sieves) >= MOST_KEPT:
                self._sieves.clear()
            self._sieves[asked] = self._sieve(asked)
        return self._sieves[asked]

    def _sieve(self, asked: tuple[tuple[str, Sequence[object]], ...]) -> Sieve:
        verdicts, used = np.zeros(len(self._has), np.int8), {name: choices for name, choices in asked if choices}
        for number, (name, choices) in enumerate(used.items(), start=1):
            known = [self._choices.numbers.get((name, str(choice))) for choice in choices]
            passes = self._is_so[[each for each in known if each is not None]].any(axis=0)
            verdicts[~passes] = np.where(verdicts[~passes] == PASSES, number, FAILS_MORE)
        return Sieve(asked, tuple(used), verdicts)

    def count(self, signatures: NDArray[np.int32]) -> Counts:
        """Return how many of some rows have each signature."""
        self._update()
        return np.bincount(signatures, minlength=len(self._has))

    def facets(self, counts: Counts, sieve: Sieve) -> Facets:
        """Count each choice of each facet over rows counted by signature, given all filters but the facet's own."""
        has, verdicts = self._has, sieve.verdicts
        if len(counts) > MANY:
            present = np.flatnonzero(counts)
            has, verdicts, counts = has[present], verdicts[present], counts[present]
        held = counts.astype(np.float32)
        if sieve.filters:
            held = held * (verdicts == np.arange(len(sieve.filters) + 1)[:, None])
        passing, *failing = np.atleast_2d(held @ has).astype(np.int64).tolist()
        alone = dict(zip(sieve.filters, failing, strict=True))
        facets: Facets = {}
        for name, choices in self._facets.items():
            found = list(map(add, passing, alone[name])) if name in alone else passing
            facets[name] = {choice: found[number] for choice, number, is_told in choices if is_told or found[number]}
        return facets


def _choices_of(one: Signature) -> list[Choice]:
    """Return every choice that a signature has, with the name of its filter."""
    chosen = [(name, str(choice)) for name, read in CHOSEN.items() for choice in read(one)]
    return chosen + [(name, "1") for name, has in YES.items() if has(one)]
