"""JSON logs in which personal data cannot appear: fields are allowed by name, everything else is hidden."""

import logging
import secrets
import sys
from collections.abc import MutableMapping
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import structlog
from structlog.typing import Processor

SAFE_FIELDS = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "logger",
        "request_id",
        "method",
        "endpoint",
        "status",
        "milliseconds",
        "role",
        "task",
        "count",
        "exception_type",
        "frames",
        "template",
        "attempt",
        "message_id",
        "reference",
        "holder",
        "mode",
        "setting",
        "revision",
        "code",
    }
)


_request_number: ContextVar[str] = ContextVar("request_number", default="")


def hide_unknown_fields(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace the value of every field that is not on the list of safe ones."""
    return {key: value if key in SAFE_FIELDS else "(hidden)" for key, value in event.items()}


def number_request() -> None:
    """Give the request that begins a number of its own, for the lines that are written while it lasts."""
    _request_number.set(secrets.token_hex(6))


def add_request_number(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Add the number of the request, if one is being answered."""
    number = _request_number.get()
    if number:
        event["request_id"] = number
    return event


def describe_exception(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Turn an exception into its type and the places it passed: its message and values may hold personal data."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["exception_type"] = type(error).__name__
        frames = []
        step = error.__traceback__
        while step is not None:
            frames.append(f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}")
            step = step.tb_next
        event["frames"] = frames[-12:]
    return event


class StandardOutput(logging.Handler):
    """Writes to whatever standard output is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        sys.stdout.write(self.format(record) + "\n")
        sys.stdout.flush()


def configure_logs(level: str) -> None:
    """Send every log line of the service and its libraries to standard output as JSON, personal fields hidden."""
    shared: list[Processor] = [
        add_request_number,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_exception,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )
    handler = StandardOutput()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                hide_unknown_fields,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    get_log.cache_clear()
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("flask-limiter").setLevel(logging.WARNING)  # its notes hold the visitor's address


@lru_cache(maxsize=1)
def get_log() -> Any:
    """Return the logger of the service: one for all, because finding it anew takes longer than a line."""
    return structlog.stdlib.get_logger("careers").bind()
