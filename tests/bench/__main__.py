"""Run the benches: `python -m tests.bench [pages] [demo] …`; all of them but the servers when none is named.

BENCH_ROWS (150000) adverts, BENCH_DATABASE (a PostgreSQL server; empty for SQLite), BENCH_SECONDS (4) a turn,
BENCH_SERVERS=1 to compare servers too.
"""

import os
import signal
import sys
from collections.abc import Callable

from tests.bench import alerts, crowd, demo, hostile, matching, pages, ranking, servers, simulated
from tests.bench.stand import Stand
from tests.bench.table import Table

PARTS: dict[str, Callable[[Table, Stand], None]] = {
    "pages": pages.measure,
    "ranking": ranking.measure,
    "matching": matching.measure,
    "hostile": hostile.measure,
    "crowd": crowd.measure,
    "servers": servers.measure,
    "alerts": alerts.measure,
    "demo": demo.measure,
    "simulated": simulated.measure,
}


def main(names: list[str]) -> None:
    """Run some parts, or all."""
    stand = Stand(
        rows=int(os.environ.get("BENCH_ROWS", "150000")),
        database=os.environ.get("BENCH_DATABASE", ""),
        seconds=float(os.environ.get("BENCH_SECONDS", "4")),
    )
    if unknown := set(names) - set(PARTS):
        raise SystemExit(f"there is no {', '.join(sorted(unknown))}; there is {', '.join(PARTS)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers and databases go too
    table = Table()
    for name, part in PARTS.items():
        if name in names or (not names and (name != "servers" or os.environ.get("BENCH_SERVERS"))):
            part(table, stand)
    table.end()


if __name__ == "__main__":
    main(sys.argv[1:])
