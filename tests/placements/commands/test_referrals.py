"""Referring, agreeing, declining, following: nothing goes back but what was agreed. Today is 24 November 2026."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from careers import clock
from careers.access import Role
from careers.accounts.commands import token_hash
from careers.accounts.models import User
from careers.accounts.queries import find_user_by_email
from careers.applications.models import Application, ApplicationStatus, Source
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.candidates.queries import find_candidate
from careers.database import db
from careers.errors import Conflict, NotAllowed
from careers.jobs.models import OpportunityStatus
from careers.mail.models import OutboxMessage
from careers.placements.commands import referrals as commands
from careers.placements.models import Booking, BookingStatus, Referral, ReferralStatus
from tests.factories import Factory
from tests.placements.conftest import Home, audit_of, messages_to, told_about, two_at_once

S = ReferralStatus
TODAY = date(2026, 11, 24)
SAM = "sam@example.com"


def refer(home: Home, adviser: User) -> Referral:
    referral = commands.refer_person(
        home.placement, first_name="Sam", last_name="Price", email=" Sam@Example.com ", by=adviser
    )
    db.session.commit()
    return referral


def agree(referral: Referral, *, attendance: bool = False, outcome: bool = False) -> Booking | None:
    booking = commands.agree_to_referral(referral, shares_attendance=attendance, shares_outcome=outcome)
    db.session.commit()
    return booking


def link_in(message: OutboxMessage) -> str:
    found = re.search(r"/referrals/([A-Za-z0-9_-]+)", message.text or "")
    assert found
    return found[1]


def last_message() -> OutboxMessage:
    return db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(1)).one()


def test_a_referral_reaches_nobody_but_the_person(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)

    assert (referral.status, referral.email, referral.office) == (S.MADE, SAM, "Bletchley Jobcentre")
    assert (referral.made_at, referral.expires_on) == (clock.now(), date(2026, 12, 8))
    assert referral.reference.startswith("R-")
    assert audit_of("referral", referral.id) == [("referral.made", None, "made")]
    assert [message.to_email for message in db.session.query(OutboxMessage)] == [SAM]
    assert find_user_by_email(SAM) is None
    assert db.session.query(Booking).count() == 0


def test_the_link_is_kept_only_as_its_hash(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)

    token = link_in(last_message())

    assert referral.token_hash == token_hash(token)
    assert token not in str(list(db.session.execute(sa.select(Referral.__table__))))


def test_the_message_has_no_name_of_the_person(home: Home, adviser: User) -> None:
    refer(home, adviser)

    words = f"{last_message().subject} {last_message().text}"

    assert "Sam" not in words
    assert "Price" not in words


def test_referring_the_same_person_twice_sends_one_message(home: Home, adviser: User) -> None:
    assert refer(home, adviser).id == refer(home, adviser).id
    assert messages_to(SAM) == ["referral_made"]


def test_a_double_click_on_two_connections_is_one_referral(app: Flask, home: Home, adviser: User) -> None:
    adviser_id, placement_id = adviser.id, home.placement.id

    def press(_which: int) -> None:
        by = db.session.get_one(User, adviser_id)
        opportunity = db.session.get_one(type(home.placement), placement_id)
        commands.refer_person(opportunity, first_name="Sam", last_name="Price", email=SAM, by=by)

    assert two_at_once(app, press, 1, 2) == ["done", "done"]
    assert db.session.query(Referral).count() == 1


def test_what_is_not_open_is_not_suggested(home: Home, adviser: User) -> None:
    home.placement.status = OpportunityStatus.FULL

    with pytest.raises(NotAllowed, match="is not open now"):
        refer(home, adviser)


def test_a_new_link_replaces_the_old_one_and_gives_fresh_days(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)
    old = link_in(last_message())

    with time_machine.travel(clock.now() + timedelta(days=10), tick=False):
        commands.send_link_again(referral, by=adviser)
        db.session.commit()

    new = link_in(last_message())
    assert new != old
    assert (referral.token_hash, referral.expires_on) == (token_hash(new), date(2026, 12, 18))
    assert messages_to(SAM) == ["referral_made", "referral_made"]


def test_cancelling_ends_it(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)

    commands.cancel_referral(referral, by=adviser)

    assert (referral.status, referral.reason) == (S.EXPIRED, "Cancelled by the adviser")
    with pytest.raises(Conflict):
        commands.agree_to_referral(referral, shares_attendance=True, shares_outcome=True)


def test_agreeing_makes_a_candidate_and_a_booking(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)

    booking = agree(referral, attendance=True)

    user = find_user_by_email(SAM)
    assert user is not None
    candidate = find_candidate(user.id)
    assert candidate is not None
    assert (user.role, candidate.full_name) == (Role.CANDIDATE, "Sam Price")
    assert booking is not None
    assert (booking.status, booking.candidate_id, booking.referral_id) == (
        BookingStatus.REFERRED,
        candidate.id,
        referral.id,
    )
    assert (referral.status, referral.agreed_at, referral.candidate_id) == (S.RECEIVED, clock.now(), candidate.id)
    assert (referral.shares_attendance, referral.shares_outcome) == (True, False)
    assert audit_of("referral", referral.id) == [
        ("referral.made", None, "made"),
        ("referral.agreed", "made", "agreed"),
        ("referral.received", "agreed", "received"),
    ]


def test_agreeing_tells_each_only_what_is_theirs(home: Home, adviser: User) -> None:
    agree(refer(home, adviser))

    assert messages_to(SAM) == ["referral_made", "referral_agreed"]
    assert messages_to("manager@larkfield.example") == ["booking_received"]
    assert messages_to(adviser.email) == ["referral_news"]
    team = db.session.scalars(sa.select(OutboxMessage.text).where(OutboxMessage.template.like("%booking_received")))
    assert "Sam" not in (team.one() or "")


def test_agreeing_twice_makes_one_booking(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)

    first, second = agree(referral), agree(referral, attendance=True, outcome=True)

    assert first is not None
    assert second is not None
    assert first.id == second.id
    assert not referral.shares_attendance
    assert messages_to("manager@larkfield.example") == ["booking_received"]


def test_two_clicks_at_once_make_one_booking(app: Flask, home: Home, adviser: User) -> None:
    referral_id = refer(home, adviser).id

    def press(_which: int) -> None:
        referral = db.session.get_one(Referral, referral_id)
        commands.agree_to_referral(referral, shares_attendance=True, shares_outcome=True)

    assert two_at_once(app, press, 1, 2) == ["done", "done"]
    assert db.session.query(Booking).count() == 1
    assert db.session.query(Candidate).count() == 1


def test_a_known_person_keeps_the_name_they_gave(make: Factory, home: Home, adviser: User) -> None:
    known = make.candidate(make.user(email=SAM), first_name="Samira", last_name="")

    agree(refer(home, adviser))

    assert known.full_name == "Samira Price"


def test_an_address_used_for_work_is_refused_and_nothing_is_changed(make: Factory, home: Home, adviser: User) -> None:
    make.user(Role.PROVIDER_MEMBER, email=SAM)
    referral = refer(home, adviser)

    with pytest.raises(NotAllowed, match="used for work"):
        agree(referral)

    db.session.rollback()
    assert referral.status is S.MADE
    assert db.session.query(Candidate).count() == 0


def test_agreeing_to_a_full_placement_is_refused(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)
    home.placement.status = OpportunityStatus.FULL
    db.session.commit()

    with pytest.raises(NotAllowed, match="All places are taken"):
        agree(referral)


def test_who_has_asked_already_keeps_that_booking(make: Factory, home: Home, adviser: User) -> None:
    own = make.booking(home.placement, make.candidate(make.user(email=SAM)))
    referral = refer(home, adviser)

    booking = agree(referral)

    assert booking is not None
    assert (booking.id, booking.status, booking.referral_id) == (own.id, BookingStatus.REQUESTED, referral.id)


def test_who_was_introduced_already_is_told(make: Factory, home: Home, adviser: User) -> None:
    agree(refer(home, adviser))
    other = make.user(Role.ADVISER, office="Wolverton Jobcentre")
    second = refer(home, other)

    with pytest.raises(Conflict, match="introduced to this placement already"):
        agree(second)


def test_saying_no_tells_the_adviser_only_that(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)

    commands.decline_referral(referral)
    commands.decline_referral(referral)

    assert (referral.status, referral.ended_at) == (S.NOT_AGREED, clock.now())
    assert messages_to(adviser.email) == ["referral_news"]
    assert find_user_by_email(SAM) is None


def test_who_said_no_cannot_agree_by_the_same_link(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)
    commands.decline_referral(referral)

    with pytest.raises(Conflict, match="answered already"):
        agree(referral)


def test_a_link_counts_on_its_last_day_and_not_after(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)

    with time_machine.travel(datetime(2026, 12, 9, 9, tzinfo=UTC), tick=False), pytest.raises(Conflict):
        agree(referral)
    with time_machine.travel(datetime(2026, 12, 8, 23, tzinfo=UTC), tick=False):
        assert agree(referral) is not None


def test_a_referral_runs_out_the_day_after(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)

    assert not commands.expire_referral(referral, today=date(2026, 12, 8))
    assert commands.expire_referral(referral, today=date(2026, 12, 9))
    assert not commands.expire_referral(referral, today=date(2026, 12, 9))
    assert (referral.status, referral.reason) == (S.EXPIRED, "No answer in time")
    assert messages_to(adviser.email) == ["referral_news"]


def test_stopping_is_noted_and_nothing_more_goes_back(home: Home, adviser: User) -> None:
    referral = refer(home, adviser)
    agree(referral, attendance=True, outcome=True)
    person = find_user_by_email(SAM)
    assert person is not None

    commands.stop_sharing(referral, by=person)

    assert (referral.shares_attendance, referral.shares_outcome) == (False, False)
    assert audit_of("referral", referral.id)[-1] == ("referral.sharing stopped", None, None)


def job_referral(make: Factory, home: Home, adviser: User, *, outcome: bool = True) -> tuple[Referral, Application]:
    """Refer Sam to a job, agree, and return the referral with the draft application it made."""
    vacancy = make.vacancy(home.placement.workplace)
    referral = commands.refer_person(vacancy, first_name="Sam", last_name="Price", email=SAM, by=adviser)
    agree(referral, outcome=outcome)
    return referral, db.session.scalars(sa.select(Application)).one()


def test_agreeing_to_a_job_begins_an_application_that_comes_from_a_referral(
    make: Factory, home: Home, adviser: User
) -> None:
    referral, application = job_referral(make, home, adviser)

    assert (application.status, application.source) == (ApplicationStatus.DRAFT, Source.REFERRAL)
    assert (application.first_name, application.email) == ("Sam", SAM)
    assert (referral.status, referral.application_id) == (S.AGREED, None)
    assert messages_to("manager@larkfield.example") == ["referral_introduced"]


def submitted(application: Application, status: ApplicationStatus) -> None:
    """Let an application stand further on, as if it had gone its way."""
    application.status = status
    application.submitted_at = clock.now()
    application.started_on = TODAY if status is ApplicationStatus.STARTED else None
    db.session.commit()


@pytest.mark.parametrize(
    ("status", "stands", "sentence"),
    [
        (ApplicationStatus.SUBMITTED, S.RECEIVED, "They have applied."),
        (ApplicationStatus.INTERVIEW, S.CONTACTED, "The employer is in touch with them."),
        (ApplicationStatus.STARTED, S.PLACED, "They have started the job."),
        (ApplicationStatus.NOT_SUCCESSFUL, S.NOT_SUITABLE, "They were not chosen this time."),
        (ApplicationStatus.WITHDRAWN, S.NOT_SUITABLE, "They withdrew their application."),
    ],
)
def test_a_referral_follows_the_application(
    make: Factory, home: Home, adviser: User, status: ApplicationStatus, stands: ReferralStatus, sentence: str
) -> None:
    referral, application = job_referral(make, home, adviser)
    submitted(application, status)

    commands.follow_application(referral, application)

    assert (referral.status, referral.application_id) == (stands, application.id)
    assert told_about(referral.id) == [sentence]
    assert (referral.ended_at is not None) is (stands in {S.PLACED, S.NOT_SUITABLE})


def test_an_adviser_hears_nothing_of_an_application_that_was_not_to_be_shared(
    make: Factory, home: Home, adviser: User
) -> None:
    referral, application = job_referral(make, home, adviser, outcome=False)
    submitted(application, ApplicationStatus.STARTED)

    commands.follow_application(referral, application)

    assert referral.status is S.PLACED
    assert told_about(referral.id) == []
    assert messages_to(adviser.email) == ["referral_news"]  # that they agreed


def test_a_start_after_a_completed_placement_came_from_it_and_the_adviser_hears_once(
    make: Factory, home: Home, adviser: User
) -> None:
    referral = refer(home, adviser)
    booking = agree(referral, outcome=True)
    assert booking is not None
    booking.status, referral.status = BookingStatus.COMPLETED, S.PLACED
    booking.started_on, booking.ended_on = date(2026, 9, 1), date(2026, 9, 28)
    employment = make.employment(TODAY, candidate_id=booking.candidate_id)

    assert commands.note_source(employment)

    assert employment.source is Source.PLACEMENT
    assert told_about(referral.id) == ["They have started paid work in care."]
    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.subject_type == "employment")).one()
    assert (event.action, event.subject_id) == ("employment.source placement", employment.id)


def test_a_start_that_came_from_neither_stays_a_service_application(make: Factory, amara: Candidate) -> None:
    employment = make.employment(TODAY, candidate_id=amara.id)

    assert not commands.note_source(employment)
    assert employment.source is Source.SERVICE
