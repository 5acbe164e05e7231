"""The words of each message about an application, and whom it goes to. Today is Tuesday 24 November 2026."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa

from careers import clock
from careers.access import Role
from careers.applications import emails
from careers.applications.models import Application
from careers.candidates.models import Candidate
from careers.database import db
from careers.mail.models import OutboxMessage
from careers.providers.models import OrganisationKind
from tests.applications.conftest import Home
from tests.factories import Factory
from tests.messages import assert_message

REPLY_BY = date(2026, 12, 8)
NOW = "20261124T100000"

Send = Callable[[Application], None]


@pytest.fixture
def application(make: Factory, home: Home, amara: Candidate) -> Application:
    made: Application = make.application(home.vacancy, amara, reference="A-7KQ3MX")
    return made


@pytest.mark.parametrize(
    ("send", "event", "reads"),
    [
        (lambda a: emails.send_submitted(a, reply_by=REPLY_BY), "submitted", "submitted"),
        (lambda a: emails.send_shortlisted(a, reply_by=REPLY_BY), f"shortlisted-{NOW}", "shortlisted"),
        (lambda a: emails.send_interview(a, is_change=False), f"interview-{NOW}", "interview"),
        (lambda a: emails.send_interview(a, is_change=True), f"interview-{NOW}", "interview_changed"),
        (emails.send_offer, f"offered-{NOW}", "offer"),
        (lambda a: emails.send_answer_to_offer(a, is_accepted=True), f"accepted-{NOW}", "accepted"),
        (emails.send_started, "started", "started"),
        (emails.send_not_successful, f"decided-{NOW}", "not_successful"),
        (emails.send_did_not_start, "did-not-start", "did_not_start"),
        (emails.send_reopened, f"reopened-{NOW}", "reopened"),
        (
            lambda a: emails.send_advert_over(
                a, sentence="All the posts were filled. So your application could not go further."
            ),
            "advert-over",
            "advert_closed",
        ),
        (emails.send_no_reply, "no-reply", "no_reply"),
    ],
)
def test_what_a_person_is_told(application: Application, send: Send, event: str, reads: str) -> None:
    send(application)
    db.session.commit()

    assert_message(f"application-{event}:{application.id}", reads=f"applications/{reads}", to="amara@example.com")


def test_nobody_is_told_which_house_a_person_lives_in_who_employs(application: Application, home: Home) -> None:
    home.organisation.kind = OrganisationKind.INDIVIDUAL
    db.session.flush()

    emails.send_submitted(application, reply_by=REPLY_BY)
    emails.send_shortlisted(application, reply_by=REPLY_BY)
    emails.send_interview(application, is_change=False)
    emails.send_offer(application)
    emails.send_answer_to_offer(application, is_accepted=True)

    told = db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.to_email == "amara@example.com")).all()
    words = " ".join(f"{message.subject} {message.text} {message.html}" for message in told)
    assert len(told) == 5
    assert "(Bletchley, MK3) has arrived" in words
    assert not any(secret in words for secret in (home.vacancy.workplace.name, "1 Made Up Road", "MK3 6EB"))


@pytest.mark.parametrize(
    ("send", "event", "reads"),
    [
        (lambda a: emails.send_submitted(a, reply_by=REPLY_BY), "received", "received"),
        (lambda a: emails.send_answer_to_offer(a, is_accepted=True), f"offer-accepted-{NOW}", "offer_accepted"),
        (lambda a: emails.send_answer_to_offer(a, is_accepted=False), f"offer-declined-{NOW}", "offer_declined"),
        (emails.send_withdrawn, "withdrawn", "withdrawn"),
    ],
)
def test_what_the_team_is_told(application: Application, home: Home, send: Send, event: str, reads: str) -> None:
    send(application)
    db.session.commit()

    key = f"application-{event}:{application.id}:user-{home.manager.id}"
    assert_message(key, reads=f"applications/{reads}", to=home.manager.email)


def test_the_whole_team_hears_but_not_those_who_left(make: Factory, application: Application, home: Home) -> None:
    colleague = make.user(Role.PROVIDER_MEMBER, organisation_id=home.organisation.id)
    make.user(Role.PROVIDER_MEMBER, organisation_id=home.organisation.id, disabled_at=clock.now())

    emails.send_withdrawn(application)
    db.session.commit()

    told = set(db.session.scalars(sa.select(OutboxMessage.to_email)))
    assert told == {home.manager.email, colleague.email}


def test_no_message_holds_a_name_or_a_contact_detail(make: Factory, application: Application) -> None:
    emails.send_submitted(application, reply_by=REPLY_BY)
    emails.send_answer_to_offer(application, is_accepted=True)
    db.session.commit()

    words = " ".join(
        f"{message.subject} {message.text} {message.html}" for message in db.session.scalars(sa.select(OutboxMessage))
    )
    secrets = ("Amara", "Okoye", "amara@example.com", "07700 900123", "MK3 6EB")
    assert not any(secret in words for secret in secrets)
