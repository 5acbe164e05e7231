"""The public pages at national size, on the real server, against a bare page of the same bytes.

Both sides of a ratio are measured in one run, in turns (A B A B A B), and the median of three counts. The client is a
process of its own; its share of a processor is printed, because it takes that from the servers.
"""

import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack

from tests.bench import bare, people, queries
from tests.bench.stand import Figures, Scratch, Server, Stand, scratch, serving, worker_times
from tests.bench.table import Table

TURNS = 3
CLIENTS = 8
SMALL_ROWS = 10_000
DIFFERENT = 3_000
NEWS = 5


def measure(table: Table, stand: Stand) -> None:
    """Print the table of pages."""
    with ExitStack() as stack:
        large = stack.enter_context(scratch(stand.rows, stand.database))
        print(f"{stand.rows:,} adverts made in {large.load_seconds:.0f} s on {large.kind_of_database}")
        person = people.add_candidate(large.app)
        server = stack.enter_context(serving(large.environment))
        plain = stack.enter_context(serving({}, "tests.bench.bare:app", ready="/1000"))
        table.head(f"Pages: {stand.rows:,} adverts, gunicorn with 2 workers, {CLIENTS} clients")
        pages = _Pages(large, stand.seconds)
        _ratios(table, pages, server, plain)
        _slow_ones(table, pages, server)
        _fit(table, pages, server, people.cookie_of(large.app, person))
        _memory(table, server, stand)
        _start(table, large, server)
        _news(table, large, server)
        if stand.rows > SMALL_ROWS:
            small = stack.enter_context(scratch(SMALL_ROWS, stand.database))
            small_server = stack.enter_context(serving(small.environment))
            _growth(table, pages, _Pages(small, stand.seconds), server, small_server)


class _Pages:
    """The addresses to ask for, and for how long."""

    def __init__(self, made: Scratch, seconds: float) -> None:
        self.seconds = seconds
        self.mixed = queries.mixed(DIFFERENT)
        self.lists = queries.without_words(DIFFERENT)
        self.broad = queries.broad(200)
        self.details = queries.details(DIFFERENT, made.references())


def _ratios(table: Table, pages: _Pages, server: Server, plain: Server) -> None:
    parts = (
        ("search page, mixed queries", pages.mixed, 0.35),
        ("list without words", pages.lists, 0.50),
        ("detail page", pages.details, 0.60),
    )
    for name, paths, target in parts:
        size = server.run(paths, seconds=1, connections=CLIENTS).median_bytes
        path = _bare_path(plain, size)
        ours, bares = _in_turns((server, paths), (plain, [path]), seconds=pages.seconds)
        ratio = _median_ratio(ours, bares)
        table.line(
            f"{name} (median {size / 1000:.0f} kB)",
            f">= {target:.0%} of bare page",
            f"{ratio:.0%}: {_pages(ours):.0f} of {_pages(bares):.0f} pages a second; client {ours[0].client_share:.0%}",
            reached=ratio >= target and not _errors(ours),
        )


def _slow_ones(table: Table, pages: _Pages, server: Server) -> None:
    """One client: the 95th percentile against the bare page in one process, and broad words against the others."""
    runs = [server.run(pages.mixed, seconds=pages.seconds, connections=1) for _ in range(TURNS)]
    p95 = statistics.median(run.p95 for run in runs)
    alone = bare_milliseconds(int(runs[0].median_bytes))
    table.line(
        "search, 95th percentile, one client",
        "<= 10 x bare page",
        f"{p95 / alone:.1f} x: {p95:.1f} ms; bare page in process {alone:.2f} ms",
        reached=p95 <= 10 * alone,
    )
    usual, broad = _in_turns((server, pages.mixed), (server, pages.broad), seconds=pages.seconds, connections=1)
    times = [wide.median / normal.median for normal, wide in zip(usual, broad, strict=True)]
    table.line(
        "broad word, no place, against the median query",
        "<= 2 x",
        f"{statistics.median(times):.2f} x: {broad[0].median:.1f}, {usual[0].median:.1f} ms; p95 {broad[0].p95:.1f} ms",
        reached=statistics.median(times) <= 2,
    )


def _fit(table: Table, pages: _Pages, server: Server, cookie: str) -> None:
    """The same lists for the same person, best fit first or not."""
    with_fit = [f"{path}{'&' if '?' in path else '?'}sort=fit" for path in pages.mixed if "sort=" not in path]
    without = [path for path in pages.mixed if "sort=" not in path]
    if not server.offers_fit(cookie):
        table.line("fit order on or off", "within 5 %", "not measured: the page does not offer it")
        return
    on, off = _in_turns((server, with_fit), (server, without), seconds=pages.seconds, cookie=cookie)
    ratio = _median_ratio(on, off)
    table.line(
        "fit order on or off",
        "within 5 %",
        f"{ratio:.0%}: {_pages(on):.0f} and {_pages(off):.0f} pages a second",
        reached=ratio >= 0.95,
    )


def _memory(table: Table, server: Server, stand: Stand) -> None:
    held = server.memory()
    table.line(
        "memory of two workers with the index",
        "<= 450 MiB",
        f"{held:.0f} MiB",
        reached=_if_national(stand, held <= 450),
    )
    with scratch(0, stand.database) as empty, serving(empty.environment) as other:
        other.run(["/jobs"], seconds=1, connections=CLIENTS)
        bare_memory = other.memory()
    table.line("memory of two workers, no adverts", "<= 200 MiB", f"{bare_memory:.0f} MiB", reached=bare_memory <= 200)


def _start(table: Table, made: Scratch, server: Server) -> None:
    seconds = made.index_seconds()
    table.line("index loaded", "< 10 s", f"{seconds:.1f} s", reached=seconds < 10)
    table.line("server answers after its start", "", f"{server.start_seconds:.1f} s")


def _news(table: Table, made: Scratch, server: Server) -> None:
    """Publish and pause from this process; ask on new connections until each worker has answered; count wrong ones."""
    asked = wrong = 0
    for number in range(NEWS):
        for is_live in (True, False):
            word, shown = made.tell(number, is_live=is_live)
            before, answered = worker_times(server), set[int]()
            until = time.perf_counter() + 10
            while len(answered) < len(before) and time.perf_counter() < until:
                _, body = server.fetch(f"/jobs?q={word}&exact=1")
                asked, wrong = asked + 1, wrong + ((shown in body.decode()) is not is_live)
                answered |= {pid for pid, spent in worker_times(server).items() if spent - before[pid] > 400_000}
    table.line(
        "published or paused -> right on every worker",
        "next request",
        f"{wrong} wrong of {asked} requests after {2 * NEWS} changes",
        reached=wrong == 0,
    )


def _growth(table: Table, pages: _Pages, few: _Pages, server: Server, small: Server) -> None:
    parts = (
        ("search", pages.mixed, few.mixed, 0.4),
        ("list", pages.lists, few.lists, 0.9),
        ("detail", pages.details, few.details, 0.9),
    )
    for name, many_paths, few_paths, target in parts:
        many, little = _in_turns((server, many_paths), (small, few_paths), seconds=pages.seconds)
        ratio = _median_ratio(many, little)
        table.line(
            f"{name}: from {SMALL_ROWS:,} rows to all of them",
            f">= {target:.0%}",
            f"{ratio:.0%}: {_pages(little):.0f} -> {_pages(many):.0f} pages a second",
            reached=ratio >= target,
        )


def bare_milliseconds(size: int, rounds: int = 300) -> float:
    """Return the median time of the bare page of a size in this process."""
    client, times = bare.app.test_client(), []
    for _ in range(rounds):
        started = time.perf_counter()
        client.get(f"/{size}").get_data()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _bare_path(plain: Server, size: float) -> str:
    """Return the address of a bare page whose answer has so many bytes."""
    asked = int(size)
    return f"/{asked + asked - int(plain.run([f'/{asked}'], seconds=0, connections=1).median_bytes)}"


def _in_turns(
    first: tuple[Server, Sequence[str]],
    second: tuple[Server, Sequence[str]],
    *,
    seconds: float,
    connections: int = CLIENTS,
    cookie: str = "",
) -> tuple[list[Figures], list[Figures]]:
    sides: tuple[list[Figures], list[Figures]] = ([], [])
    for _ in range(TURNS):
        for (server, paths), figures in zip((first, second), sides, strict=True):
            figures.append(server.run(paths, seconds=seconds, connections=connections, cookie=cookie))
    return sides


def _median_ratio(ours: list[Figures], theirs: list[Figures]) -> float:
    return statistics.median(a.pages_a_second / b.pages_a_second for a, b in zip(ours, theirs, strict=True))


def _pages(runs: list[Figures]) -> float:
    return statistics.median(run.pages_a_second for run in runs)


def _errors(runs: list[Figures]) -> list[str]:
    return [status for run in runs for status in run.statuses if status not in {"200", "301", "302"}]


def _if_national(stand: Stand, is_reached: bool) -> bool | None:
    return is_reached if stand.rows == 150_000 else None
