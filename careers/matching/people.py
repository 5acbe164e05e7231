"""How well many people at once suit a vacancy, to invite the most suitable: the points of `parts`, over columns. Pure.

People stand in rows, side by side with those who live near and travel about as far, so that most need never be looked
at: whoever cannot get to the workplace is not asked to. The share is that of `ranking`, in thousandths of the points
that could be counted; where under a third can be counted it is 0.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from careers.jobs.index.columns import on_a_ball
from careers.matching.fit import LEAST_SHARE_COUNTED
from careers.matching.parts import (
    A_LITTLE_FURTHER,
    A_LITTLE_LATER,
    PRACTICAL,
    PRACTICAL_POINTS,
    VALUES_POINTS,
    Offer,
    Wish,
    best_guess,
    contract_part,
    driving_part,
    pattern_part,
    shares_of,
)
from careers.matching.ranking import nearness
from careers.reference.choices import Contract, Need, Pattern
from careers.screening import bank
from careers.screening.scoring import ValueScore

Floats = NDArray[np.float64]
Ints = NDArray[np.signedinteger[Any]]
Terms = tuple[frozenset[Pattern], frozenset[Contract], bool | None]

POSSIBLE = VALUES_POINTS + PRACTICAL_POINTS
REACHES = (5.0, 10.0, 15.0, 25.0, 50.0)
"""Classes of how far people travel, in miles: each is looked at as far around as its people go."""
UNKNOWN_REACH = 25 / A_LITTLE_FURTHER
CELL_DEGREES = 0.125
CELL_RADIUS_MILES = 7.5
"""Half of the diagonal of a cell at 50 degrees north, rounded up."""
CHUNK = 16_384
"""Rows that are worked on together: their numbers stay in the processor's cache."""
UNSAID = 2**30
"""A pay hoped for, and a first day, that no vacancy meets."""
SAYS_REACH, SAYS_PAY, SAYS_START = (1 << bit for bit in (7, 8, 9))


class Person(NamedTuple):
    """Somebody who may be found: a number that stands for them, what they want, and their scores."""

    id: int
    wish: Wish
    scores: Sequence[ValueScore]


class Ranked(NamedTuple):
    """A person's number and the share of the points, in thousandths."""

    id: int
    share: int


@dataclass(frozen=True)
class People:
    """Columns over people, n rows in groups of one cell and one class of reach.

    `guesses` (7, n) are the best guesses of value scores, 0 where unanswered; `said` has a bit for each value answered,
    then for reach, pay and start. `points` (3, n) lie on a ball of radius 1, `reach` and `reach_further` are the least
    products with a point within reach; nan where not said. `terms` number what people want of hours, contract and
    driving. Pay is pence an hour, days are ordinals; UNSAID where not said. The first `placed` rows said where they
    live.
    """

    ids: Ints
    points: Floats
    reach: Floats
    reach_further: Floats
    terms: Ints
    wanted: tuple[Terms, ...]
    pay: Ints
    starts: Ints
    guesses: Floats
    said: Ints
    groups: Floats
    bounds: Ints
    placed: int


def people_of(persons: Iterable[Person]) -> People:
    """Return the columns of some people."""
    persons = list(persons)
    keys = [value.key for value in bank.values()]
    numbers: dict[Terms, int] = {}
    guesses = np.zeros((len(keys), len(persons)))
    for place, person in enumerate(persons):
        for score in person.scores:
            guesses[keys.index(score.value_key), place] = best_guess(score)
    answered = [sum(1 << keys.index(score.value_key) for score in person.scores) for person in persons]
    wishes = [person.wish for person in persons]
    terms = [numbers.setdefault((w.patterns, w.contracts, w.can_drive), len(numbers)) for w in wishes]
    return columns_of(
        ids=np.array([person.id for person in persons], np.int64),
        lats=np.array([np.nan if w.lat is None else w.lat for w in wishes]),
        lons=np.array([np.nan if w.lon is None else w.lon for w in wishes]),
        miles=np.array([np.nan if w.travel_miles is None else w.travel_miles for w in wishes], np.float64),
        terms=np.array(terms, np.int32),
        wanted=tuple(numbers),
        pay=np.array([UNSAID if w.pay_min_pence is None else w.pay_min_pence for w in wishes], np.int32),
        starts=np.array([w.can_start_on.toordinal() if w.can_start_on else UNSAID for w in wishes], np.int32),
        guesses=guesses,
        answered=np.array(answered, np.int16),
    )


def columns_of(
    *,
    ids: Ints,
    lats: Floats,
    lons: Floats,
    miles: Floats,
    terms: Ints,
    wanted: tuple[Terms, ...],
    pay: Ints,
    starts: Ints,
    guesses: Floats,
    answered: Ints,
) -> People:
    """Return people in groups from columns in any order.

    nan stands for a place or a distance that was not said, UNSAID for pay and start; `answered` has a bit a value.
    """
    reach = np.where(np.isnan(lats), np.nan, miles)
    looked = np.where(np.isnan(miles), UNKNOWN_REACH, miles)
    kind = np.where(np.isnan(lats), len(REACHES), np.searchsorted(REACHES, looked))
    rows, columns = np.floor(np.nan_to_num(lats) / CELL_DEGREES), np.floor(np.nan_to_num(lons) / CELL_DEGREES)
    order = np.lexsort((columns, rows, kind))
    said = answered.astype(np.int16) | np.where(np.isnan(reach), 0, SAYS_REACH).astype(np.int16)
    said |= np.where(pay == UNSAID, 0, SAYS_PAY).astype(np.int16) | np.where(starts == UNSAID, 0, SAYS_START).astype(
        np.int16
    )
    keys = np.stack([kind, rows, columns], axis=1)[order]
    firsts = np.flatnonzero(np.any(np.diff(keys, axis=0, prepend=-1e9), axis=1)) if len(keys) else np.zeros(0, np.int64)
    groups = keys[firsts].astype(np.float64)
    centres = np.stack(on_a_ball((groups[:, 1] + 0.5) * CELL_DEGREES, (groups[:, 2] + 0.5) * CELL_DEGREES), axis=1)
    return People(
        ids=ids[order],
        points=np.stack(on_a_ball(lats[order], lons[order])),
        reach=nearness(reach[order]),
        reach_further=nearness(reach[order] * A_LITTLE_FURTHER),
        terms=terms[order],
        wanted=wanted,
        pay=pay[order],
        starts=starts[order],
        guesses=np.ascontiguousarray(guesses[:, order]),
        said=said[order],
        groups=np.column_stack([groups[:, 0], centres]),
        bounds=np.append(firsts, len(keys)),
        placed=int((kind < len(REACHES)).sum()),
    )


def rank_people(people: People, offer: Offer, *, most: int, seed: int = 0, everybody: bool = False) -> list[Ranked]:
    """Return the people whom a vacancy suits best, best first; equal ones in an order that the seed decides.

    Only those who can get there, or did not say, unless `everybody` is asked for. Whoever has no share is left out.
    """
    chunks = _chunks([slice(0, len(people.ids))]) if everybody else _reachable(people, offer)
    rule = _Rule(people, offer)
    ids, shares = [], []
    for rows in chunks:
        share = rule.shares(rows)
        found = np.flatnonzero(share)
        ids.append(people.ids[rows][found])
        shares.append(share[found])
    return _best(np.concatenate(ids), np.concatenate(shares), most, seed) if ids else []


def _chunks(slices: Iterable[slice]) -> Iterator[slice]:
    for one in slices:
        for start in range(one.start, one.stop, CHUNK):
            yield slice(start, min(start + CHUNK, one.stop))


def _best(ids: Ints, shares: Ints, most: int, seed: int) -> list[Ranked]:
    if 0 < most < len(ids):
        least = np.partition(shares, len(shares) - most)[len(shares) - most]
        kept = shares >= least
        ids, shares = ids[kept], shares[kept]
    drawn = (ids.astype(np.uint64) + np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)) * np.uint64(0xBF58476D1CE4E5B9)
    drawn = (drawn ^ drawn >> np.uint64(31)) * np.uint64(0x94D049BB133111EB)
    order = np.lexsort((drawn, -shares.astype(np.int64)))[:most]
    return [Ranked(int(number), int(share)) for number, share in zip(ids[order], shares[order], strict=True)]


def _reachable(people: People, offer: Offer) -> Iterator[slice | Ints]:
    """Give the rows of people who can get to the workplace, or did not say where they live, a chunk at a time."""
    here, unknown = np.array(on_a_ball(offer.lat, offer.lon)), nearness(UNKNOWN_REACH * A_LITTLE_FURTHER)
    kept: list[Ints] = []
    yield from _chunks([slice(people.placed, len(people.ids))])
    for rows in _chunks(_near_groups(people, offer)):
        near, reach = here @ people.points[:, rows], people.reach_further[rows]
        kept.append(np.flatnonzero((near >= reach) | (np.isnan(reach) & (near >= unknown))) + rows.start)
    found = np.concatenate(kept) if kept else np.zeros(0, np.int64)
    for start in range(0, len(found), CHUNK):
        yield found[start : start + CHUNK]


def _near_groups(people: People, offer: Offer) -> list[slice]:
    """Return the rows of groups with a place from which somebody may get to the workplace, neighbours together."""
    around = np.array([*(miles * A_LITTLE_FURTHER + CELL_RADIUS_MILES for miles in REACHES), 0.0])
    kinds = people.groups[:, 0].astype(np.int64)
    products = people.groups[:, 1:] @ np.array(on_a_ball(offer.lat, offer.lon))
    near = np.flatnonzero((products >= nearness(around)[kinds]) & (kinds < len(REACHES)))
    slices: list[slice] = []
    for group in near:
        start, stop = int(people.bounds[group]), int(people.bounds[group + 1])
        if slices and slices[-1].stop == start:
            slices[-1] = slice(slices[-1].start, stop)
        else:
            slices.append(slice(start, stop))
    return slices


class _Rule:
    """What an offer gives for each thing that people want, ready for many rows."""

    def __init__(self, people: People, offer: Offer) -> None:
        self._people, self._offer = people, offer
        self._here = np.array(on_a_ball(offer.lat, offer.lon))
        parts = np.array(
            [_points_of_terms(offer.patterns, offer.contract, offer.driving, each) for each in people.wanted], np.int16
        ).reshape(-1, 2)
        self._points_of_terms, self._out_of_terms = np.ascontiguousarray(parts.T)
        keys = [value.key for value in bank.values()]
        self._shares = [(keys.index(key), share) for key, share in shares_of(offer)]
        bits = [*((1 << place, share) for place, share in self._shares)]
        bits += [
            (SAYS_REACH, PRACTICAL["travel"][1]),
            (SAYS_PAY, PRACTICAL["pay"][1]),
            (SAYS_START, PRACTICAL["start"][1]),
        ]
        self._out_of_said = np.array(
            [sum(worth for bit, worth in bits if said & bit) for said in range(2 * SAYS_START)], np.int16
        )

    def shares(self, rows: slice | Ints) -> Ints:
        """Return the share of each row in thousandths."""
        people, offer = self._people, self._offer
        terms = people.terms[rows]
        points = self._points_of_terms[terms]
        for place, share in self._shares:
            points += (people.guesses[place, rows] * share + 0.5).astype(np.int16)  # cuts off: halves go up
        near = self._here @ people.points[:, rows]
        pay, starts, first = people.pay[rows], people.starts[rows], offer.starts_on.toordinal()
        for part, whole, half in (
            ("travel", near >= people.reach[rows], near >= people.reach_further[rows]),
            ("pay", pay <= offer.pay_min_pence, pay <= offer.pay_max_pence),
            ("start", starts <= first, starts <= first + A_LITTLE_LATER.days),
        ):
            points += (whole.view(np.int8) + half.view(np.int8)) * np.int8(PRACTICAL[part][1] // 2)
        out_of = self._out_of_terms[terms] + self._out_of_said[people.said[rows]]
        shares = (
            points * np.float32(1000) / np.maximum(out_of, 1)
        )  # exact enough to cut off: both are whole, under 2**17
        return np.where(out_of * LEAST_SHARE_COUNTED >= POSSIBLE, shares, 0).astype(np.int16)


@lru_cache(maxsize=20_000)
def _points_of_terms(patterns: frozenset[Pattern], contract: Contract, driving: Need, terms: Terms) -> tuple[int, int]:
    """Return points and points possible for hours, driving and contract together."""
    offer = Offer(0, 0, patterns, contract, driving, 0, 0, date.min)
    wish = Wish(patterns=terms[0], contracts=terms[1], can_drive=terms[2])
    parts = (pattern_part(wish, offer), driving_part(wish, offer), contract_part(wish, offer))
    return sum(part.points for part in parts), sum(part.out_of for part in parts)
