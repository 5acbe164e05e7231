"""The tables of alerts on their way up and down: nothing that people wait for is lost, no number is used again."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from careers.alerts.models import Alert, AlertAddress
from careers.app import create_app
from careers.database import db
from tests.conftest import settings_for

ROWS = """
INSERT INTO alert_addresses (id, email) VALUES (7, 'amara@example.com');
INSERT INTO alerts (id, address_id, name, search, place, area, frequency, weekday, status, since_revision, created_at,
                    wanted_at)
SELECT value, 7, 'Nights', 'q=' || value, '', 'E06000042', 'daily', 0, 'on', 0, '2026-11-24', '2026-11-24'
FROM json_each('[3, 9]');
DELETE FROM alerts WHERE id = 9;
INSERT INTO alert_addresses (id, email) VALUES (8, 'refusing@example.org');
INSERT INTO alerts (id, address_id, name, search, place, area, frequency, weekday, status, since_revision, created_at,
                    wanted_at, ended_at, end_reason)
VALUES (4, 8, 'Days', '', '', '', 'daily', 0, 'ended', 0, '2026-11-01', '2026-11-01', '2026-11-20 00:00:00', 'refused');
INSERT INTO alert_matches (alert_id, opportunity_id, found_at) VALUES (3, 1, '2026-11-24');
"""
COUNCILS = [f"E{number:08}" for number in range(64)]


def held(file: Path) -> tuple[object, ...]:
    with sqlite3.connect(file) as connection:
        return (
            *connection.execute("SELECT alert_id, opportunity_id FROM alert_matches").fetchall(),
            *connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'alerts'").fetchall(),
        )


def test_longer_areas_keep_what_was_found_the_numbers_and_who_refused(tmp_path: Path) -> None:
    file = tmp_path / "careers.db"
    with create_app(settings_for(f"sqlite:///{file}", tmp_path)).app_context():
        upgrade(revision="0007")
        with sqlite3.connect(file) as connection:
            connection.executescript(ROWS)
        upgrade(revision="0008")
        after = held(file)
        refused = db.session.execute(
            sa.select(AlertAddress.id, AlertAddress.refused_at).order_by(AlertAddress.id)
        ).all()
        db.session.execute(sa.update(Alert).where(Alert.id == 3).values(area=",".join(COUNCILS)))
        db.session.commit()
        downgrade(revision="0007")
        area = db.session.scalars(sa.select(Alert.area).where(Alert.id == 3)).one()
        db.session.remove()
        db.engine.dispose()

    assert after == held(file) == ((3, 1), (9,))
    assert refused == [(7, None), (8, datetime(2026, 11, 20, tzinfo=UTC))]
    assert area.split(",") == COUNCILS[:50]
