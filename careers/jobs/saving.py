"""Keep an opportunity for later with a note, let it go again, put it back, and forget what was kept long enough."""

from contextlib import suppress
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.candidates.models import Candidate
from careers.database import db
from careers.errors import NotAllowed
from careers.jobs.models import Opportunity, SavedOpportunity

PUT_BACK_FOR = timedelta(days=1)
"""How long what was taken off a list can be put back."""


def save_opportunity(candidate: Candidate, opportunity: Opportunity, *, note: str = "") -> None:
    """Save an opportunity for a candidate; pressed twice, or in two tabs at once, it is saved once.

    What they took off a moment ago comes back. A note replaces the one there was; without one, that stays.
    """
    key = (candidate.id, opportunity.id)
    if db.session.get(SavedOpportunity, key) is None:
        with suppress(IntegrityError), db.session.begin_nested():
            db.session.add(SavedOpportunity(candidate_id=key[0], opportunity_id=key[1], saved_at=clock.now()))
    saved = db.session.get_one(SavedOpportunity, key)
    saved.let_go_at = None
    saved.note = note or saved.note


def let_go(candidate: Candidate, opportunity: Opportunity) -> None:
    """Take an opportunity off a candidate's list, if it is on it; for a day they can put it back."""
    db.session.execute(
        sa.update(SavedOpportunity)
        .where(
            SavedOpportunity.candidate_id == candidate.id,
            SavedOpportunity.opportunity_id == opportunity.id,
            SavedOpportunity.let_go_at.is_(None),
        )
        .values(let_go_at=clock.now())
    )


def put_back(candidate: Candidate, opportunity: Opportunity) -> None:
    """Put back on a candidate's list what they took off it, with its note. Refuses what is forgotten already."""
    put = db.session.execute(
        sa.update(SavedOpportunity)
        .where(SavedOpportunity.candidate_id == candidate.id, SavedOpportunity.opportunity_id == opportunity.id)
        .values(let_go_at=None)
    )
    if not put.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result is a CursorResult
        raise NotAllowed("We keep what you take off your list for a day. Save this again on its own page.")


def note_on_saved(saved: SavedOpportunity, note: str) -> None:
    """Replace a person's own note on what they saved; an empty one deletes it."""
    saved.note = note


def choose_reminders(candidate: Candidate, *, is_reminded: bool) -> None:
    """Let a person have, or not have, an e-mail before something on their list closes."""
    candidate.is_reminded = is_reminded


def forget_saved(candidate: Candidate) -> None:
    """Delete everything that a candidate saved, at their wish."""
    db.session.execute(sa.delete(SavedOpportunity).where(SavedOpportunity.candidate_id == candidate.id))


def forget_old_saved(now: datetime, *, closed_before: datetime) -> int:
    """Delete from every list what was taken off a day ago, and what closed before a moment; return how many."""
    is_long_closed = sa.select(Opportunity.id).where(
        Opportunity.id == SavedOpportunity.opportunity_id, Opportunity.closed_at < closed_before
    )
    deleted = db.session.execute(
        sa.delete(SavedOpportunity).where(
            sa.or_(SavedOpportunity.let_go_at < now - PUT_BACK_FOR, is_long_closed.exists())
        )
    )
    return deleted.rowcount  # type: ignore[attr-defined, no-any-return]  # a DELETE's result is a CursorResult
