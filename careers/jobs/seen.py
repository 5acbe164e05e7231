"""How often the pages of adverts were opened."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from careers.database import db, insert_into
from careers.jobs.models import Opportunity, OpportunityStatus, ViewCount


def add_views(connection: Connection, seen: Mapping[str, int]) -> None:
    """Add to the numbers of live opportunities, by reference; others are passed over. Commits nothing.

    Two processes may add at once: the database adds, and both touch the rows in the same order.
    """
    live = Opportunity.__table__.c.status == OpportunityStatus.LIVE
    ids = connection.execute(
        sa.select(Opportunity.__table__.c.id, Opportunity.__table__.c.reference)
        .where(Opportunity.__table__.c.reference.in_(list(seen)), live)
        .order_by(Opportunity.__table__.c.id)
    ).all()
    if not ids:
        return
    rows = [{"opportunity_id": row.id, "seen": seen[row.reference]} for row in ids]
    insert = insert_into(ViewCount, connection).values(rows)
    total = ViewCount.seen + insert.excluded.seen
    connection.execute(insert.on_conflict_do_update(index_elements=["opportunity_id"], set_={"seen": total}))


def count_views(opportunity_id: int) -> int:
    """Return how often an opportunity's public page was opened, as far as that has reached the database."""
    return db.session.scalar(sa.select(ViewCount.seen).where(ViewCount.opportunity_id == opportunity_id)) or 0
