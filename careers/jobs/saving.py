"""Keep an opportunity for later, and let it go again."""

from contextlib import suppress

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import Opportunity, SavedOpportunity


def save_opportunity(candidate: Candidate, opportunity: Opportunity) -> None:
    """Save an opportunity for a candidate; pressed twice, or in two tabs at once, it is saved once."""
    if db.session.get(SavedOpportunity, (candidate.id, opportunity.id)) is not None:
        return
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.add(SavedOpportunity(candidate_id=candidate.id, opportunity_id=opportunity.id, saved_at=clock.now()))


def let_go(candidate: Candidate, opportunity: Opportunity) -> None:
    """Take an opportunity off a candidate's list, if it is on it."""
    db.session.execute(
        sa.delete(SavedOpportunity).where(
            SavedOpportunity.candidate_id == candidate.id, SavedOpportunity.opportunity_id == opportunity.id
        )
    )


def forget_saved(candidate: Candidate) -> None:
    """Delete everything that a candidate saved, at their wish."""
    db.session.execute(sa.delete(SavedOpportunity).where(SavedOpportunity.candidate_id == candidate.id))
