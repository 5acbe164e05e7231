"""A light client: some connections that ask for pages one after the other and take times. It runs as its own process.

Sockets without waiting and one selector, because a heavier client would take the processor from the servers that it
measures. It keeps connections open where the server does (gunicorn's sync workers do not).

    python -m tests.bench.client PORT SECONDS CONNECTIONS < addresses, one a line

prints what it saw as JSON. With 0 seconds each address is asked for once.
"""

import json
import re
import resource
import selectors
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"connection: *close", re.IGNORECASE)
PATIENCE = 120.0
DROPPED = 0
"""Counted in place of a status: the connection was refused, reset, or closed before the answer was whole."""


class Answer(NamedTuple):
    """A whole answer: how long it took, its bytes with headers, what was asked for."""

    milliseconds: float
    size: int
    path: str


class Asker:
    """One connection that asks for one page after the other."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self.socket: socket.socket | None = None
        self.path, self.started, self.received, self.ends_at = "", 0.0, b"", -1

    @property
    def connected(self) -> socket.socket:
        """The connection, which must be open."""
        if self.socket is None:
            raise RuntimeError("not connected")
        return self.socket

    def ask(self, path: str) -> socket.socket:
        """Send a request, on the open connection if there is one."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.path, self.received, self.ends_at = path, b"", -1
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        self.started = time.perf_counter()
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}\r\n".encode())
        return self.socket

    def read(self) -> bool:
        """Take what has come; say whether the answer is whole."""
        try:
            part = self.connected.recv(262_144)
        except OSError:
            part = b""
        self.received += part
        if self.ends_at < 0 and (head_ends := self.received.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self.received, 0, head_ends)
            self.ends_at = head_ends + 4 + int(length[1]) if length else sys.maxsize
        return not part or 0 <= self.ends_at <= len(self.received)

    @property
    def status(self) -> int:
        """The status of the answer; 0 when the connection was dropped before it was whole."""
        is_whole = self.ends_at in {len(self.received), sys.maxsize}
        return int(self.received[9:12]) if is_whole and self.received.startswith(b"HTTP/1.1 ") else 0

    def end(self) -> None:
        """Hang up when the server will."""
        if self.status == 0 or CLOSES.search(self.received, 0, self.received.find(b"\r\n\r\n")):
            self.hang_up()

    def hang_up(self) -> None:
        """Close the connection."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None


class Run:
    """Some connections at work until the time is over or every address was asked for."""

    def __init__(self, paths: list[str], *, port: int, seconds: float, connections: int, cookie: str = "") -> None:
        self.todo: Iterator[str] = cycle(paths) if seconds else iter(paths)
        self.until = time.perf_counter() + seconds if seconds else float("inf")
        self.statuses: Counter[int] = Counter()
        self.answers: list[Answer] = []
        self.waiting = selectors.DefaultSelector()
        self.askers = [Asker(port, cookie) for _ in range(connections)]

    def finish(self) -> None:
        """Ask, until there is nothing left to ask or nothing comes any more."""
        for asker in self.askers:
            self._ask(asker)
        while self.waiting.get_map():
            ready = self.waiting.select(PATIENCE)
            if not ready:
                self.statuses[DROPPED] += len(self.waiting.get_map())
                return
            for key, _ in ready:
                self._hear(key.data)

    def _ask(self, asker: Asker) -> None:
        path = next(self.todo, None) if time.perf_counter() < self.until else None
        if path is None:
            asker.hang_up()
            return
        try:
            self.waiting.register(asker.ask(path), selectors.EVENT_READ, asker)
        except OSError:
            self.statuses[DROPPED] += 1
            asker.hang_up()

    def _hear(self, asker: Asker) -> None:
        if not asker.read():
            return
        self.waiting.unregister(asker.connected)
        self.statuses[asker.status] += 1
        if asker.status:
            self.answers.append(Answer((time.perf_counter() - asker.started) * 1000, len(asker.received), asker.path))
        asker.end()
        self._ask(asker)


def run(paths: list[str], *, port: int, seconds: float, connections: int, cookie: str = "") -> dict[str, object]:
    """Ask for pages for so many seconds, or for each once, and return counts, times in milliseconds and sizes."""
    began, used = time.perf_counter(), _processor_seconds()
    work = Run(paths, port=port, seconds=seconds, connections=connections, cookie=cookie)
    work.finish()
    return summary(work.answers, work.statuses, took=time.perf_counter() - began, used=_processor_seconds() - used)


def _processor_seconds() -> float:
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])


def summary(answers: list[Answer], statuses: Counter[int], *, took: float, used: float) -> dict[str, object]:
    """Return the figures of a run: pages a second, percentiles of time and size, the slowest pages, processor share."""
    times, sizes = sorted(answer.milliseconds for answer in answers), sorted(answer.size for answer in answers)
    return {
        "pages_a_second": len(times) / took,
        "median": _at(times, 0.5),
        "p95": _at(times, 0.95),
        "slowest": [(round(ms, 1), path) for ms, _, path in sorted(answers, reverse=True)[:5]],
        "median_bytes": _at(sizes, 0.5),
        "statuses": dict(statuses),
        "client_share": used / took,
    }


def _at(numbers: list[float] | list[int], share: float) -> float:
    return numbers[min(len(numbers) - 1, int(len(numbers) * share))] if numbers else 0


def main() -> None:
    """Read the addresses, ask, print."""
    port, seconds, connections, *cookie = sys.argv[1:]
    paths = sys.stdin.read().splitlines()
    seen = run(paths, port=int(port), seconds=float(seconds), connections=int(connections), cookie="".join(cookie))
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
