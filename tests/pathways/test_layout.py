"""The drawing is tidy: nothing stands on anything else, and lines go where they say."""

import itertools
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from careers.pathways.career_map import CareerMap, Move, MoveKind, Role, Track, career_map
from careers.pathways.layout import COLUMN, RADIUS, ROW, Drawing, Station, Weight, draw

Box = tuple[float, float, float, float]


def role_at(level: int, row: int) -> Role:
    track = list(Track)[row % len(Track)]
    return Role(f"r{level}_{row}", "Role", track, level, row, "", "", False, (), (), (), False, "", False)


@st.composite
def career_maps(draw_from: st.DrawFn) -> CareerMap:
    places = draw_from(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 6)), min_size=2, max_size=14, unique=True))
    roles = [role_at(level, row) for level, row in places]
    ends = st.tuples(st.sampled_from(roles), st.sampled_from(roles), st.sampled_from(MoveKind))
    moves = draw_from(st.lists(ends, max_size=24, unique_by=lambda move: move[:2]))
    return CareerMap(tuple(roles), tuple(Move(a, b, kind, 1, 2, (), False, "") for a, b, kind in moves if a != b), ())


def station_of(drawing: Drawing) -> dict[str, Station]:
    return {station.role.key: station for station in drawing.stations}


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def circle_box(station: Station) -> Box:
    return station.x - RADIUS, station.y - RADIUS, station.x + RADIUS, station.y + RADIUS


@given(career_maps())
@settings(max_examples=60, deadline=None)
def test_the_same_map_gives_the_same_drawing_with_every_role_once(drawn: CareerMap) -> None:
    first, second = draw(drawn), draw(drawn)

    assert first == second
    assert [station.role for station in first.stations] == list(drawn.roles)


@given(career_maps())
@settings(max_examples=60, deadline=None)
def test_stations_keep_their_distance_and_stay_on_the_paper(drawn: CareerMap) -> None:
    drawing = draw(drawn)

    for one, other in itertools.combinations(drawing.stations, 2):
        assert abs(one.x - other.x) >= COLUMN or abs(one.y - other.y) >= ROW
    for station in drawing.stations:
        assert RADIUS <= station.x <= drawing.width - RADIUS
        assert RADIUS <= station.y <= drawing.height - RADIUS


@given(career_maps())
@settings(max_examples=60, deadline=None)
def test_segments_run_between_the_ends_of_their_moves_each_once(drawn: CareerMap) -> None:
    drawing = draw(drawn)

    at = station_of(drawing)
    for segment in drawing.segments:
        numbers = [int(number) for number in re.findall(r"-?\d+", segment.path)]
        origin, target = at[segment.move.origin.key], at[segment.move.target.key]
        assert tuple(numbers[:2]) == (origin.x, origin.y)
        assert target.x in numbers[-2:]
        assert target.y in numbers[1:]
    moves = [segment.move for segment in drawing.segments]
    assert len(set(moves)) == len(moves)
    assert set(moves) <= set(drawn.moves)


@given(career_maps())
@settings(max_examples=60, deadline=None)
def test_lines_and_branches_pass_no_third_station(drawn: CareerMap) -> None:
    drawing = draw(drawn)

    for segment in drawing.segments:
        if segment.weight is Weight.LIGHT:
            continue
        for station in drawing.stations:
            if station.role in (segment.move.origin, segment.move.target):
                continue
            for x1, y, x2 in level_stretches(segment.path):
                assert not (station.y == y and x1 < station.x < x2), (segment.path, station)


def level_stretches(path: str) -> list[tuple[int, int, int]]:
    """The level parts of a line (M x y H x) or branch (M x y H x C x y x y x y H x): left, height, right."""
    numbers = [int(number) for number in re.findall(r"-?\d+", path)]
    x1, y1, x2, *rest = numbers
    return [(x1, y1, x2)] + ([(rest[-3], rest[-2], rest[-1])] if rest else [])


def test_labels_and_names_of_the_real_map_stand_clear_of_each_other() -> None:
    drawing = draw(career_map())

    labels = [(station.role.key, station.label_box) for station in drawing.stations]
    circles = [(station.role.key, circle_box(station)) for station in drawing.stations]
    names = [(name.text, name.box) for name in drawing.names]
    boxes = labels + circles + names
    clashes = [
        (one[0], other[0])
        for one, other in itertools.combinations(boxes, 2)
        if one[0] != other[0] and overlap(one[1], other[1])
    ]
    assert clashes == []


def test_the_ladder_from_volunteer_to_director_is_one_straight_line() -> None:
    drawing = draw(career_map())

    lines = {
        (segment.move.origin.key, segment.move.target.key)
        for segment in drawing.segments
        if segment.weight is Weight.LINE
    }
    at = station_of(drawing)
    ladder = [
        "volunteer",
        "new_to_care",
        "care_worker",
        "senior_care_worker",
        "team_leader",
        "deputy_manager",
    ]
    ladder += ["registered_manager", "area_manager", "provider_director"]
    assert {*itertools.pairwise(ladder)} <= lines
    assert len({at[key].y for key in ladder}) == 1


def test_every_track_is_named_and_changes_of_track_are_marked() -> None:
    drawing = draw(career_map())

    at = station_of(drawing)
    assert {name.track for name in drawing.names} == set(Track)
    assert at["team_leader"].is_interchange
    assert not at["registered_nurse"].is_interchange
    assert not at["volunteer"].is_interchange


def test_the_map_is_no_hairball() -> None:
    drawing = draw(career_map())

    light = [segment for segment in drawing.segments if segment.weight is Weight.LIGHT]
    assert len(light) < len(drawing.stations) / 2
    assert all(segment.move.kind in {MoveKind.PROMOTION, MoveKind.PROFESSIONAL} for segment in light)
