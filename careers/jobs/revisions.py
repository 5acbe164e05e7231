"""The number that grows with each change to what the public can find, so that indexes in memory stay true."""

import sqlalchemy as sa

from careers import clock
from careers.database import db
from careers.jobs.models import Opportunity, SearchRevision


def note_public_change(opportunity: Opportunity) -> None:
    """Give an opportunity the next revision, in the transaction that changes what the public sees of it.

    The one row is locked until that transaction ends, so numbers become visible in their order and none is missed.
    """
    number = db.session.scalar(
        sa.update(SearchRevision)
        .where(SearchRevision.id == 1)
        .values(number=SearchRevision.number + 1)
        .returning(SearchRevision.number)
    )
    if number is None:
        raise RuntimeError("the row of search_revisions is missing: run the migrations")
    opportunity.revision = number
    opportunity.changed_at = clock.now()
