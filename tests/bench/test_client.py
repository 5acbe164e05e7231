"""The client of the bench counts what it is told: whole answers, refusals, and connections that were dropped."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.client import DROPPED, run

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ncare"
BUSY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
CUT_SHORT = b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\ncare"


@contextmanager
def answering(*answers: bytes) -> Iterator[int]:
    """Give the port of a server that takes one connection for each answer, gives it, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for answer in answers:
                connection, _ = listener.accept()
                with connection:
                    connection.recv(4096)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(5)


def test_each_address_is_asked_for_once_and_each_answer_counted() -> None:
    closing = WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with answering(closing, BUSY, closing) as port:
        seen = run(["/a", "/b", "/c"], port=port, seconds=0, connections=1)

    assert seen["statuses"] == {200: 2, 503: 1}
    assert seen["median_bytes"] == len(closing)


def test_what_was_cut_short_or_never_answered_counts_as_dropped() -> None:
    with answering(CUT_SHORT, b"") as port:
        seen = run(["/a", "/b"], port=port, seconds=0, connections=1)

    assert seen["statuses"] == {DROPPED: 2}
    assert seen["pages_a_second"] == 0


def test_nobody_at_the_door_counts_as_dropped() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    assert run(["/a"], port=port, seconds=0, connections=1)["statuses"] == {DROPPED: 1}
