"""Where a bench stands: scratch databases with so many adverts, real servers on them, and the client beside them."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from careers import clock
from careers.app import create_app
from careers.config import ROOT, read_settings
from careers.database import db, writing
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.jobs.queries import forget_index, live_index
from careers.jobs.revisions import note_public_change
from tests.bench.market import load_market

SECRET = "a-secret-for-the-bench-that-is-long-enough"
WORKERS = 2
GUNICORN = (sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:{port}")  # it reads gunicorn.conf.py by itself
START_SECONDS = 300
SETTLED_MILLISECONDS = 1_000


@dataclass(frozen=True)
class Stand:
    """What was asked for: how many adverts, on which database (empty: SQLite), for how long a turn lasts."""

    rows: int = 150_000
    database: str = ""
    seconds: float = 4.0


@dataclass
class Figures:
    """What the client saw in one run; times are milliseconds."""

    pages_a_second: float
    median: float
    p95: float
    slowest: list[tuple[float, str]]
    median_bytes: float
    statuses: dict[str, int]
    client_share: float


@dataclass
class Scratch:
    """A database with so many adverts, and the environment in which the service runs on it."""

    rows: int
    environment: dict[str, str]
    load_seconds: float = 0.0
    app: Flask = field(default_factory=lambda: Flask(__name__))

    @property
    def kind_of_database(self) -> str:
        """SQLite or PostgreSQL, as people write it."""
        return "PostgreSQL" if "DATABASE_URL" in self.environment else "SQLite"

    def references(self) -> list[str]:
        """Return the references of vacancies, 20,000 at most."""
        with self.app.app_context():
            return list(db.session.scalars(sa.select(Vacancy.reference).order_by(Vacancy.id).limit(20_000)))

    def index_seconds(self) -> float:
        """Return how long this process takes to load the index."""
        with self.app.app_context():
            forget_index()
            started = time.perf_counter()
            live_index()
            took = time.perf_counter() - started
            forget_index()
            return took

    def tell(self, number: int, *, is_live: bool) -> tuple[str, str]:
        """Publish or pause a vacancy whose title has two words that no other has; return them."""
        word, shown = f"Zyxwvut{number}", f"Quokkaherd{number}"
        with self.app.app_context(), writing():
            vacancy = db.session.scalars(sa.select(Vacancy).order_by(Vacancy.id).offset(number).limit(1)).one()
            vacancy.title = f"{word} {shown}"
            vacancy.status = OpportunityStatus.LIVE if is_live else OpportunityStatus.PAUSED
            note_public_change(vacancy)
            db.session.commit()
        return word, shown


@dataclass
class Server:
    """A server that answers on a port, and how long it took to start."""

    port: int
    process: subprocess.Popen[bytes]
    start_seconds: float

    def run(self, paths: Sequence[str], *, seconds: float, connections: int, cookie: str = "") -> Figures:
        """Let the client ask for these pages, in their order and from the start again, for some seconds."""
        command = [sys.executable, "-m", "tests.bench.client", str(self.port), str(seconds), str(connections), cookie]
        answer = subprocess.run(command, input="\n".join(paths), capture_output=True, text=True, check=True, cwd=ROOT)
        return Figures(**json.loads(answer.stdout))

    def fetch(self, path: str) -> tuple[int, bytes]:
        """Return status and body of one page, asked for on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def head_of(self, path: str) -> tuple[int, dict[str, str]]:
        """Return the status and the headers of one page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders())
        finally:
            connection.close()

    def offers_fit(self, cookie: str) -> bool:
        """Say whether the search page offers a signed-in person the order by fit."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/jobs", headers={"Cookie": cookie})
        body = connection.getresponse().read()
        connection.close()
        return b'value="fit"' in body

    def memory(self) -> float:
        """Return the MiB that the master and its workers hold, pages that they share counted once."""
        return sum(_pss(pid) for pid in [self.process.pid, *workers_of(self.process.pid)]) / 1024


@contextmanager
def scratch(rows: int, database: str = "") -> Iterator[Scratch]:
    """Make a database, migrate it, fill it with so many adverts; drop it afterwards. SQLite without an address."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench"))
        environment = {
            "INSTANCE_PATH": folder,
            "SECRET_KEY": SECRET,
            "RATE_LIMIT": "1000000000 per minute",
            "LOG_LEVEL": "ERROR",
            "WORKERS": str(WORKERS),
        }
        if database:
            address = stack.enter_context(_postgres(database, f"careers_bench_{rows}_{os.getpid()}"))
            environment |= {"DATABASE_URL": address, "CAREERS_MODE": "production"}
        app = create_app(read_settings(environment))
        stack.callback(_let_go, app)
        made = Scratch(rows, environment, app=app)
        with app.app_context(), writing():
            upgrade()
            started = time.perf_counter()
            load_market(db.engine, rows, today=clock.today())
            made.load_seconds = time.perf_counter() - started
            with db.engine.connect() as connection:
                connection.exec_driver_sql("ANALYZE")
        yield made


@contextmanager
def serving(
    environment: dict[str, str],
    application: str = "wsgi:app",
    *,
    ready: str = "/jobs",
    command: Sequence[str] = GUNICORN,
) -> Iterator[Server]:
    """Start a server on a free port and wait until it answers; stop it afterwards."""
    port, started = _free_port(), time.perf_counter()
    words = [*(word.format(port=port) for word in command), application]
    process = subprocess.Popen(
        words, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    server = Server(port, process, 0.0)
    try:
        _wait(server, ready)
        server.start_seconds = time.perf_counter() - started
        _warm(server, ready)
        yield server
    finally:
        process.terminate()
        process.wait(60)


def workers_of(pid: int) -> list[int]:
    """Return the children of a process."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(child) for child in children]


def worker_times(server: Server) -> dict[int, int]:
    """Return the nanoseconds that each worker has spent on a processor: who has just answered shows by it."""
    return {
        pid: int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0])
        for pid in workers_of(server.process.pid)
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, path: str) -> None:
    until = time.perf_counter() + START_SECONDS
    while time.perf_counter() < until and server.process.poll() is None:
        try:
            if server.fetch(path)[0] == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def _warm(server: Server, path: str) -> None:
    """Ask until no worker has anything left to load."""
    for _ in range(10):
        if server.run([path] * 32, seconds=0, connections=8).slowest[0][0] < SETTLED_MILLISECONDS:
            return


def _pss(pid: int) -> int:
    """Return the kB of a process, its share of shared pages included."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@contextmanager
def _postgres(database: str, name: str) -> Iterator[str]:
    url = sa.make_url(database).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)

    def tell(statement: str) -> Any:
        with engine.connect() as connection:
            return connection.exec_driver_sql(statement)

    tell(f'CREATE DATABASE "{name}"')
    try:
        yield url.set(database=name, drivername="postgresql").render_as_string(hide_password=False)
    finally:
        tell(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
