"""Keep an opportunity for later, and let it go again."""

import sqlalchemy as sa

from careers import clock
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import Opportunity, SavedOpportunity


def save_opportunity(candidate: Candidate, opportunity: Opportunity) -> bool:
    """Save an opportunity for a candidate, or take it off when it is saved already; return whether it is saved now."""
    kept = db.session.get(SavedOpportunity, (candidate.id, opportunity.id))
    if kept is not None:
        db.session.delete(kept)
        return False
    db.session.add(SavedOpportunity(candidate_id=candidate.id, opportunity_id=opportunity.id, saved_at=clock.now()))
    return True


def forget_saved(candidate: Candidate) -> None:
    """Delete everything that a candidate saved, at their wish."""
    db.session.execute(sa.delete(SavedOpportunity).where(SavedOpportunity.candidate_id == candidate.id))
