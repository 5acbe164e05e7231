"""Where the transit map draws each role and each step: levels from left to right, rows from top to bottom."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from careers.pathways.career_map import LEVELS, TRACK_NAMES, CareerMap, Move, MoveKind, Role, Track

COLUMN = 144
ROW = 86
MARGIN = 8
HEAD = 64
RADIUS = 15
LABEL_TOP = 30
LABEL_LINE = 16
LABEL_CHARACTERS = 18
CHARACTER_WIDTH = 7.8
NAME_ABOVE = 24
NEAR_ROWS = 2
TURN = 34

Box: TypeAlias = tuple[float, float, float, float]


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
    def label_box(self) -> Box:
        """The left, top, right and bottom of the label, for characters of an average width."""
        half = max(len(line) for line in self.label) * CHARACTER_WIDTH / 2
        top = self.y + LABEL_TOP - LABEL_LINE + 4
        return self.x - half, top, self.x + half, top + LABEL_LINE * len(self.label)


@dataclass(frozen=True, slots=True)
class Segment:
    """A step on the drawing, in the colour of the track it leaves. `path` is the data of an SVG path."""

    move: Move
    weight: Weight
    path: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a level, over its column."""

    x: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a track, over one of its lines."""

    track: Track
    text: str
    x: int
    y: int

    @property
    def box(self) -> Box:
        """The left, top, right and bottom of the name, for characters of an average width."""
        half = len(self.text) * CHARACTER_WIDTH / 2
        return self.x - half, self.y - LABEL_LINE + 4, self.x + half, self.y + 4


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything on the map, in the units of its view box; segments in the order in which to paint them."""

    width: int
    height: int
    headings: tuple[Heading, ...]
    names: tuple[Name, ...]
    stations: tuple[Station, ...]
    segments: tuple[Segment, ...]


def draw(career_map: CareerMap) -> Drawing:
    """Return the drawing of a map: the same map always gives the same drawing.

    A step to the next station of a row is drawn as a line. A role that no line leaves, or that no line
    reaches, gets a branch to or from its nearest neighbour. Other promotions between rows are drawn lightly,
    other steps not at all: each role's page lists every move.
    """
    roles = career_map.roles
    along = [move for move in career_map.moves if _is_along_row(move, roles)]
    up = [move for move in career_map.moves if move not in along and _is_up(move)]
    branches = _branches(roles, along, up)
    light = [move for move in up if move not in branches and _is_worth_a_curve(move)]
    segments = [
        *(Segment(move, Weight.LIGHT, _curve(move)) for move in light),
        *(Segment(move, Weight.BRANCH, _elbow(move, turn)) for move, turn in branches.items()),
        *(Segment(move, Weight.LINE, _straight(move)) for move in along),
    ]
    return Drawing(
        width=2 * MARGIN + COLUMN * len(LEVELS),
        height=_y(max(role.map_row for role in roles)) + ROW - RADIUS,
        headings=tuple(Heading(_x(level), _wrap(name)) for level, name in enumerate(LEVELS)),
        names=tuple(name for track in Track for name in _names(track, along)),
        stations=tuple(_station(role, segments) for role in roles),
        segments=tuple(segments),
    )


def _x(level: int) -> int:
    return MARGIN + COLUMN * level + COLUMN // 2


def _y(row: int) -> int:
    return HEAD + ROW * row + RADIUS + MARGIN


def _wrap(text: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, LABEL_CHARACTERS))


def _station(role: Role, segments: Iterable[Segment]) -> Station:
    touching = [s.move for s in segments if role in (s.move.origin, s.move.target)]
    is_interchange = any(move.origin.track != move.target.track for move in touching)
    return Station(role, _x(role.level), _y(role.map_row), _wrap(role.title), is_interchange)


def _names(track: Track, along: Sequence[Move]) -> Iterator[Name]:
    """Put the name of a track over its longest straight, the one furthest on if there are several."""
    straights = [move.origin for move in along if move.origin.track == move.target.track == track]
    lengths = {move.origin: move.target.level - move.origin.level for move in along}
    if straights:
        origin = max(straights, key=lambda role: (lengths[role], role.level))
        x = _x(origin.level) + min(COLUMN, lengths[origin] * COLUMN // 2)
        yield Name(track, TRACK_NAMES[track], x, _y(origin.map_row) - NAME_ABOVE)


def _is_up(move: Move) -> bool:
    return move.kind is not MoveKind.LATERAL and move.target.level > move.origin.level


def _is_worth_a_curve(move: Move) -> bool:
    return move.kind is not MoveKind.ENTRY and move.origin.map_row != move.target.map_row


def _is_along_row(move: Move, roles: Iterable[Role]) -> bool:
    same_row = move.origin.map_row == move.target.map_row and move.origin.level < move.target.level
    return same_row and _is_free(move.origin.map_row, move.origin.level, move.target.level, roles)


def _is_free(row: int, left: int, right: int, roles: Iterable[Role]) -> bool:
    return not any(role.map_row == row and left < role.level < right for role in roles)


def _branches(roles: Sequence[Role], along: Sequence[Move], up: Sequence[Move]) -> dict[Move, int]:
    """Return the shortest near step of each role that no line leaves, and of each that no line reaches.

    With each goes the place where it changes rows.
    """
    left = {move.origin for move in along}
    reached = {move.target for move in along}
    near = [move for move in up if _rows_apart(move) <= NEAR_ROWS]
    turns = {move: turn for move in near if (turn := _turn(move, roles))}
    found: dict[Move, int] = {}
    for role in roles:
        out = {move: turn for move, turn in turns.items() if move.origin == role and role not in left}
        into = {move: turn for move, turn in turns.items() if move.target == role and role not in reached}
        for moves in (out, into):
            if moves:
                nearest = min(moves, key=_shortness)
                found[nearest] = moves[nearest]
    return found


def _shortness(move: Move) -> tuple[int, int]:
    return _rows_apart(move), move.target.level - move.origin.level


def _rows_apart(move: Move) -> int:
    return abs(move.origin.map_row - move.target.map_row)


def _turn(move: Move, roles: Iterable[Role]) -> int | None:
    """Return where a branch changes rows so that it passes no other station; None if it cannot."""
    left, right = move.origin.level, move.target.level
    if _is_free(move.origin.map_row, left, right, roles):
        return _x(right) - COLUMN // 2
    if _is_free(move.target.map_row, left, right, roles):
        return _x(left) + COLUMN // 2
    return None


def _ends(move: Move) -> tuple[int, int, int, int]:
    origin, target = move.origin, move.target
    return _x(origin.level), _y(origin.map_row), _x(target.level), _y(target.map_row)


def _straight(move: Move) -> str:
    x1, y1, x2, _ = _ends(move)
    return f"M{x1} {y1}H{x2}"


def _curve(move: Move) -> str:
    x1, y1, x2, y2 = _ends(move)
    bend = (x2 - x1) // 2
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"


def _elbow(move: Move, turn: int) -> str:
    x1, y1, x2, y2 = _ends(move)
    return f"M{x1} {y1}H{turn - TURN}C{turn} {y1} {turn} {y2} {turn + TURN} {y2}H{x2}"
