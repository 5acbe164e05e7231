"""Delete the personal parts of bookings and referrals; each leaves an audit row that says only what went and when."""

from careers.audit.commands import forget_reasons, record
from careers.placements.models import Booking, Referral


def wipe_booking(booking: Booking, *, by: object) -> None:
    """Blank what a person wrote and the reasons. Placement, status and dates stay, for the board's counts."""
    booking.why = booking.end_reason = ""
    forget_reasons("booking", booking.id)
    record(
        action="booking.wiped",
        subject_type="booking",
        subject_id=booking.id,
        by=by,
        about_user_id=booking.candidate.user_id,
    )


def wipe_referral(referral: Referral, *, by: object) -> None:
    """Blank a person's name and address and stop telling the adviser. What the adviser was told before stays listed."""
    referral.first_name = referral.last_name = referral.email = ""
    referral.shares_attendance = referral.shares_outcome = False
    record(
        action="referral.wiped",
        subject_type="referral",
        subject_id=referral.id,
        by=by,
        about_user_id=referral.candidate.user_id if referral.candidate else None,
    )
