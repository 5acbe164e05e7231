"""Tell an adviser what a person agreed may go back, and leave it where that person sees it."""

from careers.audit.commands import record
from careers.database import db
from careers.placements import emails
from careers.placements.models import Booking, Referral
from careers.placements.queries.referrals import TOLD


def tell_outcome(referral: Referral | None, sentence: str, *, by: object) -> None:
    """Tell the adviser what came of a referral, if the person agreed to that; a sentence without names."""
    if referral is not None and referral.shares_outcome:
        _tell(referral, sentence, by=by)


def tell_attendance(booking: Booking, sentence: str, *, by: object) -> None:
    """Tell the adviser that a person started or stopped, if the person agreed to that; a sentence without names."""
    if booking.referral is not None and booking.referral.shares_attendance:
        _tell(booking.referral, sentence, by=by)


def _tell(referral: Referral, sentence: str, *, by: object) -> None:
    told = record(
        action=TOLD,
        subject_type="referral",
        subject_id=referral.id,
        by=by,
        about_user_id=referral.candidate.user_id if referral.candidate else None,
        reason=sentence,
    )
    db.session.flush()
    emails.send_news(referral, event=f"told-{told.id}")
