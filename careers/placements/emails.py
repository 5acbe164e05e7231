"""Messages about placements and referrals. Each goes to one person and leaves everything personal on the page."""

from datetime import date

from careers.access import Permission
from careers.accounts import queries as accounts
from careers.accounts.models import User
from careers.jobs.models import Opportunity
from careers.mail.commands import put_in_outbox
from careers.mail.rendering import Rendered, render
from careers.placements.models import Booking, Placement, Referral
from careers.placements.policies.bookings import answer_due_on

WHERE_THE_LINK_STANDS = "/referrals/a-link-for-them-alone"


def send_asked(booking: Booking) -> None:
    """Tell the provider's team that somebody would like a place, and confirm it to whoever asked by themselves."""
    if booking.referral_id is None:
        _tell_person(booking, "asked", workplace=booking.placement.workplace.public_label)
    _tell_team(booking, "received", is_referred=booking.referral_id is not None)


def send_accepted(booking: Booking) -> None:
    """Tell a person that they have a place and where, and what to do before it starts."""
    workplace = booking.placement.workplace.name
    _tell_person(booking, "accepted", workplace=workplace, starts_on=booking.placement.starts_on)


def send_declined(booking: Booking) -> None:
    """Tell a person that a decision was made; the page says which and why."""
    _tell_person(booking, "declined")


def send_noted(booking: Booking) -> None:
    """Tell a person that the provider noted a start or an end, so that they can object."""
    put_in_outbox(
        event_key=f"booking-noted:{booking.id}-{booking.status.value.replace(' ', '-')}",
        template="placements/booking_noted",
        to=booking.candidate.user.email,
        **_about(booking),
    )


def send_withdrawn(booking: Booking) -> None:
    """Tell the provider's team that a person no longer wants their place."""
    _tell_team(booking, "withdrawn")


def send_link(referral: Referral, token: str) -> None:
    """Send a person the link on which they say whether they agree to a referral."""
    put_in_outbox(
        event_key=f"referral-link:{referral.id}-{referral.token_hash[:16]}",
        template="placements/referral_made",
        to=referral.email,
        **_suggested(referral),
        path=f"/referrals/{token}",
    )


def preview_link(opportunity: Opportunity, *, by: User, answer_by: date) -> Rendered:
    """Return the words that a person would get, for the adviser to read first; the link is not a real one."""
    words = _suggestion(opportunity, adviser=by.name, office=by.office, answer_by=answer_by)
    return render("placements/referral_made", words | {"path": WHERE_THE_LINK_STANDS})


def send_agreed(referral: Referral, booking: Booking | None) -> None:
    """Tell a person what they agreed to and what to do next, and for a vacancy tell the employer's team of it."""
    opportunity = referral.opportunity
    put_in_outbox(
        event_key=f"referral-agreed:{referral.id}",
        template="placements/referral_agreed",
        to=referral.email,
        **_suggested(referral),
        opportunity_reference=opportunity.reference,
        booking_reference=booking.reference if booking else "",
        shares_attendance=referral.shares_attendance,
        shares_outcome=referral.shares_outcome,
    )
    if booking is None:
        _tell_employer(
            f"referral-introduced:{referral.id}",
            "referral_introduced",
            opportunity.organisation_id,
            title=opportunity.title,
            workplace=opportunity.workplace.name,
            opportunity_reference=opportunity.reference,
        )


def send_news(referral: Referral, *, event: str) -> None:
    """Tell an adviser that there is news about a referral; what it is stands on the page. `event` names the news."""
    if referral.adviser.is_active:
        put_in_outbox(
            event_key=f"referral-news:{referral.id}-{event}",
            template="placements/referral_news",
            to=referral.adviser.email,
            title=referral.opportunity.title,
            reference=referral.reference,
        )


def _tell_person(booking: Booking, event: str, **values: object) -> None:
    put_in_outbox(
        event_key=f"booking-{event}:{booking.id}",
        template=f"placements/booking_{event}",
        to=booking.candidate.user.email,
        **_about(booking),
        **values,
    )


def _tell_team(booking: Booking, event: str, **values: object) -> None:
    _tell_employer(
        f"booking-{event}:{booking.id}",
        f"booking_{event}",
        booking.placement.organisation_id,
        workplace=booking.placement.workplace.name,
        **_about(booking),
        **values,
    )


def _tell_employer(event_key: str, template: str, organisation_id: int, **values: object) -> None:
    for member in accounts.list_team(organisation_id):
        if member.is_active and member.may(Permission.BOOKING_DECIDE):
            put_in_outbox(
                event_key=f"{event_key}:user-{member.id}",
                template=f"placements/{template}",
                to=member.email,
                **values,
            )


def _about(booking: Booking) -> dict[str, object]:
    placement: Placement = booking.placement
    return {
        "reference": booking.reference,
        "title": placement.title,
        "placement_reference": placement.reference,
        "employer": placement.organisation.name,
        "answer_by": answer_due_on(booking),
    }


def _suggested(referral: Referral) -> dict[str, object]:
    return _suggestion(
        referral.opportunity, adviser=referral.adviser.name, office=referral.office, answer_by=referral.expires_on
    )


def _suggestion(opportunity: Opportunity, *, adviser: str, office: str, answer_by: date) -> dict[str, object]:
    return {
        "title": opportunity.title,
        "employer": opportunity.organisation.name,
        "place": opportunity.workplace.town,
        "is_placement": isinstance(opportunity, Placement),
        "adviser": adviser,
        "office": office,
        "answer_by": answer_by,
    }
