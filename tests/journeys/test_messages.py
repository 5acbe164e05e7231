"""Journey 9: messages go out by the real scheduler through SendGrid's client, once, and failures are seen."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from careers.access import Role
from tests.journeys.conftest import Person, Site

ROOT = Path(__file__).parents[2]


@contextmanager
def scheduler(site: Site) -> Iterator[subprocess.Popen[bytes]]:
    """Run `flask scheduler` as an operator does, in a process of its own."""
    settings = site.app.config["SETTINGS"]
    environment = os.environ | {
        "FLASK_APP": "wsgi",
        "CAREERS_MODE": "production",
        "SECRET_KEY": settings.secret_key,
        "DATABASE_URL": settings.database_url,
        "INSTANCE_PATH": settings.instance_path,
        "PUBLIC_URL": settings.public_url,
        "SENDGRID_API_KEY": settings.sendgrid_api_key,
        "SENDGRID_HOST": settings.sendgrid_host,
    }
    process = subprocess.Popen([sys.executable, "-m", "flask", "scheduler"], env=environment, cwd=ROOT)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def wait_for(found: Callable[[], object], seconds: float = 90) -> None:
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def test_a_code_arrives_by_the_scheduler_after_a_first_try_is_refused(
    site: Site, person: Callable[..., Person]
) -> None:
    site.mail.plan(503)
    seeker = person()
    with scheduler(site), scheduler(site):
        seeker.visit("/sign-in")
        seeker.type("Your e-mail address", "amara@people.example")
        seeker.press("Send me a code")
        wait_for(lambda: len(site.mail.received) == 1)
        site.make_due()
        wait_for(lambda: site.mail.accepted)
        time.sleep(4)

    assert len(site.mail.accepted) == 1
    code = re.search(r"Your code is (\d{6})", site.mail.accepted[0]["content"][0]["value"])
    assert code
    assert code[1] not in site.mail.accepted[0]["subject"]
    seeker.type("Six-digit code", code[1])
    seeker.press("Sign in")
    assert seeker.page.url.endswith("/account")


def test_a_failure_is_seen_by_the_operator_who_sends_again(site: Site, person: Callable[..., Person]) -> None:
    with site.records() as make:
        make.user(Role.OPERATOR, email="operator@council.example")
    operator, seeker = person(), person()
    operator.sign_in("operator@council.example")
    site.mail.plan(400)
    seeker.visit("/sign-in")
    seeker.type("Your e-mail address", "amara@people.example")
    seeker.press("Send me a code")
    site.run_task("send-mail")

    operator.visit("/operations/mail")
    operator.should_see("Send again")
    operator.press("Send again…")
    site.run_task("send-mail")

    assert [m["personalizations"][0]["to"][0]["email"] for m in site.mail.accepted] == [
        "operator@council.example",
        "amara@people.example",
    ]
