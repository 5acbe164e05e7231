"""The career map holds together, leads where the council says it leads, and refuses data that do not fit."""

import itertools

import pytest
from sqlalchemy.exc import NoResultFound

from careers.pathways.career_map import (
    CareerMap,
    CareerMapError,
    MoveKind,
    Row,
    Track,
    career_map,
    get_role,
    moves_from,
    moves_to,
    read_map,
    roles,
)
from careers.reference.codes import job_roles, main_services

SPINE = (
    "volunteer",
    "new_to_care",
    "care_worker",
    "senior_care_worker",
    "team_leader",
    "deputy_manager",
    "registered_manager",
    "area_manager",
    "provider_director",
)


def reachable_from(key: str) -> set[str]:
    found, waiting = {key}, [key]
    while waiting:
        following = {move.target.key for move in moves_from(waiting.pop())} - found
        found |= following
        waiting += following
    return found


def role_row(**changes: str) -> dict[str, str]:
    return {
        "key": "helper",
        "title": "Helper",
        "track": "care",
        "level": "1",
        "map_row": "0",
        "summary": "Helps.",
        "regulated_by": "",
        "regulator_status": "",
        "job_role_codes": "8",
        "main_services": "",
        "kinds": "job",
        "no_experience": "",
        "counted_as": "helper jobs",
        "is_shared": "",
    } | changes


def move_row(**changes: str) -> dict[str, str]:
    return {
        "from_role": "helper",
        "to_role": "lead",
        "kind": "promotion",
        "months_min": "3",
        "months_max": "12",
        "requirements": "",
        "requirement_rule": "",
        "notes": "",
    } | changes


QUALIFICATION: Row = {
    "key": "first_aid",
    "title": "First aid",
    "level": "",
    "kind": "certificate",
    "standard_ref": "",
    "typical_months": "1",
    "funding": "Paid by the employer.",
    "funding_as_of": "2026-07",
}
ROLES = [role_row(), role_row(key="lead", level="2")]


def read(*, roles: list[Row] | None = None, moves: list[Row] | None = None) -> CareerMap:
    return read_map(roles or ROLES, moves or [move_row()], [QUALIFICATION])


def test_data_files_hold_what_their_source_note_says() -> None:
    everything = career_map()

    counts = (len(everything.roles), len(everything.moves), len(everything.qualifications))

    assert counts == (55, 134, 39)


@pytest.mark.parametrize("target", ["registered_manager", "provider_director", "dass"])
def test_a_volunteer_can_become(target: str) -> None:
    reached = reachable_from("volunteer")

    assert target in reached


def test_a_volunteer_can_reach_every_paid_role_in_care_and_beside_it() -> None:
    paid = {role.key for role in roles() if role.level > 0 and role.track is not Track.SUPPORT}

    missed = paid - reachable_from("volunteer")

    assert missed == set()


def test_every_paid_role_can_be_reached_from_some_way_in() -> None:
    ways_in = [role.key for role in roles() if role.level == 0]

    reached = set().union(*(reachable_from(key) for key in ways_in))

    assert reached == {role.key for role in roles()}


def test_the_ladder_from_volunteer_to_director_has_one_step_a_level() -> None:
    steps = {(move.origin.key, move.target.key) for move in career_map().moves}

    levels = [get_role(key).level for key in SPINE]

    assert levels == list(range(9))
    assert {*itertools.pairwise(SPINE)} <= steps


def test_codes_are_those_of_the_official_lists() -> None:
    role_codes = {code for role in roles() for code in role.role_codes}
    service_codes = {code for role in roles() for code in role.service_codes}

    assert role_codes <= {role.code for role in job_roles()}
    assert service_codes <= {service.code for service in main_services()}


def test_only_the_unpaid_carer_has_nothing_to_count() -> None:
    uncounted = [role.key for role in roles() if not role.kinds]

    assert uncounted == ["unpaid_carer"]


@pytest.mark.parametrize(
    ("key", "role_codes", "service_codes", "kinds"),
    [
        ("team_leader", (45, 5), (), ("job", "apprenticeship")),
        ("care_apprentice", (8,), (), ("apprenticeship",)),
        ("shared_lives_carer", (23,), (17,), ("job", "apprenticeship")),
        ("volunteer", (), (), ("placement",)),
    ],
)
def test_what_is_counted_for_a_role(
    key: str, role_codes: tuple[int, ...], service_codes: tuple[int, ...], kinds: tuple[str, ...]
) -> None:
    role = get_role(key)

    assert (role.role_codes, role.service_codes, role.kinds) == (role_codes, service_codes, kinds)


def test_an_unknown_role_is_not_found() -> None:
    with pytest.raises(NoResultFound):
        get_role("astronaut")


def test_steps_up_come_before_steps_across() -> None:
    kinds = [move.kind for move in moves_from("care_worker")]

    across = kinds.index(MoveKind.LATERAL)

    assert 0 < across < len(kinds) - 1
    assert set(kinds[across:]) == {MoveKind.LATERAL}


def test_where_people_come_from_starts_with_those_who_start() -> None:
    origins = [move.origin.key for move in moves_to("new_to_care")]

    assert origins[-3:] == ["housekeeper", "kitchen_assistant", "cook"]
    assert "volunteer" in origins[:-3]


@pytest.mark.parametrize(
    ("months_min", "months_max", "words"),
    [
        ("0", "1", "within 1 month"),
        ("0", "24", "within 2 years"),
        ("1", "6", "after 1 to 6 months"),
        ("8", "15", "after 8 to 15 months"),
        ("1", "24", "after 1 month to 2 years"),
        ("6", "24", "after 6 months to 2 years"),
        ("12", "24", "after 1 to 2 years"),
        ("18", "48", "after 1½ to 4 years"),
        ("48", "120", "after 4 to 10 years"),
    ],
)
def test_time_of_a_move_in_words(months_min: str, months_max: str, words: str) -> None:
    (move,) = read(moves=[move_row(months_min=months_min, months_max=months_max)]).moves

    assert move.when == words


def test_requirements_become_qualifications() -> None:
    (move,) = read(moves=[move_row(requirements="first_aid", requirement_rule="all")]).moves

    assert [one.title for one in move.requirements] == ["First aid"]
    assert move.needs_all


@pytest.mark.parametrize(
    ("roles", "moves", "fault"),
    [
        ([role_row(), role_row(level="2")], None, "roles.csv line 3: helper is there twice"),
        ([role_row(), role_row(key="lead")], None, "drawn in the same place"),
        ([role_row(level="9"), role_row(key="lead")], None, "level 9"),
        ([role_row(track="space")], None, "space"),
        ([role_row(kinds="lottery")], None, "kinds"),
        ([role_row(counted_as="")], None, "words for what is counted"),
        ([role_row(job_role_codes="8 Care worker")], None, "invalid literal"),
        (None, [move_row(to_role="nobody")], "transitions.csv line 2: 'nobody'"),
        (None, [move_row(), move_row(kind="lateral")], "helper to lead is there twice"),
        (None, [move_row(months_min="13")], "months are not in order"),
        (None, [move_row(requirements="magic", requirement_rule="all")], "magic"),
        (None, [move_row(requirements="first_aid")], "their rule"),
        (None, [move_row(requirement_rule="any")], "their rule"),
        (None, [move_row(kind="sideways")], "sideways"),
    ],
)
def test_data_that_do_not_fit_are_refused(roles: list[Row] | None, moves: list[Row] | None, fault: str) -> None:
    with pytest.raises(CareerMapError, match=fault):
        read(roles=roles, moves=moves)
