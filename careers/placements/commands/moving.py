"""The one way in which a placement, a booking and a referral change their status: along the table, audited."""

from careers.audit.commands import record
from careers.jobs.models import OpportunityStatus
from careers.jobs.revisions import note_public_change
from careers.placements.models import Booking, BookingStatus, Placement, Referral, ReferralStatus
from careers.placements.policies import adverts, bookings, referrals


def move_placement(placement: Placement, to: OpportunityStatus, *, by: object, reason: str = "") -> bool:
    """Change a placement's status, which the public sees; return whether it was another one before."""
    before = placement.status
    if before is to:
        return False
    adverts.check_can_move(placement, to)
    placement.status = to
    note_public_change(placement)
    record(
        action=f"placement.{to.value}",
        subject_type="placement",
        subject_id=placement.id,
        by=by,
        from_status=before.value,
        to_status=to.value,
        reason=reason,
    )
    return True


def move_booking(booking: Booking, to: BookingStatus, *, by: object, reason: str = "") -> None:
    """Change a booking's status; refuses a step that the table does not have."""
    bookings.check_can_move(booking, to)
    record(
        action=f"booking.{to.value}",
        subject_type="booking",
        subject_id=booking.id,
        by=by,
        from_status=booking.status.value,
        to_status=to.value,
        about_user_id=booking.candidate.user_id,
        reason=reason,
    )
    booking.status = to


def move_referral(referral: Referral, to: ReferralStatus, *, by: object, reason: str = "") -> None:
    """Change a referral's status; refuses a step that the table does not have."""
    referrals.check_can_move(referral, to)
    record(
        action=f"referral.{to.value}",
        subject_type="referral",
        subject_id=referral.id,
        by=by,
        from_status=referral.status.value,
        to_status=to.value,
        about_user_id=referral.candidate.user_id if referral.candidate else None,
        reason=reason,
    )
    referral.status = to
