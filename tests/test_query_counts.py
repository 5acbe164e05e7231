"""No list asks the database a question per row: each asks as many for twelve rows as for two."""

import secrets
from collections.abc import Callable

import pytest
from flask import Flask

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.database import db
from careers.formats.models import FormatStatus
from careers.invitations.models import EmployerRefusal, InvitationStatus
from careers.jobs.models import OpportunityStatus, SavedOpportunity
from careers.questions.commands.writing import write_question
from careers.screening.queries import get_version, list_live_questions
from tests.client import PageClient
from tests.connections import counted
from tests.contests.conftest import Finished
from tests.factories import Factory
from tests.questions.conftest import content as a_question
from tests.questions.conftest import expert

Fill = Callable[["Scene", int], None]


class Scene:
    """One organisation, and one person of each kind that lists are made for."""

    def __init__(self, make: Factory) -> None:
        self.make = make
        self.organisation = make.organisation()
        self.home = make.workplace(self.organisation)
        self.vacancy = make.vacancy(self.home, posts=20)
        self.placement = make.placement(self.home, places=30)
        self.candidate = make.candidate()
        self.people: dict[str, User] = {
            "provider": make.manager(self.organisation),
            "adviser": make.user(Role.ADVISER, office="Bletchley Jobcentre"),
            "officer": make.user(Role.OFFICER),
            "operator": make.user(Role.OPERATOR),
            "candidate": self.candidate.user,
        }


def vacancies(scene: Scene, count: int) -> None:
    for _ in range(count):
        place = scene.make.workplace(scene.organisation)
        scene.make.vacancy(place)
        scene.make.vacancy(place, status=OpportunityStatus.DRAFT, first_published_at=None)
        scene.make.vacancy(place, status=OpportunityStatus.IN_REVIEW)


def applicants(scene: Scene, count: int) -> None:
    for _ in range(count):
        scene.make.application(scene.vacancy)


def placements(scene: Scene, count: int) -> None:
    for _ in range(count):
        scene.make.placement(scene.make.workplace(scene.organisation))


def bookings(scene: Scene, count: int) -> None:
    for _ in range(count):
        scene.make.booking(scene.placement)


def referrals(scene: Scene, count: int) -> None:
    for _ in range(count):
        scene.make.referral(scene.people["adviser"], scene.make.placement(scene.make.workplace(scene.organisation)))


def unverified_employers(scene: Scene, count: int) -> None:
    for _ in range(count):
        organisation = scene.make.organisation()
        organisation.verified_at = organisation.verified_by = None
        scene.make.workplace(organisation)


def colleagues(scene: Scene, count: int) -> None:
    for _ in range(count):
        scene.make.manager(scene.organisation)


def own_applications(scene: Scene, count: int) -> None:
    for _ in range(count):
        scene.make.application(scene.make.vacancy(), scene.candidate)


def own_bookings(scene: Scene, count: int) -> None:
    for _ in range(count):
        scene.make.booking(scene.make.placement(), scene.candidate)


def findable(scene: Scene, count: int) -> None:
    for _ in range(count):
        scene.make.findable()
        scene.make.invitation(scene.vacancy)
        invited = scene.make.findable()
        sent = scene.make.application(scene.vacancy, invited)
        scene.make.invitation(scene.vacancy, invited, status=InvitationStatus.ACCEPTED, application_id=sent.id)


def own_invitations(scene: Scene, count: int) -> None:
    for _ in range(count):
        vacancy = scene.make.vacancy()
        scene.make.invitation(vacancy, scene.candidate)
        refusal = EmployerRefusal(
            candidate_id=scene.candidate.id, organisation_id=vacancy.organisation_id, refused_at=clock.now()
        )
        db.session.add(refusal)
    db.session.commit()


def saved(scene: Scene, count: int) -> None:
    for _ in range(count):
        vacancy = scene.make.vacancy()
        db.session.add(
            SavedOpportunity(candidate_id=scene.candidate.id, opportunity_id=vacancy.id, saved_at=clock.now())
        )
    db.session.commit()


def alerts(scene: Scene, count: int) -> None:
    for _ in range(count):
        alert = scene.make.alert(scene.candidate.user.email)
        scene.make.match(alert, scene.make.vacancy(scene.home))


def drafts(scene: Scene, count: int) -> None:
    for _ in range(count):
        write_question(f"Draft {secrets.token_hex(6)}", a_question(), by=scene.people["officer"])
    db.session.commit()


def experts(scene: Scene, count: int) -> None:
    for version in list_live_questions()[:count]:
        for _ in range(3):
            expert(get_version(version.key, version.version), {})


def other_ways(scene: Scene, count: int) -> None:
    for _ in range(count):
        scene.make.format_request(scene.make.candidate().user)
        scene.make.format_request(status=FormatStatus.DONE, ended_at=clock.now())


def contests(scene: Scene, count: int) -> None:
    for _ in range(count):
        Finished(scene.make, scene.make.candidate().user).contest(reference=f"N-{next(scene.make.numbers)}")


LISTS: list[tuple[str, str | None, Fill]] = [
    ("/jobs", None, vacancies),
    ("/", None, vacancies),
    ("/jobs.atom", None, vacancies),
    ("/jobs/in/bletchley", None, vacancies),
    ("/jobs/care-worker/in/bletchley", None, vacancies),
    ("/sitemap.xml", None, vacancies),
    ("/employers/{slug}", None, vacancies),
    ("/api/v1/opportunities?limit=100", None, vacancies),
    ("/embed/jobs", None, vacancies),
    ("/pathways", None, vacancies),
    ("/account", "candidate", own_applications),
    ("/account/applications", "candidate", own_applications),
    ("/account/placements", "candidate", own_bookings),
    ("/account/invitations", "candidate", own_invitations),
    ("/account/saved", "candidate", saved),
    ("/account/alerts", "candidate", alerts),
    ("/provider", "provider", vacancies),
    ("/provider/vacancies", "provider", vacancies),
    ("/provider/vacancies/new", "provider", vacancies),
    ("/provider/applicants", "provider", applicants),
    ("/provider/vacancies/{vacancy}/applicants", "provider", applicants),
    ("/provider/vacancies/{vacancy}/invitations", "provider", findable),
    ("/provider/placements", "provider", placements),
    ("/provider/placements/{placement}", "provider", bookings),
    ("/provider/workplaces", "provider", vacancies),
    ("/provider/team", "provider", colleagues),
    ("/adviser", "adviser", referrals),
    ("/adviser/refer?q=work", "adviser", placements),
    ("/council", "officer", unverified_employers),
    ("/council/vacancies", "officer", vacancies),
    ("/council/organisations", "officer", unverified_employers),
    ("/council/questions", "officer", drafts),
    ("/council/questions/experts", "officer", experts),
    ("/council/questions/experts/invite", "officer", drafts),
    ("/council/formats", "officer", other_ways),
    ("/council/contests", "officer", contests),
    ("/board", "officer", applicants),
]


@pytest.mark.parametrize(("path", "who", "fill"), LISTS, ids=[path for path, _, _ in LISTS])
def test_a_list_asks_as_many_questions_for_many_rows_as_for_few(
    app: Flask, make: Factory, path: str, who: str | None, fill: Fill
) -> None:
    scene = Scene(make)
    client = PageClient(app)
    if who:
        client.sign_in(scene.people[who])
    address = path.format(
        slug=scene.organisation.slug, vacancy=scene.vacancy.reference, placement=scene.placement.reference
    )

    fill(scene, 2)
    few = questions(client, address)
    fill(scene, 10)
    many = questions(client, address)

    assert many == few


def questions(client: PageClient, address: str) -> int:
    """Return how many SELECTs a page asks once what it keeps in memory is up to date."""
    assert client.get(address).status_code == 200
    db.session.rollback()
    with counted() as asked:
        client.get(address)
    return sum(statement.lstrip().upper().startswith("SELECT") for statement in asked)
