"""Three hundred people at once: each is answered, or told 503 and when to come again; none is dropped.

Meanwhile another process changes thousands of adverts at a stroke, and the index of every worker is made to load
afresh, as after a restored backup.
"""

import threading
import time
from collections import Counter

import sqlalchemy as sa

from careers.database import db, writing
from careers.jobs.models import Opportunity, SearchRevision
from tests.bench import queries
from tests.bench.stand import Figures, Scratch, Server, Stand, scratch, serving
from tests.bench.table import Table

PEOPLE = 300
CHANGED = 5_000
SECONDS = 12.0


def measure(table: Table, stand: Stand) -> None:
    """Print what became of 300 people: on a quiet day, and while adverts change underneath."""
    with scratch(stand.rows, stand.database) as made, serving(made.environment) as server:
        table.head(f"Load: {PEOPLE} people at once, {stand.rows:,} adverts, gunicorn with 2 workers")
        _line(table, "one page each, all at the same moment", _once(server))
        _line(table, f"page after page for {SECONDS:.0f} s", _long(server))
        change = threading.Thread(target=change_many, args=(made, CHANGED), daemon=True)
        change.start()
        _line(table, f"the same while {min(CHANGED, stand.rows):,} adverts change", _long(server))
        change.join()
        reload = threading.Thread(target=load_afresh, args=(made,), daemon=True)
        reload.start()
        _line(table, "the same while the index loads afresh", _long(server))
        reload.join()


def change_many(made: Scratch, number: int) -> None:
    """Change so many adverts in one transaction, as a large employer's import does."""
    time.sleep(SECONDS / 4)
    with made.app.app_context(), writing():
        revision = db.session.scalars(sa.select(SearchRevision.number)).one() + 1
        some = sa.select(Opportunity.id).order_by(Opportunity.id).limit(number).scalar_subquery()
        db.session.execute(sa.update(SearchRevision).values(number=revision))
        db.session.execute(sa.update(Opportunity).where(Opportunity.id.in_(some)).values(revision=revision))
        db.session.commit()


def load_afresh(made: Scratch) -> None:
    """Set the revision back, as a restored backup does: each worker then loads its index again."""
    time.sleep(SECONDS / 4)
    with made.app.app_context(), writing():
        db.session.execute(sa.update(Opportunity).values(revision=0))
        db.session.execute(sa.update(SearchRevision).values(number=0))
        db.session.commit()


def _once(server: Server) -> Figures:
    return server.run(queries.mixed(PEOPLE), seconds=0, connections=PEOPLE)


def _long(server: Server) -> Figures:
    return server.run(queries.mixed(3_000), seconds=SECONDS, connections=PEOPLE)


def _line(table: Table, name: str, seen: Figures) -> None:
    counts = Counter(seen.statuses)
    served, sent_away = counts["200"], counts["503"]
    others = sum(counts.values()) - served - sent_away
    table.line(
        name,
        "200, or 503 in words",
        f"{served} served, {sent_away} sent away, {others} failed; p95 {seen.p95 / 1000:.1f} s",
        reached=others == 0 and served > 0,
    )
