"""A server that is killed in the middle of submitting: nothing it confirmed is lost, nothing lost is confirmed."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from careers.accounts.models import User
from careers.applications.models import Application, ApplicationStatus
from careers.audit.models import AuditEvent
from careers.database import db
from careers.jobs.models import Vacancy
from careers.mail.models import OutboxMessage
from tests.factories import Factory

ROOT = Path(__file__).parents[2]
PEOPLE = 24


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(app: Flask, port: int) -> subprocess.Popen[bytes]:
    """Run the service in a process of its own, on the test's database."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    script = f"""
        from pathlib import Path
        from werkzeug.serving import run_simple
        from careers.app import create_app
        from tests.conftest import settings_for
        app = create_app(settings_for({url!r}, Path({app.instance_path!r})))
        app.config.update(WTF_CSRF_ENABLED=False)
        run_simple("127.0.0.1", {port}, app, threaded=True)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return process
    raise AssertionError("the server did not start")


def cookie_of(app: Flask, user: User) -> str:
    """Return the session cookie of somebody who is signed in."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({'_user_id': user.get_id(), '_fresh': True})}"


def a_draft(app: Flask, make: Factory, vacancy: Vacancy) -> tuple[str, str]:
    """Make a finished draft, and return its reference and its owner's cookie."""
    candidate = make.candidate()
    draft = make.application(
        vacancy, candidate, status=ApplicationStatus.DRAFT, submitted_at=None, wants_alternative_format=True
    )
    return draft.reference, cookie_of(app, candidate.user)


def was_confirmed(port: int, path: str, cookie: str) -> bool:
    """Send an application, and say whether the answer confirmed it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("POST", path, headers={"Cookie": cookie, "Content-Length": "0"})
        answer = connection.getresponse()
        return answer.status == 302 and answer.headers["Location"].endswith("/done")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@pytest.mark.real_clock
def test_nothing_confirmed_is_lost_and_nothing_lost_is_confirmed(app: Flask, make: Factory) -> None:
    vacancy = make.vacancy(posts=9)
    cookies = dict(a_draft(app, make, vacancy) for _ in range(PEOPLE))
    path, port = f"/jobs/{vacancy.reference}/apply/check", free_port()
    db.session.rollback()
    server = serve(app, port)
    confirmed: set[str] = set()
    one_is_in = threading.Event()

    def submit(reference: str) -> None:
        if was_confirmed(port, path, cookies[reference]):
            confirmed.add(reference)
            one_is_in.set()

    threads = [threading.Thread(target=submit, args=(reference,)) for reference in cookies]
    for thread in threads:
        thread.start()
    assert one_is_in.wait(timeout=60)
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    for thread in threads:
        thread.join()

    rows = db.session.execute(sa.select(Application.reference, Application.id))
    ids = {row.reference: row.id for row in rows}
    sent = set(db.session.scalars(sa.select(Application.reference).where(Application.status == "submitted")))
    noted = set(db.session.scalars(sa.select(AuditEvent.subject_id).where(AuditEvent.to_status == "submitted")))
    told = set(db.session.scalars(sa.select(OutboxMessage.event_key)))
    assert confirmed
    assert confirmed <= sent
    assert noted == {ids[reference] for reference in sent}
    assert told == {f"application-submitted:{ids[reference]}" for reference in sent}
