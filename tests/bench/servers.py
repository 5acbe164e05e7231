"""The same pages behind other servers, in turns: gunicorn with sync workers, with threads, and granian."""

import statistics
import sys
from contextlib import ExitStack

from tests.bench import queries
from tests.bench.stand import GUNICORN, Figures, Stand, scratch, serving
from tests.bench.table import Table

CLIENTS = 8
TURNS = 3
SERVERS = {
    "gunicorn, 2 sync workers": GUNICORN,
    "gunicorn, 2 workers of 4 threads": (*GUNICORN, "--worker-class", "gthread", "--threads", "4"),
    "granian, 2 workers": (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1"),
        *("--host", "127.0.0.1", "--port", "{port}", "--no-ws"),
    ),
}


def measure(table: Table, stand: Stand) -> None:
    """Print pages a second, the 95th percentile and the memory of each; the median of three turns."""
    paths = queries.mixed(3_000)
    with ExitStack() as stack:
        made = stack.enter_context(scratch(stand.rows, stand.database))
        table.head(f"Servers: search pages, {stand.rows:,} adverts, {CLIENTS} clients")
        servers = [stack.enter_context(serving(made.environment, command=command)) for command in SERVERS.values()]
        busy: list[list[Figures]] = [[] for _ in servers]
        alone: list[list[Figures]] = [[] for _ in servers]
        for _ in range(TURNS):
            for at, server in enumerate(servers):
                busy[at].append(server.run(paths, seconds=stand.seconds, connections=CLIENTS))
                alone[at].append(server.run(paths, seconds=stand.seconds / 2, connections=1))
        for at, (name, server) in enumerate(zip(SERVERS, servers, strict=True)):
            table.line(
                f"{name}, started in {server.start_seconds:.1f} s",
                "",
                f"{statistics.median(run.pages_a_second for run in busy[at]):.0f} pages a second; "
                f"p95 {statistics.median(run.p95 for run in busy[at]):.1f} ms, "
                f"alone {statistics.median(run.p95 for run in alone[at]):.1f} ms; {server.memory():.0f} MiB",
            )
