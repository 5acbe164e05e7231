"""A whole site for one journey: a fresh database, a web server, a mail API, a browser with a person in front of it."""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser, Page, Response, sync_playwright
from werkzeug.serving import make_server

from careers import clock
from careers.app import create_app
from careers.database import db, writing
from careers.mail.models import OutboxMessage
from careers.scheduler import TIMETABLE, find_task, run_task
from tests.conftest import scratch_postgres, settings_for
from tests.factories import Factory
from tests.sendgrid_server import SendGridServer

ON_POSTGRES = bool(os.environ.get("TEST_DATABASE_URL"))
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as a journey."""
    for item in items:
        if "journeys" in Path(str(item.fspath)).parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one browser a test process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def template(worker: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path | None]:
    """Migrate one database to copy: a file of SQLite, or None when it is one of PostgreSQL."""
    folder = tmp_path_factory.mktemp("template")
    file = folder / "template.db"
    with scratch_postgres(f"template_{worker}") if ON_POSTGRES else nullcontext(f"sqlite:///{file}") as url:
        app = create_app(settings_for(url, folder))
        with app.app_context():
            upgrade()
            db.session.remove()
            db.engine.dispose()
        yield None if ON_POSTGRES else file


@pytest.fixture
def fresh_database(template: Path | None, worker: str, tmp_path: Path) -> Iterator[str]:
    """Give the address of a fresh database, a copy of the template."""
    if template is None:
        with scratch_postgres(f"journey_{worker}", template=f"template_{worker}") as url:
            yield url
    else:
        shutil.copy(template, tmp_path / "careers.db")
        yield f"sqlite:///{tmp_path}/careers.db"


class Site:
    """The running service."""

    def __init__(self, app: Flask, address: str, mail: SendGridServer) -> None:
        self.app, self.address, self.mail, self.make = app, address, mail, Factory()

    @contextmanager
    def records(self) -> Iterator[Factory]:
        """Open the database to make or read records."""
        with self.app.app_context(), writing():
            yield self.make
            db.session.rollback()

    def run_task(self, name: str) -> None:
        """Run one task of the timetable now."""
        task = find_task(name)
        assert task, f"no task {name} among {[known.name for known in TIMETABLE]}"
        run_task(self.app, task)

    def make_due(self) -> None:
        """Let the time until the next try of every waiting message have passed."""
        with self.records():
            db.session.execute(sa.update(OutboxMessage).values(next_attempt_at=clock.now()))
            db.session.commit()

    def last_message_to(self, email: str) -> dict[str, Any]:
        """Send what waits, and return the newest message that the mail API accepted for an address."""
        self.run_task("send-mail")
        messages = [m for m in self.mail.accepted if m["personalizations"][0]["to"][0]["email"] == email]
        assert messages, f"nothing was sent to {email}"
        return messages[-1]

    def last_text_to(self, email: str) -> str:
        """Return the plain text of the newest message to an address."""
        return str(self.last_message_to(email)["content"][0]["value"])


@pytest.fixture
def site(fresh_database: str, tmp_path: Path) -> Iterator[Site]:
    """Run the service for one journey."""
    server = make_server("127.0.0.1", 0, _not_yet, threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    with SendGridServer() as mail:
        settings = settings_for(
            fresh_database, tmp_path, public_url=address, sendgrid_api_key=mail.key, sendgrid_host=mail.host
        )
        app = create_app(settings)
        server.app = app
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield Site(app, address, mail)
        server.shutdown()
        thread.join()
        server.server_close()
    with app.app_context():
        db.engine.dispose()


def _not_yet(_environment: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    start("503 Service Unavailable", [])
    return []


class Person:
    """Somebody with a browser, who finds things by their roles and labels. Every page they see is checked by axe."""

    def __init__(self, browser: Browser, site: Site, *, width: int = 1280, javascript: bool = True) -> None:
        self.site = site
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, base_url=site.address
        )
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.javascript, self.width = javascript, width
        self.seen: set[str] = set()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("response", self._note)

    def _note(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def visit(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(path)
        self.look()

    def press(self, name: str, *, within: str | None = None) -> None:
        """Press a button; "Send again…" is one whose name begins so."""
        button = self._place(within).get_by_role("button", name=name.rstrip("…"), exact=not name.endswith("…"))
        button.first.click()
        self.look()

    def follow(self, name: str, *, within: str | None = None) -> None:
        """Follow a link."""
        self._place(within).get_by_role("link", name=name).first.click()
        self.look()

    def type(self, label: str, text: str) -> None:
        """Type into the field of a label."""
        self.page.get_by_label(label, exact=True).first.fill(text)

    def choose(self, label: str, *, within: str | None = None) -> None:
        """Choose a radio button or tick a box."""
        self._place(within).get_by_label(label, exact=True).first.check()

    def select(self, label: str, choice: str) -> None:
        """Choose from a drop-down list."""
        self.page.get_by_label(label, exact=True).first.select_option(label=choice)

    def type_date(self, group: str, day: int, month: int, year: int) -> None:
        """Type a date into the three boxes of a group."""
        box = self.page.get_by_role("group", name=group)
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            box.get_by_label(label, exact=True).fill(str(number))

    def _place(self, within: str | None) -> Any:
        return (
            self.page
            if within is None
            else self.page.get_by_role("group", name=within).or_(self.page.get_by_role("region", name=within))
        )

    def sees(self, text: str) -> bool:
        """Say whether a text stands on the page."""
        return text in " ".join(self.page.locator("body").inner_text().split())

    def should_see(self, *texts: str) -> None:
        """Assert that texts stand on the page."""
        body = " ".join(self.page.locator("body").inner_text().split())
        for text in texts:
            assert text in body, f"“{text}” is not on {self.page.url}: {body[:1500]}"

    def look(self) -> None:
        """Check the page that is open: no fault, nothing wider than the screen, no accessibility violation."""
        self.page.wait_for_load_state()
        assert not self.faults, self.faults
        kind = re.sub(
            r"[A-Z]-[A-Z0-9]{4,}|\d+|[\w-]{30,}", "…", self.page.url.split("?")[0].removeprefix(self.site.address)
        )
        key = f"{kind} {self.page.title()}"
        if key in self.seen or not self.javascript:
            return
        self.seen.add(key)
        wide = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{self.page.url} is wider than {self.width} px"
        options = {"runOnly": {"type": "tag", "values": RULES}}
        found = Axe().run(self.page, options=options).response["violations"]
        assert not found, [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]

    def sign_in(self, email: str) -> None:
        """Sign in by an e-mailed code, as anybody does."""
        self.visit("/sign-in")
        self.give_email(email)

    def give_email(self, email: str) -> None:
        """Give an e-mail address on the sign-in page, read the code in the message, type it in."""
        self.type("Your e-mail address", email)
        self.press("Send me a code")
        code = re.search(r"Your code is (\d{6})", self.site.last_text_to(email))
        assert code, "the message holds no code"
        self.type("Six-digit code", code.group(1))
        self.press("Sign in")


@pytest.fixture
def person(browser: Browser, site: Site) -> Iterator[Callable[..., Person]]:
    """Give a function that puts a person in front of a browser of their own."""
    people: list[Person] = []

    def arrive(*, width: int = 1280, javascript: bool = True) -> Person:
        people.append(Person(browser, site, width=width, javascript=javascript))
        return people[-1]

    yield arrive
    for somebody in people:
        somebody.context.close()
