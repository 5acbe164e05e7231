"""Two schedulers, or a scheduler and a person, at the same time: real connections, on either database."""

from typing import Any

import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.alerts import queries, tasks
from careers.alerts.commands import changing, forgetting, sending
from careers.alerts.models import AlertMatch, AlertStatus
from careers.database import db
from careers.mail.models import OutboxMessage
from careers.providers.models import Workplace
from tests.connections import OtherConnections
from tests.factories import Factory


def count(what: Any) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(what)) or 0


def test_two_senders_send_once(make: Factory, home: Workplace, elsewhere: OtherConnections) -> None:
    for number in range(10):
        make.match(make.alert(f"person{number}@example.org"), make.vacancy(home))
    now = clock.now()

    runs = [elsewhere.start(lambda: tasks.send_alerts(now)) for _ in range(3)]
    told = sum(run.result(timeout=30)["told"] for run in runs)

    assert told == 10
    assert count(OutboxMessage) == 10


def test_two_finders_find_once(make: Factory, home: Workplace, elsewhere: OtherConnections) -> None:
    for number in range(30):
        make.alert(f"person{number}@example.org")
    make.vacancy(home)
    now = clock.now()

    for run in [elsewhere.start(lambda: tasks.match_alerts(now)) for _ in range(3)]:
        run.result(timeout=30)

    assert count(AlertMatch) == 30


def test_a_sender_that_waited_finds_the_message_written(
    app: Flask,
    make: Factory,
    home: Workplace,
    elsewhere: OtherConnections,
) -> None:
    alert = make.alert()
    make.match(alert, make.vacancy(home))
    address_id, now = alert.address_id, clock.now()
    db.session.commit()

    assert sending.send_finds(address_id, now=now, secret="s")  # holds the row, not committed
    other = elsewhere_without_commit(elsewhere, lambda: sending.send_finds(address_id, now=now, secret="s"))
    db.session.commit()

    assert other.result(timeout=30) is False
    assert count(OutboxMessage) == 1


def elsewhere_without_commit(connections: Any, work: Any) -> Any:
    """Start work on another connection while this one's transaction is open."""
    return connections.pool.submit(connections._run, work)


def test_what_is_deleted_while_it_is_compared_does_no_harm(
    make: Factory,
    home: Workplace,
    elsewhere: OtherConnections,
) -> None:
    for number in range(20):
        make.alert(f"person{number}@example.org")
    make.vacancy(home)
    now = clock.now()

    def forget() -> None:
        for number in range(20):
            forgetting.forget_address(f"person{number}@example.org")
            db.session.commit()

    for run in [elsewhere.start(lambda: tasks.match_alerts(now)), elsewhere.start(forget)]:
        run.result(timeout=30)

    assert count(AlertMatch) == 0


def test_stopping_while_a_message_is_written_wins_or_waits(
    make: Factory,
    home: Workplace,
    elsewhere: OtherConnections,
) -> None:
    alert = make.alert()
    make.match(alert, make.vacancy(home))
    alert_id, now = alert.id, clock.now()

    def stop() -> None:
        changing.stop_alert(queries.lock_alert(alert_id))

    for run in [elsewhere.start(stop), elsewhere.start(lambda: tasks.send_alerts(now))]:
        run.result(timeout=30)

    db.session.refresh(alert)
    assert alert.status is AlertStatus.ENDED
    assert count(OutboxMessage) <= 1
