"""Whether more people wait at the door than can be served soon: then a page says so at once, not after a long wait.

The kernel queues connections for the workers and knows how many there are; each worker knows how long its pages take.
Linux only: elsewhere, and under a server that does not tell its sockets, nobody is ever sent away.
"""

import socket
import struct
from collections.abc import Iterable

LONGEST_WAIT_SECONDS = 10.0
RETRY_AFTER_SECONDS = 30
WEIGHT_OF_NEWEST = 0.05
TCP_INFO = getattr(socket, "TCP_INFO", None)
QUEUE_AT = 24
"""Where `struct tcp_info` of a listening socket holds how many connections nobody has accepted yet (tcpi_unacked)."""


class Door:
    """The sockets at which people wait, the workers behind them and the usual seconds for a page."""

    def __init__(self) -> None:
        self._listeners: list[socket.socket] = []
        self._workers = 1
        self._usual_seconds = 0.0

    def watch(self, listeners: Iterable[socket.socket], *, workers: int) -> None:
        """Remember the listening sockets and how many workers take from them."""
        self._listeners, self._workers = list(listeners), workers

    def note_served(self, seconds: float) -> None:
        """Let the usual time of a page follow what a page has just taken."""
        self._usual_seconds += WEIGHT_OF_NEWEST * (seconds - self._usual_seconds)

    def count_waiting(self) -> int:
        """Count the connections that nobody has taken yet."""
        return sum(map(_queued, self._listeners))

    def is_crowded(self) -> bool:
        """Say whether somebody who comes now would wait longer than is bearable."""
        return self.count_waiting() * self._usual_seconds / self._workers > LONGEST_WAIT_SECONDS


def _queued(listener: socket.socket) -> int:
    if TCP_INFO is None or listener.family == getattr(socket, "AF_UNIX", None):
        return 0
    information = listener.getsockopt(socket.IPPROTO_TCP, TCP_INFO, QUEUE_AT + 4)
    return int(struct.unpack_from("=I", information, QUEUE_AT)[0])


door = Door()
