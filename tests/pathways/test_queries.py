"""Openings are counted for the right roles, near the right place, and search finds exactly those."""

from datetime import date, timedelta

import pytest

from careers import clock
from careers.jobs.models import OpportunityKind, OpportunityStatus
from careers.jobs.queries import search_opportunities
from careers.pathways.career_map import career_map, get_role, moves_to, roles
from careers.pathways.queries import Openings, count_openings, list_learning, search_for
from careers.reference.apprenticeships import get_standard
from careers.reference.choices import Need
from tests.connections import counted
from tests.factories import Factory

CARE_HOME, HOME_CARE, SHARED_LIVES = 2, 8, 17
MILTON_KEYNES = (52.04, -0.76)
FAR_AWAY = {"town": "Leeds", "postcode": "LS1 4AP", "lat": 53.797, "lon": -1.548, "lad_code": "E08000035"}


def test_a_care_worker_job_counts_where_its_service_and_experience_say(make: Factory) -> None:
    home_care = make.workplace(service_code=HOME_CARE)
    make.vacancy(home_care, role_code=8, experience=Need.NEEDED)
    make.vacancy(make.workplace(service_code=CARE_HOME), role_code=8, experience=Need.HELPFUL)

    counts = count_openings("", 10).by_role

    assert counts["home_care_worker"] == 1
    assert counts["care_worker"] == 1
    assert counts["new_to_care"] == 1
    assert counts["personal_assistant"] == 2
    assert counts["care_apprentice"] == 0
    assert counts["senior_care_worker"] == 0


def test_an_apprenticeship_counts_for_the_apprentice_and_for_the_role(make: Factory) -> None:
    make.vacancy(role_code=8, kind=OpportunityKind.APPRENTICESHIP)

    counts = count_openings("", 10).by_role

    assert counts["care_apprentice"] == 1
    assert counts["care_worker"] == 1


def test_two_job_roles_count_for_a_team_leader(make: Factory) -> None:
    make.vacancy(role_code=45)
    make.vacancy(role_code=5)

    counts = count_openings("", 10).by_role

    assert counts["team_leader"] == 2


def test_placements_count_for_ways_in_only(make: Factory) -> None:
    make.placement(role_code=8)
    make.placement(role_code=6)

    counts = count_openings("", 10).by_role

    assert counts["volunteer"] == 2
    assert counts["social_work_student"] == 1
    assert counts["care_worker"] == 0
    assert "unpaid_carer" not in counts


def test_what_is_not_live_today_does_not_count(make: Factory) -> None:
    make.vacancy(status=OpportunityStatus.DRAFT)
    make.vacancy(status=OpportunityStatus.CLOSED)
    make.vacancy(closes_on=clock.today() - timedelta(days=1))

    counts = count_openings("", 10).by_role

    assert not any(counts.values())


def test_a_place_narrows_by_distance(make: Factory) -> None:
    make.vacancy(role_code=4)
    make.vacancy(make.workplace(**FAR_AWAY), role_code=4)

    near = count_openings("MK3 6EB", 5)
    everywhere = count_openings("", 5)

    assert near.by_role["registered_manager"] == 1
    assert near.where == "within 5 miles of MK3 6EB"
    assert near.choices == {"place": "MK3 6EB", "miles": "5"}
    assert everywhere.by_role["registered_manager"] == 2
    assert everywhere.where == ""


def test_a_misspelt_place_is_mended(make: Factory) -> None:
    make.vacancy(role_code=4)
    make.vacancy(make.workplace(**FAR_AWAY), role_code=4)

    openings = count_openings("Bletchly", 1, near=MILTON_KEYNES)

    assert openings.place is not None
    assert openings.place.is_corrected
    assert openings.where == "within 1 mile of Bletchley, Milton Keynes"
    assert openings.by_role["registered_manager"] == 1


def test_a_place_that_is_not_found_narrows_nothing(make: Factory) -> None:
    make.vacancy(role_code=4)

    openings = count_openings("Qqqxzzvv", 5)

    assert openings.location is None
    assert openings.choices == {}
    assert openings.by_role["registered_manager"] == 1


@pytest.mark.parametrize("place", ["", "MK3 6EB", "Milton Keynes", "Leeds"])
def test_search_finds_exactly_what_was_counted(make: Factory, place: str) -> None:
    home_care = make.workplace(service_code=HOME_CARE, lat=52.03, lon=-0.70)
    for workplace in (home_care, make.workplace(**FAR_AWAY), make.workplace(service_code=SHARED_LIVES)):
        for code in (8, 23, 45, 5):
            make.vacancy(workplace, role_code=code, experience=Need.NEEDED)
            make.vacancy(workplace, role_code=code, kind=OpportunityKind.APPRENTICESHIP)
        make.placement(workplace, role_code=6)

    openings = count_openings(place, 10, near=MILTON_KEYNES)

    found = {
        role.key: search_opportunities(search_for(role, openings), near=MILTON_KEYNES).results.total
        for role in roles()
        if role.kinds
    }
    assert openings.by_role == found
    assert found["volunteer"] > 0


@pytest.mark.parametrize("openings_made", [1, 12])
def test_all_roles_are_counted_with_no_question_but_the_revision(make: Factory, openings_made: int) -> None:
    workplace = make.workplace()
    for _ in range(openings_made):
        make.vacancy(workplace)
    count_openings("", 10)

    with counted() as asked:
        count_openings("Bletchley", 10)

    assert set(asked) <= {"BEGIN"}  # the question for the revision goes past what counts here


def test_learning_is_named_once_lowest_level_first() -> None:
    learning = list_learning(moves_to("social_work_student"), moves_to("social_work_student"))

    titles = [item.qualification.title for item in learning]

    assert titles == [
        "English and maths level 2",
        "Access to Higher Education Diploma (health or social work)",
        "Approved social work degree (BA, MA or PG Dip)",
    ]


def test_funding_says_what_month_it_was_true_for() -> None:
    as_of = {item.qualification.key: item.as_of for item in list_learning(moves_to("care_worker"))}

    assert as_of["app_adult_care_worker"] == date(2026, 7, 1)
    assert as_of["care_certificate"] is None


def test_apprenticeships_agree_with_the_official_list() -> None:
    apprenticeships = [one for one in career_map().qualifications if one.standard_ref]

    for one in apprenticeships:
        standard = get_standard(one.standard_ref)
        assert (one.level, one.typical_months) == (standard.level, standard.typical_months), one.key
    assert len(apprenticeships) == 13


def test_a_role_names_a_search_that_an_address_can_carry() -> None:
    pairs = search_for(get_role("new_to_care"), Openings({}, None, 10)).pairs()

    assert pairs == [
        ("kind", "job"),
        ("kind", "apprenticeship"),
        ("role", "8"),
        ("no_experience", "1"),
    ]
