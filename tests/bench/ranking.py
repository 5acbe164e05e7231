"""How well the search ranks: judged queries over the demonstration, and nDCG@10 for each kind of user.

`data/judged.csv` holds searches as people type them, the need behind each, and rules for what serves that need: very
well (3), well (2), partly (1); anything else 0. The rules come from the need (decision 0018 says which six were
narrowed after a first look at scores) and look at facts of an advert that the words of the query only hint at. A rule
is conditions that must all hold (`role=8|38 pattern=nights miles=5`), ` or ` between rules, `!` before a condition
that must not hold.
"""

import csv
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log2
from pathlib import Path
from statistics import mean
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode

import time_machine
from flask import current_app
from flask_migrate import upgrade

from careers.app import create_app
from careers.config import read_settings
from careers.database import db, writing
from careers.demo.load import load_demonstration
from careers.geo.distance import LatLon, miles_between
from careers.geo.districts import centre_of
from careers.geo.search import resolve_place
from careers.jobs.index import Entry
from careers.jobs.queries import live_index, search_opportunities
from careers.jobs.search_query import SearchQuery, read_query
from careers.reference.choices import Need
from tests.bench.stand import Stand
from tests.bench.table import Table

TODAY = date(2026, 11, 24)
DEPTH = 10
FLOOR = 0.72
"""Overall nDCG@10 that no change may fall below: a little under what was measured last."""
NEEDS = {"none": Need.NOT_NEEDED, "helpful": Need.HELPFUL, "needed": Need.NEEDED}


class Seen(NamedTuple):
    """An advert, and how far it is from the place of the search (0 without one)."""

    entry: Entry
    miles: float


WEAKEST = 15
Condition = Callable[[Seen, list[str]], bool]

CONDITIONS: Mapping[str, Condition] = {
    "role": lambda seen, wanted: str(seen.entry.role_code) in wanted,
    "service": lambda seen, wanted: str(seen.entry.service_code) in wanted,
    "kind": lambda seen, wanted: seen.entry.kind in wanted,
    "pattern": lambda seen, wanted: bool(set(seen.entry.patterns) & set(wanted)),
    "title": lambda seen, wanted: any(word.replace("~", " ") in seen.entry.title.lower() for word in wanted),
    "employer": lambda seen, wanted: any(word in seen.entry.employer.lower() for word in wanted),
    "driving": lambda seen, wanted: seen.entry.driving in {NEEDS[word] for word in wanted},
    "experience": lambda seen, wanted: seen.entry.signature.experience in {NEEDS[word] for word in wanted},
    "miles": lambda seen, wanted: seen.miles <= float(wanted[0]),
    "hours": lambda seen, wanted: seen.entry.hours_max_minutes <= 60 * float(wanted[0]),
    "hourly": lambda seen, wanted: (seen.entry.hourly_max_pence or 0) >= 100 * float(wanted[0]),
    "sponsored": lambda seen, _: seen.entry.signature.offers_sponsorship,
    "paid-training": lambda seen, _: seen.entry.signature.is_training_paid,
}


@dataclass(frozen=True)
class Judged:
    """A search with the rules for grades 3, 2 and 1, and what somebody wanted by it."""

    user: str
    query: SearchQuery
    need: str
    rules: tuple[str, str, str]

    def grade(self, seen: Seen) -> int:
        """Return how well an advert serves the need, from 0 to 3; farther off than the search reaches none does."""
        if seen.miles > self.query.reach_miles:
            return 0
        return next((3 - at for at, rule in enumerate(self.rules) if rule and fits(rule, seen)), 0)


@dataclass(frozen=True)
class Score:
    """What a query reached: nDCG@10, and how many adverts serve its need at all."""

    judged: Judged
    ndcg: float
    relevant: int


@lru_cache
def judged_queries() -> list[Judged]:
    """Return the judged queries in the order of the file."""
    with (Path(__file__).parent / "data" / "judged.csv").open(encoding="utf-8", newline="") as file:
        return [
            Judged(
                row["user"],
                read_query(parse_qs(row["search"])),
                row["need"],
                (row["very_good"], row["good"], row["partly"]),
            )
            for row in csv.DictReader(file)
        ]


def fits(rule: str, seen: Seen) -> bool:
    """Say whether an advert fits a rule."""
    return any(all(_holds(condition, seen) for condition in part.split()) for part in rule.split(" or "))


def _holds(condition: str, seen: Seen) -> bool:
    name, _, wanted = condition.lstrip("!").partition("=")
    return CONDITIONS[name](seen, wanted.split("|")) is not condition.startswith("!")


def ndcg(grades: Sequence[int], possible: Iterable[int]) -> float:
    """Return the normalised discounted cumulative gain of the first ten grades, from 0 to 1.

    Gain is 2^grade - 1, discounted by log2(place + 1); the ideal is the best ten of all possible grades
    (Järvelin and Kekäläinen 2002, with the gain of Burges 2005). Where nothing could serve, nothing counts: 1.
    """
    ideal = _gain(sorted(possible, reverse=True))
    return _gain(grades) / ideal if ideal else 1.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))


def score_all() -> list[Score]:
    """Ask every judged query of the database of the current application, as of TODAY."""
    near = centre_of(current_app.config["AREA_CODES"])
    with time_machine.travel(f"{TODAY}T10:00:00+00:00", tick=False):
        live = list(live_index().live(TODAY))
        return [_score(judged, live, near) for judged in judged_queries()]


def _score(judged: Judged, live: Sequence[Entry], near: LatLon) -> Score:
    place = resolve_place(judged.query.place, near=near) if judged.query.place else None
    point = place.location.point if place and place.location else None

    def seen(entry: Entry) -> Seen:
        return Seen(entry, miles_between((entry.lat, entry.lon), point) if point else 0.0)

    possible = [judged.grade(seen(entry)) for entry in live]
    found = search_opportunities(judged.query, near=near).results.hits
    return Score(
        judged, ndcg([judged.grade(seen(hit.entry)) for hit in found], possible), sum(grade > 0 for grade in possible)
    )


def overall(scores: Sequence[Score]) -> float:
    """Return the mean over all queries."""
    return mean(score.ndcg for score in scores)


def measure(table: Table, _stand: Stand) -> None:
    """Load the demonstration of one day, ask, and print nDCG@10 by kind of user."""
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        app = create_app(read_settings({"INSTANCE_PATH": folder, "LOG_LEVEL": "ERROR"}))
        with app.app_context(), writing():
            upgrade()
            load_demonstration(TODAY, app.config["AREA_CODES"])
            db.session.commit()
            scores = score_all()
            db.session.remove()
            db.engine.dispose()
    by_user: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        by_user[score.judged.user].append(score)
    table.head(f"Ranking: nDCG@{DEPTH} of {len(scores)} judged queries over the demonstration of {TODAY}")
    for user, theirs in by_user.items():
        weakest = min(theirs, key=lambda score: score.ndcg)
        words = f"{overall(theirs):.3f}; weakest {weakest.ndcg:.2f}: {weakest.judged.query.q or 'no words'}"
        table.line(f"{user} ({len(theirs)})", "", words)
    print(f"  the {WEAKEST} weakest:")
    for score in sorted(scores, key=lambda score: score.ndcg)[:WEAKEST]:
        print(f"  {score.ndcg:.2f}  {urlencode(score.judged.query.pairs())}  ({score.judged.need})")
    table.line("all", f">= {FLOOR}", f"{overall(scores):.3f}", reached=overall(scores) >= FLOOR)
