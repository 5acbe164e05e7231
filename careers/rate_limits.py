"""Counts of requests kept in this process: limits' own storage, without the thread that it starts up to a hundred
times a second to throw old counts away. Waiting for that thread costs a page more than counting does.
"""

import time

from limits.storage import MemoryStorage

SECONDS_BETWEEN_CLEARINGS = 60.0


class CalmMemoryStorage(MemoryStorage):
    """Throws old counts away once a minute, in a request; should the library rename what this overrides, as it does."""

    STORAGE_SCHEME = ["calm-memory"]  # noqa: RUF012  as the library has it
    _next_clearing = 0.0

    def _MemoryStorage__schedule_expiry(self) -> None:  # noqa: N802  the library's private name
        if time.monotonic() >= self._next_clearing:
            self._next_clearing = time.monotonic() + SECONDS_BETWEEN_CLEARINGS
            self._MemoryStorage__expire_events()  # type: ignore[attr-defined]  # private to its class
