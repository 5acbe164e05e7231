"""`python -m careers.demo.serve`: it starts the site and the timetable, says where to look, and stops both."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from careers.accounts.views import DEMO_USERS
from careers.config import ROOT, BadSetting
from careers.demo.serve import is_free, read_port

pytestmark = pytest.mark.xdist_group("demo")

COMMAND = [sys.executable, "-m", "careers.demo.serve"]
LAST_WORDS = "Press Ctrl-C to stop."


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(environment: dict[str, str], port: int) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Start the service; give the process and what it printed up to its last words."""
    server = subprocess.Popen(
        COMMAND,
        cwd=ROOT,
        env=environment | {"PORT": str(port), "WORKERS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout
    printed = ""
    for line in server.stdout:
        printed += line
        if line.startswith(LAST_WORDS):
            break
    yield server, printed
    server.stdout.close()
    server.wait(timeout=30)


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    return [int(line) for line in listed.stdout.split()]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_says_where_to_look_serves_and_stops_both_when_asked(environment: dict[str, str]) -> None:
    port = free_port()

    with serving(environment, port) as (server, printed):
        children = children_of(server.pid)
        with urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
            body = answer.read().decode()
        server.send_signal(signal.SIGINT)

    assert f"http://127.0.0.1:{port}/demo" in printed
    assert all(email in printed for email, _, _ in DEMO_USERS.values())
    assert f"{environment['INSTANCE_PATH']}/mail" in printed
    assert '"status":"ready"' in body.replace(" ", "")
    assert server.returncode == 0
    assert len(children) == 2
    assert not any(is_running(child) for child in children)
    assert is_free(port)


def test_when_one_dies_the_other_is_stopped(environment: dict[str, str]) -> None:
    port = free_port()

    with serving(environment, port) as (server, _):
        children = children_of(server.pid)
        os.kill(children[-1], signal.SIGKILL)
        server.wait(timeout=30)

    assert server.returncode == 2
    assert not any(is_running(child) for child in children)
    assert is_free(port)


def test_a_taken_port_is_one_clear_line(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = subprocess.run(
            COMMAND, cwd=ROOT, env=environment | {"PORT": str(port)}, capture_output=True, text=True
        )

    assert refused.returncode == 2
    assert refused.stderr == (
        f"Error: Port {port} is taken. Stop what uses it, or choose another: PORT={port + 1} make run\n"
    )
    assert refused.stdout == ""


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "５０００"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(BadSetting, match="PORT must be a whole number"):
        read_port({"PORT": text})


def test_the_port_is_5000_unless_it_is_set() -> None:
    assert read_port({}) == 5000
    assert read_port({"PORT": "8080"}) == 8080
