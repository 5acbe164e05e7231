"""What an adviser and the person they suggest something to do with a referral, and what follows by itself."""

import secrets
from datetime import date

from careers import clock
from careers.accounts.commands import find_or_add_user, token_hash
from careers.accounts.models import User
from careers.accounts.queries import find_user_by_email
from careers.applications.commands.applying import start_application
from careers.applications.models import Application, ApplicationStatus, Employment, Source
from careers.audit.commands import SYSTEM, record
from careers.candidates.commands import ensure_candidate, fill_gaps
from careers.candidates.models import Candidate
from careers.database import db
from careers.errors import Conflict
from careers.jobs.models import Opportunity, Vacancy
from careers.placements import emails
from careers.placements.commands.bookings import add_booking
from careers.placements.commands.moving import move_referral
from careers.placements.commands.telling import tell_outcome
from careers.placements.models import Booking, BookingStatus, Placement, Referral, ReferralStatus
from careers.placements.policies import bookings as booking_policies
from careers.placements.policies import referrals as policies
from careers.placements.queries import bookings as booking_queries
from careers.placements.queries import outcomes
from careers.placements.queries import referrals as queries
from careers.placements.queries.adverts import lock_placement
from careers.references import new_reference

S = ReferralStatus
A = ApplicationStatus

NEWS_OF_APPLICATION = {
    A.NOT_SUCCESSFUL: "They were not chosen this time",
    A.WITHDRAWN: "They withdrew their application",
    A.DECLINED: "They declined the offer",
    A.DID_NOT_START: "They did not start",
    A.NO_REPLY: "The employer did not reply",
}
NEWS = {
    S.RECEIVED: "They have applied",
    S.CONTACTED: "The employer is in touch with them",
    S.PLACED: "They have started the job",
}


def refer_person(opportunity: Opportunity, *, first_name: str, last_name: str, email: str, by: User) -> Referral:
    """Suggest an opportunity to a person and send them a link; nobody else hears of it before they agree.

    The same person to the same opportunity twice is one referral while it waits. Refuses what is not open today.
    """
    policies.check_can_refer(opportunity, clock.today())
    queries.lock_adviser(by)
    address = email.strip().lower()
    waiting = queries.find_waiting_referral(by, opportunity, address)
    if waiting is not None:
        return waiting
    token = secrets.token_urlsafe(32)
    referral = Referral(
        reference=new_reference("R", Referral.reference),
        adviser=by,
        office=by.office,
        opportunity=opportunity,
        first_name=first_name,
        last_name=last_name,
        email=address,
        token_hash=token_hash(token),
        status=S.MADE,
        made_at=clock.now(),
        expires_on=clock.today() + policies.LIFETIME,
    )
    db.session.add(referral)
    db.session.flush()
    record(action="referral.made", subject_type="referral", subject_id=referral.id, by=by, to_status=S.MADE.value)
    emails.send_link(referral, token)
    return referral


def send_link_again(referral: Referral, *, by: User) -> None:
    """Send a new link with fresh days to answer; the old link stops working. Refuses when there is an answer."""
    referral = queries.lock_referral(referral)
    policies.check_can_send_again(referral)
    token = secrets.token_urlsafe(32)
    referral.token_hash = token_hash(token)
    referral.expires_on = clock.today() + policies.LIFETIME
    record(action=queries.SENT_AGAIN, subject_type="referral", subject_id=referral.id, by=by)
    emails.send_link(referral, token)


def cancel_referral(referral: Referral, *, by: User) -> None:
    """Take back a suggestion that waits for its answer; the link then says so."""
    referral = queries.lock_referral(referral)
    _close(referral, S.EXPIRED, reason=policies.CANCELLED, by=by)


def agree_to_referral(referral: Referral, *, shares_attendance: bool, shares_outcome: bool) -> Booking | None:
    """Agree, as the person whom the link reached: they become a candidate and the provider's team hears of somebody.

    For a placement that is a booking, which is returned; for a vacancy a draft application. The adviser hears only that
    they agreed. Pressed twice it counts once. Refuses when it ran out, when the opportunity is not open, and when the
    address belongs to somebody who uses the service for work.
    """
    referral = queries.lock_referral(referral)
    if referral.agreed_at is not None:
        return queries.find_booking_of(referral)
    policies.check_can_answer(referral, clock.today())
    user = find_or_add_user(referral.email)
    policies.check_is_job_seeker(user)
    candidate = ensure_candidate(user)
    fill_gaps(candidate, first_name=referral.first_name, last_name=referral.last_name, phone="", postcode=None)
    referral.candidate = candidate
    referral.agreed_at = clock.now()
    referral.shares_attendance = shares_attendance
    referral.shares_outcome = shares_outcome
    move_referral(referral, S.AGREED, by=user)
    booking = _introduce(referral, candidate)
    emails.send_news(referral, event="answered")
    emails.send_agreed(referral, booking)
    return booking


def _introduce(referral: Referral, candidate: Candidate) -> Booking | None:
    """Make of an agreed referral what the provider gets: a booking, or a draft that the person finishes."""
    opportunity = referral.opportunity
    if isinstance(opportunity, Vacancy):
        start_application(candidate, opportunity, source=Source.REFERRAL)
        return None
    if not isinstance(opportunity, Placement):
        raise TypeError(f"an opportunity of the type {opportunity.type} takes no referrals")
    booking = _book(referral, candidate, opportunity)
    move_referral(referral, S.RECEIVED, by=candidate.user)
    if booking.accepted_at is not None:
        move_referral(referral, S.PLACED, by=candidate.user)
    return booking


def _book(referral: Referral, candidate: Candidate, placement: Placement) -> Booking:
    booking = booking_queries.find_open_booking(candidate.user_id, placement.id)
    if booking is None:
        placement = lock_placement(placement.id)
        latest = booking_queries.find_latest_status(candidate.user_id, placement.id)
        booking_policies.check_can_ask(placement, latest)
        return add_booking(candidate, placement, BookingStatus.REFERRED, referral=referral, by=candidate.user)
    if booking.referral_id is not None:
        raise Conflict("You have been introduced to this placement already, so there is nothing more to do.")
    booking.referral = referral
    return booking


def decline_referral(referral: Referral) -> None:
    """Say no thank you, as the person whom the link reached; the adviser hears only that."""
    referral = queries.lock_referral(referral)
    if referral.status is S.NOT_AGREED:
        return
    policies.check_can_answer(referral, clock.today())
    _close(referral, S.NOT_AGREED, by=find_user_by_email(referral.email) or SYSTEM)
    emails.send_news(referral, event="answered")


def stop_sharing(referral: Referral, *, by: User) -> None:
    """Stop, at the person's wish, telling the adviser what comes of a referral."""
    referral = queries.lock_referral(referral)
    referral.shares_attendance = referral.shares_outcome = False
    record(
        action="referral.sharing stopped", subject_type="referral", subject_id=referral.id, by=by, about_user_id=by.id
    )


def note_look(referral: Referral, *, by: User) -> None:
    """Note that an adviser looked at a referral; once agreed, the person sees it on their account."""
    record(
        action="referral.looked",
        subject_type="referral",
        subject_id=referral.id,
        by=by,
        about_user_id=referral.candidate.user_id if referral.candidate else None,
    )


def expire_referral(referral: Referral, *, today: date) -> bool:
    """End a referral whose time to answer has passed and tell the adviser; return whether it was still waiting."""
    referral = queries.lock_referral(referral)
    if referral.status is not S.MADE or referral.expires_on >= today:
        return False
    _close(referral, S.EXPIRED, reason=policies.RAN_OUT, by=SYSTEM)
    emails.send_news(referral, event="ran-out")
    return True


def follow_application(referral: Referral, application: Application) -> None:
    """Bring a referral to a vacancy to where the person's application stands; tell the adviser what they agreed to."""
    referral = queries.lock_referral(referral)
    to = policies.STATUS_OF_APPLICATION[application.status]
    reason = NEWS_OF_APPLICATION.get(application.status, "")
    referral.application_id = application.id
    if to in {S.PLACED, S.NOT_SUITABLE}:
        _close(referral, to, reason=reason, by=SYSTEM)
    else:
        move_referral(referral, to, by=SYSTEM)
        referral.reason, referral.ended_at = "", None
    tell_outcome(referral, f"{reason or NEWS[to]}.", by=SYSTEM)


def note_source(employment: Employment) -> bool:
    """Say of a start in work that it came from a referral or a placement, if it did; return whether it did.

    The advisers whose referrals led to that placement hear of the start, if the person agreed to that.
    """
    if employment.candidate_id is None:
        return False
    source = outcomes.source_for(employment.candidate_id, employment.vacancy_id, employment.started_on)
    if source is Source.SERVICE:
        return False
    employment.source = source
    record(action=f"employment.source {source.value}", subject_type="employment", subject_id=employment.id, by=SYSTEM)
    for referral in outcomes.list_to_tell(employment):
        tell_outcome(referral, "They have started paid work in care.", by=SYSTEM)
    return True


def _close(referral: Referral, to: ReferralStatus, *, reason: str = "", by: object) -> None:
    move_referral(referral, to, by=by, reason=reason)
    referral.reason = reason
    referral.ended_at = clock.now()
