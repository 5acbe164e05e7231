"""A small real server that speaks SendGrid's `POST /v3/mail/send`, for tests of what goes over the wire.

with SendGridServer() as sendgrid:
    sendgrid.plan(429, HANG_UP)      # the next two answers; after them everything is accepted
    ... send to sendgrid.host with the key sendgrid.key ...
    sendgrid.accepted                # the bodies that were answered with 202, oldest first
"""

import json
import threading
from collections import deque
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

HANG_UP = "take the message, then close without a word"
STAY_SILENT = "take the message, then answer nothing until the server stops"
HOLD = "take the message, and accept it once `release` is called"
ACCEPTED = 202


class SendGridServer:
    """The server, what it is told to answer, and what it received."""

    def __init__(self, key: str = "SG.a-key-for-tests") -> None:
        self.key = key
        self.received: list[dict[str, Any]] = []
        self.accepted: list[dict[str, Any]] = []
        self._plan: deque[int | str] = deque()
        self._stopping = threading.Event()
        self._released = threading.Event()
        self._arrived = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                server._answer(self)

            def log_message(self, *_: Any) -> None:
                """Say nothing: tests read `received`."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def plan(self, *answers: int | str) -> None:
        """Set the next answers, in order: a status, HANG_UP, STAY_SILENT or HOLD."""
        self._plan.extend(answers)

    def wait_for_message(self) -> None:
        """Wait until a message has come in since the last time of asking."""
        assert self._arrived.wait(timeout=15), "no message came within fifteen seconds"
        self._arrived.clear()

    def release(self) -> None:
        """Let held messages be accepted."""
        self._released.set()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stopping.set()
        self._released.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"]))
        status, problem = self._judge(request, body)
        if status == ACCEPTED:
            self.received.append(json.loads(body))
            planned = self._plan.popleft() if self._plan else ACCEPTED
            self._arrived.set()
            if planned == STAY_SILENT:
                self._stopping.wait()
            if planned in {HANG_UP, STAY_SILENT}:
                return
            if planned == HOLD:
                self._released.wait()
                planned = ACCEPTED
            status, problem = int(planned), "planned"
        if status == ACCEPTED:
            self.accepted.append(json.loads(body))
        with suppress(ConnectionError):  # whoever asked may be dead by now
            self._reply(request, status, problem)

    def _judge(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, str]:
        if request.path != "/v3/mail/send":
            return 404, "path"
        if request.headers["Authorization"] != f"Bearer {self.key}":
            return 401, "authorization"
        if request.headers["Content-Type"] != "application/json":
            return 415, "content-type"
        message = json.loads(body)
        for field in ("personalizations", "from", "subject", "content"):
            if not message.get(field):
                return 400, field
        return ACCEPTED, ""

    def _reply(self, request: BaseHTTPRequestHandler, status: int, problem: str) -> None:
        words = {"errors": [{"message": f"Bad value person@example.com in {problem}", "field": problem}]}
        body = b"" if status == ACCEPTED else json.dumps(words).encode()
        request.send_response(status)
        if status == ACCEPTED:
            request.send_header("X-Message-Id", f"provider-{len(self.accepted)}")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
