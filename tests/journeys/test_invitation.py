"""A person lets employers invite them, an employer does without knowing whom, they say yes, apply, and are seen."""

from collections.abc import Callable

import sqlalchemy as sa

from careers.access import Role
from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db
from careers.invitations.models import Invitation, InvitationStatus
from careers.screening.queries import list_live_questions
from tests.factories import best_ratings
from tests.journeys.conftest import Person, Site

MANAGER, SEEKER = "manager@larkfield.example", "zoltan@people.example"
LIST = "/provider/vacancies/V-7KQ3MX/invitations"
SECRETS = ("Zoltan", "Quarrington", SEEKER, "MK3 6DX", "07700 900555")


def a_home_that_looks_for_somebody(site: Site) -> None:
    """Make an advert, two people whom employers may invite already, and one who has not said so yet."""
    with site.records() as make:
        organisation = make.organisation(name="Larkfield Care")
        home = make.workplace(organisation, name="Rose Court")
        make.user(Role.PROVIDER_MANAGER, email=MANAGER, organisation_id=organisation.id, name="Jo Hart")
        make.vacancy(home, reference="V-7KQ3MX", title="Care assistant", value_keys=["cwp_respect"])
        make.findable()
        make.findable()
        user = make.user(email=SEEKER, name="Zoltan Quarrington")
        make.candidate(
            user,
            first_name="Zoltan",
            last_name="Quarrington",
            phone="07700 900555",
            postcode="MK3 6DX",
            lat=51.9951,
            lon=-0.7421,
            travel_miles=5,
            patterns=["days", "weekends"],
            contracts=["permanent"],
            pay_min_pence=1250,
        )
        questions = [question for question in list_live_questions() if question.value_key == "cwp_respect"][:3]
        make.answers(user, {question.key: best_ratings(question) for question in questions})


def html_of(somebody: Person) -> str:
    return somebody.page.content()


def test_a_person_is_invited_without_being_known_and_applies(site: Site, person: Callable[..., Person]) -> None:
    a_home_that_looks_for_somebody(site)
    manager, seeker = person(), person(width=320)

    # Two are too few to be shown, so nobody is.
    manager.sign_in(MANAGER)
    manager.visit("/provider/vacancies/V-7KQ3MX")
    manager.follow("Invite suitable people")
    manager.should_see("Nobody to show now")

    seeker.sign_in(SEEKER)
    seeker.visit("/account")
    seeker.follow("Invitations from employers")
    seeker.should_see("Employers may not invite you to apply now.")
    seeker.follow("Read more and choose")
    seeker.choose("Yes, employers may invite me")
    seeker.press("Save my choice")
    seeker.should_see("Employers may invite you. Each time, you choose whether to answer.")

    manager.visit(LIST)
    manager.should_see("Strong fit", "Person 1", "Within 2 miles", "Fit not known yet", "Person 3")
    assert [secret for secret in SECRETS if secret in html_of(manager)] == []
    manager.choose("Person 1")
    manager.type("Your message (optional)", "We train everybody on the job.")
    manager.press("Send the invitations")
    manager.should_see("1 person is invited", "Waiting for an answer")

    message = site.last_text_to(SEEKER)
    assert "An employer near you would like you to apply" in message
    assert "Zoltan" not in message
    with site.records():
        invitation = db.session.scalars(sa.select(Invitation)).one()
        assert (
            invitation.candidate_id
            == db.session.scalars(sa.select(Candidate.id).where(Candidate.last_name == "Quarrington")).one()
        )
        assert f"/account/invitations/{invitation.reference}" in message
        path = f"/account/invitations/{invitation.reference}"

    # Opening the link answers nothing; the button does.
    seeker.visit(path)
    seeker.should_see(
        "Larkfield Care would like you to apply", "We train everybody on the job.", "you can travel 5 miles"
    )
    with site.records():
        assert db.session.scalars(sa.select(Invitation.status)).one() is InvitationStatus.INVITED
    seeker.press("Yes, start an application")

    manager.visit(LIST)
    manager.should_see("Said yes", "They are writing their application")
    assert [secret for secret in SECRETS if secret in html_of(manager)] == []
    assert "Somebody whom you invited" in site.last_text_to(MANAGER)

    write_and_send(seeker)

    with site.records():
        application = db.session.scalars(sa.select(Application)).one()
        assert application.status is ApplicationStatus.SUBMITTED
        reference = application.reference
    manager.visit(LIST)
    manager.follow(f"Application {reference}")
    manager.should_see(f"Applicant {reference}", "I cared for my gran")
    assert [secret for secret in SECRETS if secret in html_of(manager)] == []


def write_and_send(seeker: Person) -> None:
    """Fill in the pages of an application whose situations are answered, and send it."""
    seeker.press("Save and continue")
    seeker.type("Your work and life experience", "I cared for my gran for two years.")
    seeker.press("Save and continue")
    seeker.type("Why do you want this work?", "I like people and I am patient.")
    seeker.press("Save and continue")
    seeker.press("Save and continue")
    seeker.press("Send my application")
