"""Compare alerts with what is new, and keep what each found."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from careers.alerts import policies, queries
from careers.alerts.models import AlertMatch, AlertWatermark
from careers.alerts.queries import News
from careers.alerts.words import query_of, where_of_alert
from careers.database import UtcDateTime, db

MOST_ANSWERS = 100_000
"""Answers kept in memory at once, some 60 MiB; many alerts ask the same."""


class Finder:
    """Answers each different search once, from what is new; forgets the answers when there are too many."""

    def __init__(self, news: News, today: date) -> None:
        self.news, self.today = news, today
        self._answers: dict[tuple[Any, ...], list[int]] = {}

    def finds(self, row: Any) -> list[int]:
        """Return the newest opportunities for the row of an alert that changed since it was turned on."""
        revisions = self.news.revisions
        return [
            opportunity_id for opportunity_id in self._answer(row) if revisions[opportunity_id] > row.since_revision
        ]

    def _answer(self, row: Any) -> list[int]:
        key = (row.search, row.lat, row.lon, row.area)
        if key not in self._answers:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            where = where_of_alert(row.lat, row.lon, row.area)
            found = self.news.index.match(query_of(row.search), today=self.today, where=where)
            newest = sorted(found, key=self.news.revisions.__getitem__, reverse=True)
            self._answers[key] = newest[: policies.FOUND_A_RUN]
        return self._answers[key]


def note_finds(rows: Sequence[Any], finder: Finder, *, now: datetime) -> int:
    """Keep what some alerts found, each opportunity once for an alert whoever else does the same; return how many."""
    found = [(row.id, opportunity_id) for row in rows for opportunity_id in finder.finds(row)]
    if not found:
        return 0
    still_on = queries.keep_on({alert_id for alert_id, _ in found})
    values = [
        {"alert_id": alert_id, "opportunity_id": opportunity_id}
        for alert_id, opportunity_id in found
        if alert_id in still_on
    ]
    if values:
        keys: dict[str, Any] = {name: sa.bindparam(name) for name in ("alert_id", "opportunity_id")}
        insert = _insert_of(AlertMatch).values(**keys, found_at=_written(now)).on_conflict_do_nothing()
        db.session.execute(insert, values)
    return len(values)


def move_watermark(to: int) -> None:
    """Note that every alert has been compared with what changed up to a revision; it never moves back."""
    insert = _insert_of(AlertWatermark)
    db.session.execute(
        insert.values(id=1, revision=to).on_conflict_do_update(
            index_elements=["id"], set_={"revision": to}, where=AlertWatermark.revision < to
        )
    )


def _written(moment: datetime) -> sa.ColumnElement[datetime]:
    """Return a moment as part of a statement's text: to bind it to each of a million rows takes longer than they do."""
    literal = sa.literal(moment, UtcDateTime())
    return sa.literal_column(str(literal.compile(db.engine, compile_kwargs={"literal_binds": True})))


def _insert_of(table: Any) -> Any:
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    return insert(sa.inspect(table).local_table)
