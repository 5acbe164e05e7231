"""Time who suits a vacancy and what suits a person, against the bare dot product of scores and weights over all rows.

A million invented people live where England's people live; the adverts are the bench's own. "Filtered first" looks at
those who can get there, or at adverts around a home; "full scan" at every row. Both sides are timed in turn.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import product
from statistics import median

import numpy as np
from numpy.typing import NDArray

from careers import clock
from careers.geo.tables import read_columns
from careers.jobs.index.columns import Columns, on_a_ball
from careers.jobs.queries import live_index
from careers.matching.parts import Offer, Wish
from careers.matching.people import UNSAID, People, Terms, columns_of, rank_people
from careers.matching.ranking import FitOrder, nearness
from careers.reference.choices import Contract, Need, Pattern
from careers.screening import bank
from careers.screening.scoring import ValueScore
from tests.bench.stand import Stand, scratch
from tests.bench.table import Table

PEOPLE, SEED, OFFERS, TURNS, MOST = 1_000_000, 20261126, 12, 5, 50
DAY = date(2027, 1, 4)
LEAST_FILTERED, LEAST_FULL = 2.0, 15.0
NEARBY_MILES = 10


def invent_people(count: int) -> tuple[People, NDArray[np.float64]]:
    """Return people, and the places of England by how many live there, to put vacancies in."""
    rng, places = np.random.default_rng(SEED), read_columns("places.csv.gz")
    lats, lons = (np.array([float(text) for text in places[name]]) for name in ("lat", "lon"))
    weights = np.array([float(text or 0) for text in places["population"]]) + 1
    homes = rng.choice(len(lats), count, p=weights / weights.sum())
    wanted = _wanted()
    people = columns_of(
        ids=np.arange(count),
        lats=np.where(rng.random(count) < 0.05, np.nan, lats[homes] + rng.normal(0, 0.02, count)),
        lons=lons[homes] + rng.normal(0, 0.03, count),
        miles=rng.choice([np.nan, 3.0, 5.0, 10.0, 15.0, 25.0, 50.0], count, p=[0.1, 0.15, 0.3, 0.3, 0.1, 0.04, 0.01]),
        terms=rng.integers(0, len(wanted), count, dtype=np.int32),
        wanted=wanted,
        pay=rng.choice([UNSAID, 1271, 1300, 1350, 1400], count).astype(np.int32),
        starts=np.where(rng.random(count) < 0.4, UNSAID, DAY.toordinal() + rng.integers(-60, 60, count)).astype(
            np.int32
        ),
        guesses=np.clip(rng.normal(0.73, 0.025, (7, count)), 0, 1),
        answered=np.where(rng.random(count) < 0.8, 127, rng.integers(1, 128, count)).astype(np.int16),
    )
    towns = rng.choice(len(lats), OFFERS, p=weights / weights.sum())
    return people, np.stack([lats[towns], lons[towns]], axis=1)


def _wanted() -> tuple[Terms, ...]:
    patterns = [frozenset(one) for one in product(list(Pattern)[:5], list(Pattern)[3:])]
    contracts = [
        frozenset[Contract](),
        frozenset({Contract.PERMANENT}),
        frozenset({Contract.PERMANENT, Contract.FIXED_TERM}),
    ]
    return tuple(product(dict.fromkeys([frozenset[Pattern](), *patterns]), contracts, (None, True, False)))


def measure(table: Table, stand: Stand) -> None:
    """Print both directions; the ratios are medians over vacancies and homes."""
    table.head(f"Matching: {PEOPLE:,} people for a vacancy, {stand.rows:,} adverts for a person")
    _measure_people(table)
    with scratch(stand.rows) as made, made.app.app_context():
        _measure_adverts(table, live_index()._columns)


def _measure_people(table: Table) -> None:
    people, towns = invent_people(PEOPLE)
    keys = tuple(value.key for value in bank.values())
    nights = frozenset({Pattern.NIGHTS, Pattern.WEEKENDS})
    offers = [Offer(lat, lon, nights, Contract.PERMANENT, Need.NEEDED, 1290, 1340, DAY, keys[:3]) for lat, lon in towns]
    weights = np.array([20.0, 20, 20, 0, 0, 0, 0])
    first, full = [], []
    for offer in offers:
        bare, filtered, whole = _times(
            lambda: weights @ people.guesses,
            lambda offer=offer: rank_people(people, offer, most=MOST),  # type: ignore[misc]  # bound now
            lambda offer=offer: rank_people(people, offer, most=MOST, everybody=True),  # type: ignore[misc]  # as above
        )
        first.append((filtered / bare, filtered))
        full.append((whole / bare, whole))
    _line(table, "people, filtered first", first, LEAST_FILTERED)
    _line(table, "people, full scan", full, LEAST_FULL)


def _measure_adverts(table: Table, columns: Columns) -> None:
    rng = np.random.default_rng(SEED)
    rows = np.flatnonzero(columns["closes"] >= clock.today().toordinal())
    xyz = np.ascontiguousarray(columns["point"][rows].T)
    matrix, weights = rng.random((7, len(rows))), rng.random(7)
    scores = tuple(ValueScore(value.key, 0.8, 0.06, ("q",), ("key",)) for value in bank.values())
    homes = [(float(columns["lat"][row]), float(columns["lon"][row])) for row in rng.choice(rows, OFFERS)]
    first, full = [], []
    for lat, lon in homes:
        order = FitOrder(_wish(lat, lon), scores)
        here = np.array(on_a_ball(lat, lon))

        def nearby(order: FitOrder = order, here: NDArray[np.float64] = here) -> None:
            order(columns, rows[np.flatnonzero(here @ xyz >= nearness(NEARBY_MILES))])

        bare, filtered, whole = _times(
            lambda: weights @ matrix,
            nearby,
            lambda order=order: order(columns, rows),  # type: ignore[misc]  # bound now
        )
        first.append((filtered / bare, filtered))
        full.append((whole / bare, whole))
    _line(table, f"adverts, filtered to {NEARBY_MILES} miles", first, LEAST_FILTERED)
    _line(table, "adverts, full scan", full, LEAST_FULL)


def _wish(lat: float, lon: float) -> Wish:
    patterns, contracts = frozenset({Pattern.NIGHTS, Pattern.PART_TIME}), frozenset({Contract.PERMANENT})
    return Wish(lat, lon, 10, patterns, contracts, False, 1290, DAY + timedelta(days=7))


def _times(*works: Callable[[], object]) -> list[float]:
    """Return the seconds of each, the medians of some turns in which all are timed one after another."""
    turns = []
    for _ in range(TURNS):
        turn = []
        for work in works:
            started = time.perf_counter()
            work()
            turn.append(time.perf_counter() - started)
        turns.append(turn)
    return [median(times) for times in zip(*turns, strict=True)]


def _line(table: Table, name: str, measured: Sequence[tuple[float, float]], most: float) -> None:
    ratio, seconds = median(each[0] for each in measured), median(each[1] for each in measured)
    words = f"{ratio:.2f} x ({seconds * 1000:.1f} ms)"
    table.line(name, f"<= {most:g} x dot product", words, reached=ratio <= most)
