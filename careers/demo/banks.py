"""What the demonstration is made from: sentences, names, organisations, workplaces, posts and schemes in `data/`."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from careers.placements.models import Scheme
from careers.reference.choices import Contract, Need

DATA = Path(__file__).parent / "data"

Range = tuple[int, int]


@dataclass(frozen=True)
class Names:
    """First and last names that often go together, and how many people in a hundred have them."""

    weight: int
    first: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """What posts and placements have in common: where they are, how many are live, and the sentences they draw.

    `day` names groups of sentences, each with how many to draw; `hours` are ranges of minutes a week.
    """

    key: str
    titles: tuple[str, ...]
    role_code: int
    services: frozenset[int]
    live: int
    day: tuple[tuple[str, int], ...]
    shape: str
    patterns: tuple[str, ...]
    hours: tuple[Range, ...]
    youngest: int


@dataclass(frozen=True)
class Post(Kind):
    """A kind of vacancy. Pay is pence an hour or a year, as it would be at the minimum wage of April 2026."""

    standard_ref: str | None
    look: str
    need: str
    training: tuple[str, int]
    contract: Contract
    experience: Need
    driving: Need
    is_yearly: bool
    low: Range
    spread: Range
    most_posts: int


@dataclass(frozen=True)
class PlacementKind(Kind):
    """A kind of placement. `history` is how many people finish one in a usual month."""

    scheme: Scheme
    who_for: str
    expenses: str
    weeks: tuple[int, ...]
    places: Range
    history: int


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a CSV file of `data/`."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def sentences() -> Mapping[str, tuple[str, ...]]:
    """Return every group of sentences by its name."""
    groups: dict[str, tuple[str, ...]] = {}
    for path in sorted((DATA / "sentences").glob("*.json")):
        groups |= {name: tuple(group) for name, group in json.loads(path.read_text(encoding="utf-8")).items()}
    return groups


@cache
def names() -> tuple[Names, ...]:
    """Return the names that people are given."""
    groups = json.loads((DATA / "names.json").read_text(encoding="utf-8"))
    return tuple(Names(group["weight"], tuple(group["first"]), tuple(group["last"])) for group in groups)


@cache
def posts() -> tuple[Post, ...]:
    """Return the kinds of vacancy."""
    return tuple(_post(row) for row in rows("posts"))


@cache
def placement_kinds() -> tuple[PlacementKind, ...]:
    """Return the kinds of placement."""
    return tuple(_placement_kind(row) for row in rows("schemes"))


def _post(row: Mapping[str, str]) -> Post:
    is_yearly = row["pay_unit"] == "year"
    pence = 100 if is_yearly else 1  # yearly pay is written in pounds
    return Post(
        **_shared(row),
        standard_ref=row["standard_ref"] or None,
        look=row["look"],
        need=row["need"],
        training=_draw(row["training"]),
        contract=Contract(row["contract"]),
        experience=Need(row["experience"]),
        driving=Need(row["driving"]),
        is_yearly=is_yearly,
        low=_range(row["low"], pence),
        spread=_range(row["spread"], pence),
        most_posts=int(row["most_posts"]),
    )


def _placement_kind(row: Mapping[str, str]) -> PlacementKind:
    return PlacementKind(
        **_shared(row),
        scheme=Scheme(row["scheme"]),
        who_for=row["who_for"],
        expenses=row["expenses"],
        weeks=tuple(map(int, row["weeks"].split(";"))),
        places=_range(row["places"]),
        history=int(row["history"]),
    )


def _shared(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "titles": tuple(row["titles"].split(";")),
        "role_code": int(row["role_code"]),
        "services": frozenset(map(int, row["services"].split(";"))),
        "live": int(row["live"]),
        "day": tuple(_draw(text) for text in row["day"].split(";")),
        "shape": row["shape"],
        "patterns": tuple(row["patterns"].split(";")),
        "hours": tuple(_range(text, 60) for text in row["hours"].split(";")),
        "youngest": int(row["youngest"]),
    }


def _draw(text: str) -> tuple[str, int]:
    name, _, number = text.partition(":")
    return name, int(number or 1)


def _range(text: str, times: int = 1) -> Range:
    """Return "24-37.5" as two whole numbers, and "37" as the same number twice."""
    low, _, high = text.partition("-")
    return round(float(low) * times), round(float(high or low) * times)
