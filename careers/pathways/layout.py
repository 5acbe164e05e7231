"""Where the transit map draws each role and each step: levels from left to right, rows from top to bottom."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from careers.pathways.career_map import LEVELS, CareerMap, Move, MoveKind, Role, Track

COLUMN = 136
ROW = 82
MARGIN = 8
HEAD = 64
RADIUS = 15
LABEL_TOP = 31
LABEL_LINE = 16
LABEL_CHARACTERS = 19
CHARACTER_WIDTH = 7
NEAR_ROWS = 2


class Weight(StrEnum):
    """How a step is drawn: along a line, as a branch from one line to the next, or lightly across the map."""

    LINE = "line"
    BRANCH = "branch"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Station:
    """A role on the drawing. The label is centred under the station, one line of text an entry."""

    role: Role
    x: int
    y: int
    label: tuple[str, ...]
    is_interchange: bool

    @property
    def label_box(self) -> tuple[int, int, int, int]:
        """The left, top, right and bottom of the label, for characters of an average width."""
        half = max(len(line) for line in self.label) * CHARACTER_WIDTH // 2
        top = self.y + LABEL_TOP - LABEL_LINE + 4
        return self.x - half, top, self.x + half, top + LABEL_LINE * len(self.label)


@dataclass(frozen=True, slots=True)
class Segment:
    """A step on the drawing, in the colour of the track it leaves. `path` is the data of an SVG path."""

    origin: Role
    target: Role
    track: Track
    weight: Weight
    path: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a level, over its column."""

    x: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything on the map, in the units of its view box; segments in the order in which to paint them."""

    width: int
    height: int
    headings: tuple[Heading, ...]
    stations: tuple[Station, ...]
    segments: tuple[Segment, ...]


def draw(career_map: CareerMap) -> Drawing:
    """Return the drawing of a map: the same map always gives the same drawing.

    A step up to the next station of its row is drawn as a line. A role that no line leaves, or that no line
    reaches, gets a branch from or to its nearest neighbour. Other steps up are drawn lightly, steps across not
    at all: each role's page lists every move.
    """
    along = [move for move in career_map.moves if _is_along_row(move, career_map.roles)]
    up = [move for move in career_map.moves if move not in along and _is_up(move)]
    branches = _branches(career_map.roles, along, up)
    weights = [
        *((move, Weight.LIGHT) for move in up if move not in branches),
        *((move, Weight.BRANCH) for move in branches),
        *((move, Weight.LINE) for move in along),
    ]
    crossing = {
        role.key
        for move, _ in weights
        for role in (move.origin, move.target)
        if move.origin.track != move.target.track
    }
    return Drawing(
        width=2 * MARGIN + COLUMN * len(LEVELS),
        height=HEAD + ROW * (1 + max(role.map_row for role in career_map.roles)) + MARGIN,
        headings=tuple(
            Heading(_x(level), tuple(textwrap.wrap(name, LABEL_CHARACTERS)))
            for level, name in enumerate(LEVELS)
        ),
        stations=tuple(_station(role, is_interchange=role.key in crossing) for role in career_map.roles),
        segments=tuple(_segment(move, weight, career_map.roles) for move, weight in weights),
    )


def _x(level: int) -> int:
    return MARGIN + COLUMN * level + COLUMN // 2


def _y(row: int) -> int:
    return HEAD + ROW * row + RADIUS + MARGIN


def _station(role: Role, *, is_interchange: bool) -> Station:
    label = tuple(textwrap.wrap(role.title, LABEL_CHARACTERS))
    return Station(role, _x(role.level), _y(role.map_row), label, is_interchange)


def _is_up(move: Move) -> bool:
    return move.kind is not MoveKind.LATERAL and move.target.level > move.origin.level


def _is_along_row(move: Move, roles: Iterable[Role]) -> bool:
    same_row = move.origin.map_row == move.target.map_row and move.origin.level < move.target.level
    return same_row and _is_free(move.origin.map_row, move.origin.level, move.target.level, roles)


def _is_free(row: int, left: int, right: int, roles: Iterable[Role]) -> bool:
    return not any(role.map_row == row and left < role.level < right for role in roles)


def _branches(roles: Sequence[Role], along: Iterable[Move], up: Sequence[Move]) -> list[Move]:
    """Return the shortest near step of each role that no line leaves, and of each that no line reaches."""
    left = {move.origin.key for move in along}
    reached = {move.target.key for move in along}
    found: dict[Move, None] = {}
    for role in roles:
        out = [move for move in up if move.origin == role and role.key not in left]
        into = [move for move in up if move.target == role and role.key not in reached]
        for moves in (out, into):
            near = [move for move in moves if _rows_apart(move) <= NEAR_ROWS]
            if near:
                found[min(near, key=lambda m: (_rows_apart(m), m.target.level - m.origin.level))] = None
    return list(found)


def _rows_apart(move: Move) -> int:
    return abs(move.origin.map_row - move.target.map_row)


def _segment(move: Move, weight: Weight, roles: Sequence[Role]) -> Segment:
    x1, y1 = _x(move.origin.level), _y(move.origin.map_row)
    x2, y2 = _x(move.target.level), _y(move.target.map_row)
    if weight is Weight.LINE:
        path = f"M{x1} {y1}H{x2}"
    elif weight is Weight.LIGHT:
        bend = (x2 - x1) // 2
        path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    else:
        stays = _is_free(move.origin.map_row, move.origin.level, move.target.level, roles)
        turn = x2 - COLUMN // 2 if stays else x1 + COLUMN // 2
        path = f"M{x1} {y1}H{turn - 34}C{turn} {y1} {turn} {y2} {turn + 34} {y2}H{x2}"
    return Segment(move.origin, move.target, move.origin.track, weight, path)
