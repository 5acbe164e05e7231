"""Filters and facets by signature: entries that filters cannot tell apart are looked at once and counted together."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from careers.jobs.concepts import Signature
from careers.jobs.index.columns import Pool
from careers.jobs.search_query import SearchQuery
from careers.reference.choices import Need, Pattern

Mask = NDArray[np.bool_]
Counts = NDArray[np.int64]

PATTERNS = tuple(pattern.value for pattern in Pattern)
SINGLE: dict[str, Callable[[Signature], object]] = {
    "kind": lambda one: one.kind,
    "role": lambda one: one.role,
    "service": lambda one: one.service,
    "contract": lambda one: one.contract,
}
YES: dict[str, Callable[[Signature], bool]] = {
    "no_driving": lambda one: one.driving is not Need.NEEDED,
    "no_experience": lambda one: one.experience is not Need.NEEDED,
    "training_paid": lambda one: one.is_training_paid,
    "guaranteed_hours": lambda one: one.has_guaranteed_hours,
    "sponsorship": lambda one: one.offers_sponsorship,
}


class Filters:
    """Which signatures have which choice: a column of numbers for what has one choice, of yes and no for the others."""

    def __init__(self, signatures: Pool[Signature]) -> None:
        self._signatures = signatures
        self._labels: dict[str, Pool[str]] = {name: Pool() for name in SINGLE}
        self._numbers = {name: np.empty(0, np.int32) for name in SINGLE}
        self._has = {name: np.empty(0, bool) for name in (*PATTERNS, *YES)}
        self._read = 0

    def _update(self) -> None:
        """Read the signatures that came since the last time."""
        new = self._signatures.values[self._read :]
        self._read += len(new)
        if not new:
            return
        for name, read in SINGLE.items():
            numbers = [self._labels[name].number(str(read(one))) for one in new]
            self._numbers[name] = np.concatenate((self._numbers[name], np.array(numbers, np.int32)))
        for name, has in self._has.items():
            test = YES[name] if name in YES else partial(_has_pattern, name)
            self._has[name] = np.concatenate((has, np.fromiter(map(test, new), bool, len(new))))

    def passing(self, query: SearchQuery) -> dict[str, Mask]:
        """Return which signatures pass, for each filter by signature that the query uses."""
        self._update()
        masks: dict[str, Mask] = {}
        for name in SINGLE:
            chosen = {str(choice) for choice in getattr(query, name)}
            if chosen:
                wanted = np.array([label in chosen for label in self._labels[name].values] or [False])
                masks[name] = wanted[self._numbers[name]]
        if query.pattern:
            masks["pattern"] = np.logical_or.reduce([self._has[pattern] for pattern in query.pattern])
        return masks | {name: self._has[name] for name in query.yes}

    def facets(self, signatures: NDArray[np.int32], masks: dict[str, Mask]) -> dict[str, Counter[str]]:
        """Count each choice of each facet over rows with these signatures, given all filters but the facet's own."""
        self._update()
        counts = np.bincount(signatures, minlength=self._read)
        present = np.flatnonzero(counts)
        held = counts[present]
        passing = {name: mask[present] for name, mask in masks.items()}
        with_all = _kept(held, passing.values())

        def kept(name: str) -> Counts:
            if name not in passing:
                return with_all
            return _kept(held, [mask for other, mask in passing.items() if other != name])

        facets = {name: self._tally(name, present, kept(name)) for name in SINGLE}
        of_patterns = kept("pattern")
        facets["pattern"] = Counter({name: int(of_patterns @ self._has[name][present]) for name in PATTERNS})
        return facets | {name: Counter({"1": int(kept(name) @ self._has[name][present])}) for name in YES}

    def _tally(self, name: str, present: NDArray[np.intp], kept: Counts) -> Counter[str]:
        labels = self._labels[name].values
        sums = np.bincount(self._numbers[name][present], weights=kept, minlength=len(labels))
        return Counter({label: int(n) for label, n in zip(labels, sums.tolist(), strict=True) if label and n})


def _has_pattern(name: str, one: Signature) -> bool:
    return name in one.patterns


def _kept(held: Counts, masks: Iterable[Mask]) -> Counts:
    for mask in masks:
        held = held * mask
    return held
