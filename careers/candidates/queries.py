"""Read candidates, and what others saw of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from careers.accounts.models import User
from careers.audit import queries as audit
from careers.audit.queries import TOLD_ADVISER
from careers.candidates.models import Candidate
from careers.database import db
from careers.mail.models import OutboxMessage
from careers.providers.models import Organisation

_WHAT = {
    "application": "your application",
    "booking": "your place on a placement",
    "referral": "your referral",
    "format request": "your request to answer in another way",
    "answer contest": "your note about an answer",
}


class Look(NamedTuple):
    """Somebody else saw a person's data, or was told about them: when, who, and what they did or heard."""

    at: datetime
    who: str
    what: str


class Message(NamedTuple):
    """One message to a person: what it was about and when it was written. `sent_at` is None until it has gone."""

    subject: str
    written_at: datetime
    sent_at: datetime | None


def find_candidate(user_id: int) -> Candidate | None:
    """Return a user's profile, or None when they have saved nothing yet."""
    return db.session.scalar(sa.select(Candidate).where(Candidate.user_id == user_id))


def find_candidate_by_email(email: str) -> Candidate | None:
    """Return the profile of who signs in with an address, or None for an address of nobody or of somebody else."""
    return db.session.scalar(sa.select(Candidate).join(User, User.id == Candidate.user_id).where(User.email == email))


def list_looks(user_id: int, *, limit: int | None = 100) -> list[Look]:
    """Return the looks at a person's data by others, and what advisers were told about them, newest first."""
    events = audit.list_looks_at(user_id, limit=limit)
    advisers = audit.find_makers("referral", {event.subject_id for event in events if event.action == TOLD_ADVISER})
    user_ids = {event.actor_id for event in events} | set(advisers.values())
    who = _organisation_by_user({user_id for user_id in user_ids if user_id is not None})
    return [
        Look(event.at, who.get(advisers.get(event.subject_id)) or "Your adviser", f"Was told: {event.reason}")
        if event.action == TOLD_ADVISER
        else Look(
            event.at,
            who.get(event.actor_id) or f"A person in the role of {event.actor_role}",
            f"Opened {_WHAT.get(event.subject_type, 'your details')}",
        )
        for event in events
    ]


def _organisation_by_user(user_ids: set[int]) -> dict[int | None, str]:
    """Return whom each user works for: the organisation, else the office (a Jobcentre)."""
    rows = db.session.execute(
        sa.select(User.id, Organisation.name, User.office)
        .outerjoin(Organisation, Organisation.id == User.organisation_id)
        .where(User.id.in_(user_ids))
    )
    return {user_id: name or office for user_id, name, office in rows}


def list_messages(email: str, *, limit: int | None = 100) -> Sequence[Message]:
    """Return the messages to an address, newest first, without their words."""
    rows = db.session.execute(
        sa.select(OutboxMessage.subject, OutboxMessage.created_at, OutboxMessage.sent_at)
        .where(OutboxMessage.to_email == email)
        .order_by(OutboxMessage.created_at.desc(), OutboxMessage.id.desc())
        .limit(limit)
    )
    return [Message(*row) for row in rows]
