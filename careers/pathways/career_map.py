"""The career map: read from data files, checked when first read, never changed at run time."""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeAlias, TypeVar

from sqlalchemy.exc import NoResultFound

DATA = Path(__file__).parent / "data"
KINDS = frozenset({"job", "apprenticeship", "placement"})
LEVELS = (
    "Ways in",
    "First job",
    "Settled in the work",
    "Senior or specialist",
    "Leading a team",
    "Deputy or professional",
    "Manager or lead",
    "Area or head of service",
    "Director",
)

Row: TypeAlias = Mapping[str, str]
T = TypeVar("T")


class CareerMapError(ValueError):
    """The career map cannot be used; the message names the row and the fault."""


class Track(StrEnum):
    """The five lines of the map, in the order in which they are listed."""

    CARE = "care"
    LEADING = "leading"
    PROFESSIONAL = "professional"
    COMMUNITY = "community"
    SUPPORT = "support"


TRACK_NAMES = {
    Track.CARE: "Care and support",
    Track.LEADING: "Leading care services",
    Track.PROFESSIONAL: "Nursing, therapy and social work",
    Track.COMMUNITY: "Advice and community",
    Track.SUPPORT: "Behind the scenes",
}


class MoveKind(StrEnum):
    """What sort of step a move is."""

    ENTRY = "entry"
    PROMOTION = "promotion"
    PROFESSIONAL = "professional"
    LATERAL = "lateral"


@dataclass(frozen=True, slots=True)
class Role:
    """A station of the map. `level` 0 is a way in, 8 a director: it orders the picture, it is no pay grade.

    `role_codes` to `needs_no_experience` say which live openings are counted for it, `counted_as` says so in
    words. Codes are ASC-WDS codes. Several roles share a code, so a count covers what
    `counted_as` says; `is_shared` is whether that is more than the role.
    """

    key: str
    title: str
    track: Track
    level: int
    map_row: int
    summary: str
    regulated_by: str
    is_regulator_sourced: bool
    role_codes: tuple[int, ...]
    service_codes: tuple[int, ...]
    kinds: tuple[str, ...]
    needs_no_experience: bool
    counted_as: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Qualification:
    """Something to learn on the way.

    `funding_as_of` is the month that the funding note was true for; None means general knowledge, unchecked.
    """

    key: str
    title: str
    level: int | None
    kind: str
    standard_ref: str
    typical_months: int | None
    funding: str
    funding_as_of: date | None


@dataclass(frozen=True, slots=True)
class Move:
    """A usual step. Months run from settling in one role to being ready for the next, study included."""

    origin: Role
    target: Role
    kind: MoveKind
    months_min: int
    months_max: int
    requirements: tuple[Qualification, ...]
    needs_all: bool
    notes: str

    @property
    def when(self) -> str:
        """The usual time in words, like "within 6 months" or "after 1½ to 4 years"."""
        in_years = self.months_max >= 24
        low, low_unit = _time(self.months_min, in_years=in_years)
        high, high_unit = _time(self.months_max, in_years=in_years)
        longest = f"{high} {high_unit}{'' if high == '1' else 's'}"
        if self.months_min == 0:
            return f"within {longest}"
        if low_unit == high_unit:
            return f"after {low} to {longest}"
        return f"after {low} {low_unit}{'' if low == '1' else 's'} to {longest}"


@dataclass(frozen=True, slots=True)
class CareerMap:
    """Every role in the order of the lists, every move, every qualification."""

    roles: tuple[Role, ...]
    moves: tuple[Move, ...]
    qualifications: tuple[Qualification, ...]


def read_map(roles: Iterable[Row], moves: Iterable[Row], qualifications: Iterable[Row]) -> CareerMap:
    """Return the map of three tables. Raises CareerMapError, naming the line that does not fit."""
    role_of = {role.key: role for role in _read_rows("roles", roles, _role)}
    _check_places(role_of.values())
    qualification_of = {one.key: one for one in _read_rows("qualifications", qualifications, _qualification)}
    return CareerMap(
        tuple(role_of.values()),
        tuple(_read_rows("transitions", moves, lambda row: _move(row, role_of, qualification_of))),
        tuple(qualification_of.values()),
    )


@cache
def career_map() -> CareerMap:
    """Return the map of the data files."""
    return read_map(*(_read_file(name) for name in ("roles", "transitions", "qualifications")))


def roles() -> tuple[Role, ...]:
    """Return every role, by track, then by level."""
    return career_map().roles


def get_role(key: str) -> Role:
    """Return the role of a key; raise NoResultFound if the map has none."""
    for role in roles():
        if role.key == key:
            return role
    raise NoResultFound(f"no role {key!r} on the career map")


def moves_from(key: str) -> tuple[Move, ...]:
    """Return the moves out of a role: steps up before steps across, then by level and title."""
    moves = [move for move in career_map().moves if move.origin.key == key]
    return tuple(sorted(moves, key=lambda m: (m.kind is MoveKind.LATERAL, m.target.level, m.target.title)))


def moves_to(key: str) -> tuple[Move, ...]:
    """Return the moves into a role, by the level and title of where people come from."""
    moves = [move for move in career_map().moves if move.target.key == key]
    return tuple(sorted(moves, key=lambda m: (m.origin.level, m.origin.title)))


def _read_file(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_rows(file: str, rows: Iterable[Row], read: Callable[[Row], T]) -> list[T]:
    """Read each row; refuse a row that cannot be read, and a second row for the same thing."""
    found: dict[tuple[str, ...], T] = {}
    for line, row in enumerate(rows, start=2):
        try:
            one = read(row)
        except (KeyError, ValueError) as error:
            raise CareerMapError(f"{file}.csv line {line}: {error}") from error
        name = (row["from_role"], row["to_role"]) if "from_role" in row else (row["key"],)
        if name in found:
            raise CareerMapError(f"{file}.csv line {line}: {' to '.join(name)} is there twice")
        found[name] = one
    return list(found.values())


def _role(row: Row) -> Role:
    level = int(row["level"])
    if not 0 <= level < len(LEVELS):
        raise ValueError(f"level {level} is not on the map")
    kinds = _split(row["kinds"])
    if not KINDS.issuperset(kinds) or bool(kinds) != bool(row["counted_as"]):
        raise ValueError("kinds must be job, apprenticeship or placement, with words for what is counted")
    return Role(
        key=row["key"],
        title=row["title"],
        track=Track(row["track"]),
        level=level,
        map_row=int(row["map_row"]),
        summary=row["summary"],
        regulated_by=row["regulated_by"],
        is_regulator_sourced=row["regulator_status"] == "sourced",
        role_codes=tuple(int(code) for code in _split(row["job_role_codes"])),
        service_codes=tuple(int(code) for code in _split(row["main_services"])),
        kinds=kinds,
        needs_no_experience=row["no_experience"] == "yes",
        counted_as=row["counted_as"],
        is_shared=row["is_shared"] == "yes",
    )


def _qualification(row: Row) -> Qualification:
    return Qualification(
        key=row["key"],
        title=row["title"],
        level=int(row["level"]) if row["level"] else None,
        kind=row["kind"],
        standard_ref=row["standard_ref"],
        typical_months=int(row["typical_months"]) if row["typical_months"] else None,
        funding=row["funding"],
        funding_as_of=date.fromisoformat(f"{row['funding_as_of']}-01") if row["funding_as_of"] else None,
    )


def _move(row: Row, role_of: Mapping[str, Role], qualification_of: Mapping[str, Qualification]) -> Move:
    months_min, months_max = int(row["months_min"]), int(row["months_max"])
    if not 0 <= months_min <= months_max:
        raise ValueError("the months are not in order")
    requirements = tuple(qualification_of[key] for key in _split(row["requirements"]))
    if row["requirement_rule"] not in ({"any", "all"} if requirements else {""}):
        raise ValueError("requirements and their rule (any, all) come together")
    return Move(
        origin=role_of[row["from_role"]],
        target=role_of[row["to_role"]],
        kind=MoveKind(row["kind"]),
        months_min=months_min,
        months_max=months_max,
        requirements=requirements,
        needs_all=row["requirement_rule"] == "all",
        notes=row["notes"],
    )


def _check_places(roles: Iterable[Role]) -> None:
    seen: dict[tuple[int, int], Role] = {}
    for role in roles:
        other = seen.setdefault((role.level, role.map_row), role)
        if other is not role:
            raise CareerMapError(f"{role.key} and {other.key} are drawn in the same place")


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _time(months: int, *, in_years: bool) -> tuple[str, str]:
    """Return a number and its unit: years and halves of years from one year on if `in_years`, else months."""
    if in_years and months >= 12 and months % 6 == 0:
        return f"{months // 12}{'½' if months % 12 else ''}", "year"
    return str(months), "month"
