"""How often somebody may ask: Flask-Limiter, with what it does before every page made quicker.

Should the library rename what is overridden here, it does its work in its own way.
"""

import time

from flask import Flask, request
from flask_limiter import Limiter
from limits import RateLimitItem
from limits.storage import MemoryStorage

SECONDS_BETWEEN_CLEARINGS = 60.0


class QuickLimiter(Limiter):
    """Counts pages that have only the usual limit without looking for other limits each time."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # the library's own
        self._usual: dict[str, RateLimitItem] = {}

    def init_app(self, app: Flask) -> None:
        """Limit an application's pages as its settings say.

        After a page it has nothing to do: no headers are sent, and what it kept of a request goes with the request.
        """
        super().init_app(app)
        after, at_end = app.after_request_funcs[None], app.teardown_request_funcs[None]
        after[:] = [each for each in after if self not in getattr(each, "args", ())]
        at_end[:] = [each for each in at_end if getattr(each, "__self__", None) is not self]
        self._usual.clear()

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        """Count a request. One too many is left to the library, which counts it again and tells the visitor."""
        endpoint = request.endpoint or ""
        usual = self._usual.get(endpoint) if in_middleware else None
        if usual is not None and self.limiter.hit(usual, self._key_func(), endpoint):
            return
        super()._check_request_limit(callable_name, in_middleware)
        if in_middleware and len(self.current_limits) == 1:
            self._usual[endpoint] = self.current_limits[0].limit


class CalmMemoryStorage(MemoryStorage):
    """Counts of requests kept in this process, old ones thrown away once a minute, in a request.

    The library starts a thread for that up to a hundred times a second. Waiting for it costs a page more than counting.
    """

    STORAGE_SCHEME = ["calm-memory"]  # noqa: RUF012  as the library has it
    _next_clearing = 0.0

    def _MemoryStorage__schedule_expiry(self) -> None:  # noqa: N802  the library's private name
        if time.monotonic() >= self._next_clearing:
            self._next_clearing = time.monotonic() + SECONDS_BETWEEN_CLEARINGS
            self._MemoryStorage__expire_events()  # type: ignore[attr-defined]  # private to its class
