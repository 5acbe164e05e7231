"""Who can be invited, in what order, and what is counted."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from careers import clock
from careers.applications.models import ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db
from careers.invitations import queries
from careers.invitations.disclosure import BANDS
from careers.invitations.models import EmployerRefusal, InvitationStatus
from careers.matching.fit import Band
from careers.matching.queries import fit_for
from careers.screening.queries import list_live_questions
from tests.connections import counted
from tests.factories import Factory, best_ratings
from tests.invitations.conftest import Home


def ids_for(home: Home) -> set[int]:
    return {one.candidate_id for one in queries.suitable_people(home.vacancy, now=clock.now())}


def test_those_who_agreed_and_live_near_can_be_invited(make: Factory, home: Home, amara: Candidate) -> None:
    make.candidate(lat=51.9951, lon=-0.7421, travel_miles=5)
    unsaid = make.findable(travel_miles=None, lat=52.3)  # about 21 miles away
    make.findable(travel_miles=None, lat=52.4)  # about 28 miles away
    make.findable(travel_miles=10, lat=52.3)
    make.findable(lat=None, lon=None, postcode="")

    assert ids_for(home) == {amara.id, unsaid.id}


@pytest.mark.parametrize(("travel_miles", "is_found"), [(3, False), (4, True)])
def test_a_half_further_than_somebody_travels_is_still_near(
    make: Factory, home: Home, travel_miles: int, is_found: bool
) -> None:
    away = 5.5 / 69.1  # degrees of latitude: between 1.5 x 3 and 1.5 x 4 miles
    person = make.findable(lat=51.9927 + away, lon=-0.7486, travel_miles=travel_miles)

    assert ids_for(home) == ({person.id} if is_found else set())


@pytest.mark.parametrize("bearing", [(0.99, 0), (-0.99, 0), (0, 0.99), (0, -0.99)])
def test_the_box_cuts_off_nobody_within_reach(make: Factory, home: Home, bearing: tuple[float, float]) -> None:
    north, east = bearing
    lat, lon = (
        51.9927 + 75 / 69.1 * north,
        -0.7486 + 75 / (69.1 * 0.6157) * east,
    )  # 0.6157 is the cosine of 51.99 degrees
    person = make.findable(lat=lat, lon=lon, travel_miles=50)

    assert ids_for(home) == {person.id}


def refused(make: Factory, home: Home, person: Candidate) -> None:
    db.session.add(
        EmployerRefusal(candidate_id=person.id, organisation_id=home.organisation.id, refused_at=clock.now())
    )


def works_there(make: Factory, home: Home, person: Candidate, **changes: Any) -> None:
    make.employment(date(2026, 1, 5), candidate_id=person.id, organisation_id=home.organisation.id, **changes)


def asked_twice_this_week(make: Factory, home: Home, person: Candidate) -> None:
    for days in (1, 6):
        sent_at = clock.now() - timedelta(days=days)
        make.invitation(candidate=person, status=InvitationStatus.DECLINED, sent_at=sent_at)


BARS: dict[str, Callable[[Factory, Home, Candidate], object]] = {
    "applied": lambda make, home, person: make.application(home.vacancy, person),
    "began to apply": lambda make, home, person: make.application(
        home.vacancy, person, status=ApplicationStatus.DRAFT, submitted_at=None
    ),
    "turned down": lambda make, home, person: make.application(
        home.vacancy, person, status=ApplicationStatus.NOT_SUCCESSFUL
    ),
    "invited before": lambda make, home, person: make.invitation(
        home.vacancy, person, status=InvitationStatus.DECLINED, sent_at=clock.now() - timedelta(days=60)
    ),
    "works there": works_there,
    "refused the employer": refused,
    "asked twice this week": asked_twice_this_week,
    "account closed": lambda make, home, person: setattr(person.user, "disabled_at", clock.now()),
    "agreed a year ago": lambda make, home, person: setattr(
        person, "findable_since", clock.now() - timedelta(days=366)
    ),
}


@pytest.mark.parametrize("bar", BARS.values(), ids=BARS)
def test_who_must_not_be_asked_is_left_out(
    make: Factory, home: Home, amara: Candidate, bar: Callable[[Factory, Home, Candidate], object]
) -> None:
    assert ids_for(home) == {amara.id}

    bar(make, home, amara)
    db.session.commit()

    assert ids_for(home) == set()


def test_what_is_over_or_elsewhere_bars_nobody(make: Factory, home: Home, amara: Candidate) -> None:
    works_there(make, home, amara, left_on=date(2026, 6, 1))
    make.employment(date(2026, 7, 1), candidate_id=amara.id, organisation_id=make.organisation().id)
    make.application(make.vacancy(), amara)
    for days in (1, 8):
        make.invitation(candidate=amara, status=InvitationStatus.DECLINED, sent_at=clock.now() - timedelta(days=days))

    assert ids_for(home) == {amara.id}


def test_the_strongest_band_comes_first_and_each_fit_is_the_one_the_person_sees(make: Factory, home: Home) -> None:
    questions = [question for question in list_live_questions() if question.value_key == "cwp_respect"]
    wishes: dict[str, Any] = {"can_drive": True, "contracts": ["permanent"], "patterns": ["days", "weekends"]}
    unknown = make.findable(travel_miles=None)
    strong = make.findable(**wishes, pay_min_pence=1200, can_start_on=clock.today())
    make.answers(strong.user, {question.key: best_ratings(question) for question in questions})

    found = queries.suitable_people(home.vacancy, now=clock.now())

    assert [(one.candidate_id, one.fit.band) for one in found] == [
        (strong.id, Band.STRONG),
        (unknown.id, Band.UNKNOWN),
    ]
    assert [one.fit for one in found] == [fit_for(person, home.vacancy) for person in (strong, unknown)]


def test_within_a_band_chance_orders_people_anew_for_each_vacancy(make: Factory, home: Home) -> None:
    for _ in range(8):
        make.findable()
    other = make.vacancy(home.vacancy.workplace, value_keys=["cwp_respect"])

    def order(vacancy: Any) -> list[int]:
        return [one.candidate_id for one in queries.suitable_people(vacancy, now=clock.now())]

    assert order(home.vacancy) == order(home.vacancy)
    assert order(home.vacancy) != order(other)
    assert sorted(order(home.vacancy)) == sorted(order(other))


def test_bands_by_columns_are_those_of_each_fit_and_chance_alone_orders_within(make: Factory, home: Home) -> None:
    questions = [question for question in list_live_questions() if question.value_key == "cwp_respect"]
    for number in range(12):
        person = make.findable(
            can_drive=bool(number % 2),
            contracts=["permanent"] if number % 3 else ["fixed-term"],
            patterns=["days", "weekends"] if number % 4 else ["nights"],
            pay_min_pence=(1200, 1320, 1500)[number % 3],
            can_start_on=clock.today() if number % 5 else None,
        )
        if number % 2:
            ratings = {question.key: best_ratings(question) for question in questions[: 1 + number % 4]}
            make.answers(person.user, ratings)

    found = queries.suitable_people(home.vacancy, now=clock.now())

    bands = [list(BANDS).index(one.fit.band) for one in found]
    assert bands == sorted(bands)
    assert len(set(bands)) > 2
    points = [one.fit.total_points for one in found if one.fit.band is found[0].fit.band]
    assert points != sorted(points, reverse=True)


def test_nobody_near_is_an_empty_list(home: Home) -> None:
    assert queries.suitable_people(home.vacancy, now=clock.now()) == []


def test_no_more_than_asked_for_and_in_two_questions(make: Factory, home: Home) -> None:
    for _ in range(5):
        make.findable()
    db.session.refresh(home.vacancy)
    _ = home.vacancy.workplace.public_point

    with counted() as asked:
        found = queries.suitable_people(home.vacancy, now=clock.now(), most=3)

    assert len(found) == 3
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2


def test_what_waits_is_counted_for_its_person_alone(make: Factory, home: Home, amara: Candidate) -> None:
    make.invitation(home.vacancy, amara)
    make.invitation(home.vacancy)
    make.invitation(candidate=amara, status=InvitationStatus.DECLINED)
    make.invitation(candidate=amara, expires_on=date(2026, 11, 23))

    assert queries.count_waiting(amara.user_id, date(2026, 11, 24)) == 1
