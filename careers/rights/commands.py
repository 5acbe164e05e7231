"""Delete a person's data at their wish."""

from careers.accounts.models import User
from careers.alerts.commands.forgetting import forget_address
from careers.applications.commands.applying import delete_draft
from careers.applications.queries import list_drafts
from careers.candidates.commands import ensure_candidate, erase_profile
from careers.equality.commands import delete_answers
from careers.formats.commands import forget_requests
from careers.invitations.commands.forgetting import forget_invitations
from careers.jobs.saving import forget_saved
from careers.placements.commands.forgetting import wipe_booking, wipe_referral
from careers.placements.queries.bookings import list_own_bookings
from careers.placements.queries.referrals import list_referrals_to
from careers.questions.commands.experts import forget_expert
from careers.rights import policies, queries
from careers.screening.commands import forget_answers


def erase_own_data(user: User) -> None:
    """Delete a person's profile, drafts, saved adverts, alerts, all answers; words and names in bookings and referrals.

    With the answers go the notes about them and the requests to give them in another way. Invitations go too; one that
    led to an application loses its words. Advisers hear nothing more, and a link on which they rate questions as an
    expert ends. Refuses while an application, a booking or a referral is open, and says which. Sent applications stay
    as long as the law lets a choice be questioned; bookings stay as dates for the board's counts. That they refused our
    mail stays with their address.
    """
    policies.check_can_erase([f"{thing.kind} {thing.reference}" for thing in queries.list_open(user)])
    candidate = ensure_candidate(user)
    for draft in list_drafts(candidate.id):
        delete_draft(draft, by=user)
    for booking in list_own_bookings(user.id):
        wipe_booking(booking, by=user)
    for referral in list_referrals_to(user):
        wipe_referral(referral, by=user)
    forget_invitations(candidate, by=user)
    forget_saved(candidate)
    forget_address(user.email)
    forget_expert(user.email, by=user)
    forget_answers(user.id)
    forget_requests(user.id)
    delete_answers(user, by=user)
    erase_profile(candidate, by=user)
