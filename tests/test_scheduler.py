"""The timetable, and the process that runs it: real processes, real signals, the real clock."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.database import db
from careers.lease import Lease
from careers.mail.commands import put_in_outbox
from careers.mail.models import MessageStatus, OutboxMessage
from careers.scheduler import TIMETABLE, Task, every, find_task, run_logged, run_task
from tests.messages import get_message
from tests.sendgrid_server import HOLD, SendGridServer

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def sendgrid() -> Iterator[SendGridServer]:
    with SendGridServer() as server:
        yield server


Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def start_scheduler(app: Flask, sendgrid: SendGridServer) -> Iterator[Start]:
    """Give a function that starts `flask scheduler` on the test's database; whatever still runs is killed after."""
    started: list[subprocess.Popen[str]] = []
    environment = {
        "PATH": os.environ["PATH"],
        "CAREERS_MODE": "production",
        "SECRET_KEY": "a-secret-for-tests-that-is-long-enough",
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "INSTANCE_PATH": app.instance_path,
        "SENDGRID_API_KEY": sendgrid.key,
        "SENDGRID_HOST": sendgrid.host,
    }

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "flask", "--app", "careers.app", "scheduler"]
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        sys.stdout.write(process.communicate()[0])  # shown when the test fails


def put_due_message(event_key: str) -> None:
    """Put a message in the outbox that is due by the clock of a process that does not share the test's."""
    put_in_outbox(event_key=event_key, template="mail/test_message", to="amara@example.com", asked_at=clock.now())
    db.session.execute(
        sa.update(OutboxMessage).where(OutboxMessage.event_key == event_key).values(next_attempt_at=LONG_AGO)
    )
    db.session.commit()


def wait_until(happened: Callable[[], bool], what: str) -> None:
    for _ in range(200):
        has_happened = happened()
        db.session.rollback()  # the process must be able to write while the test waits
        if has_happened:
            return
        time.sleep(0.1)
    pytest.fail(f"twenty seconds went by and {what} did not happen")


def wait_for_line(process: "subprocess.Popen[str]", words: str) -> None:
    assert process.stdout is not None
    timer = threading.Timer(20, process.kill)
    timer.start()
    found = any(words in line for line in process.stdout)
    timer.cancel()
    assert found, f"the process ended without saying: {words}"


def lease_holder() -> str | None:
    return db.session.scalar(sa.select(Lease.holder).where(Lease.name == "scheduler"))


def is_held_by(process: "subprocess.Popen[str]") -> bool:
    return f":{process.pid}:" in (lease_holder() or "")


def status_of(event_key: str) -> MessageStatus | None:
    return db.session.scalar(sa.select(OutboxMessage.status).where(OutboxMessage.event_key == event_key))


def test_every_task_has_a_name_of_its_own_a_time_and_a_reason() -> None:
    names = [task.name for task in TIMETABLE]

    assert len(set(names)) == len(names)
    assert all(task.why and task.when.words for task in TIMETABLE)


def test_a_task_is_found_by_its_name() -> None:
    task = find_task("send-mail")

    assert task is not None
    assert task.when.words == "every 3 seconds"
    assert find_task("make-tea") is None


@pytest.mark.parametrize("task", TIMETABLE, ids=lambda task: task.name)
def test_every_task_runs_on_an_empty_database_and_does_nothing(app: Flask, task: Task) -> None:
    db.session.commit()

    done = run_task(app, task)

    assert done in ({}, 0)


def test_a_failing_task_is_logged_without_its_values_and_stops_nothing(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(now: datetime) -> int:
        raise ValueError(f"secret of {now}")

    run_logged(app, Task("fail", fail, every(1), "to see"))

    assert "task failed" in caplog.text
    assert "'task': 'fail'" in caplog.text
    assert "secret" not in caplog.text


def test_what_a_failing_task_left_uncommitted_is_taken_back(app: Flask) -> None:
    def fail(now: datetime) -> int:
        db.session.add(Lease(name="half done", holder="nobody", expires_at=now))
        db.session.flush()
        raise ValueError

    db.session.commit()
    run_logged(app, Task("fail", fail, every(1), "to see"))

    assert db.session.get(Lease, "half done") is None


def test_the_scheduler_sends_and_stops_cleanly_when_told(
    app: Flask, sendgrid: SendGridServer, start_scheduler: Start
) -> None:
    put_due_message("test:1")

    process = start_scheduler()
    wait_until(lambda: status_of("test:1") == MessageStatus.SENT, "sending")
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=20)

    assert process.returncode == 0
    assert len(sendgrid.accepted) == 1
    assert lease_holder() is None
    assert '"event": "scheduler works"' in output
    assert '"event": "scheduler stops"' in output
    assert "amara" not in output


def test_a_second_scheduler_stands_by_and_takes_over(app: Flask, start_scheduler: Start) -> None:
    first = start_scheduler()
    wait_until(lambda: is_held_by(first), "the first taking the lease")
    second = start_scheduler()
    wait_for_line(second, "scheduler stands by")
    is_first_still_holding = is_held_by(first)
    db.session.rollback()

    first.send_signal(signal.SIGINT)
    first.wait(timeout=20)
    wait_until(lambda: is_held_by(second), "the second taking over")
    put_due_message("test:1")
    wait_until(lambda: status_of("test:1") == MessageStatus.SENT, "sending by the second")

    assert is_first_still_holding


def test_a_scheduler_killed_while_sending_leaves_the_message_unsure_and_its_lease_runs_out(
    app: Flask, sendgrid: SendGridServer, start_scheduler: Start
) -> None:
    put_due_message("test:1")
    sendgrid.plan(HOLD)
    first = start_scheduler()
    sendgrid.wait_for_message()

    first.kill()
    first.wait(timeout=20)
    second = start_scheduler()
    wait_for_line(second, "scheduler stands by")
    took_it_early = is_held_by(second)
    db.session.execute(sa.update(Lease).values(expires_at=LONG_AGO))
    db.session.execute(sa.update(OutboxMessage).values(claimed_until=LONG_AGO))
    db.session.commit()
    wait_until(lambda: is_held_by(second), "taking over from the dead")
    wait_until(lambda: status_of("test:1") == MessageStatus.UNSURE, "giving up the broken claim")

    assert not took_it_early
    assert len(sendgrid.received) == 1
    assert get_message("test:1").attempts == 1
