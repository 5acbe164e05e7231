"""Messages to people about what they keep."""

from collections.abc import Sequence
from datetime import date

from careers.candidates.models import Candidate
from careers.jobs.cards import public_path
from careers.jobs.models import SavedOpportunity
from careers.mail.commands import put_in_outbox


def send_closing_soon(candidate: Candidate, saved: Sequence[SavedOpportunity], *, today: date) -> None:
    """Remind a person of what closes soon on their list: one message a day for all of it, without their notes."""
    adverts = [each.opportunity for each in saved]
    put_in_outbox(
        event_key=f"closing-soon:{candidate.id}:{today}",
        template="finding/closing_soon",
        to=candidate.user.email,
        adverts=[
            {
                "title": advert.title,
                "employer": advert.organisation.name,
                "closes_on": advert.closes_on,
                "path": public_path(advert.kind.value, advert.reference),
            }
            for advert in adverts
        ],
    )
