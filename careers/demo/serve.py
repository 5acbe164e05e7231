"""`python -m careers.demo.serve`: the site and the timetable together, as `make run` starts them, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

import click

from careers.accounts.views import DEMO_USERS
from careers.config import ROOT, BadSetting, Settings, read_settings

HOST = "127.0.0.1"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LONGEST_START_SECONDS = 60
LONGEST_STOP_SECONDS = 20
LOOK_SECONDS = 0.2

Child = subprocess.Popen[bytes]


class Asked:
    """Whether somebody asked us to stop, by Ctrl-C or by a signal."""

    def __init__(self) -> None:
        self.to_stop = False
        for number in STOP_SIGNALS:
            signal.signal(number, self._stop)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.to_stop = True


def main() -> int:
    """Run both until one of them ends or we are asked to stop; return the exit code."""
    try:
        settings, port = read_settings(), read_port(os.environ)
    except BadSetting as error:
        return _refuse(str(error))
    if not is_free(port):
        return _refuse(f"Port {port} is taken. Stop what uses it, or choose another: PORT={port + 1} make run")
    return _run(settings, port)


def read_port(environment: Mapping[str, str]) -> int:
    """Return the port to listen on; raise BadSetting when PORT is not one."""
    text = environment.get("PORT", "5000")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise BadSetting("PORT must be a whole number from 1 to 65535")
    return int(text)


def is_free(port: int) -> bool:
    """Say whether nobody listens on a port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def greeting(settings: Settings) -> str:
    """Return where to look and how to sign in as each kind of user."""
    users = "\n".join(f"  {email:<24} {who}: {does}" for email, who, does in DEMO_USERS.values())
    messages = (
        f"Messages are sent through {settings.sendgrid_host}."
        if settings.sendgrid_api_key
        else f"Messages are not sent. They lie in {settings.instance_path}/mail."
    )
    return (
        f"\n{settings.service_name} is running at {settings.public_url} with invented people and employers.\n\n"
        f"Sign in with one button at {settings.public_url}/demo, as\n{users}\n\n"
        f"{messages}\nPress Ctrl-C to stop.\n"
    )


def _run(settings: Settings, port: int) -> int:
    asked = Asked()
    children = [_start(command) for command in _commands(settings, port)]

    def is_over() -> bool:
        return asked.to_stop or any(child.poll() is not None for child in children)

    try:
        _wait(lambda: is_over() or _answers(port), seconds=LONGEST_START_SECONDS)
        if not is_over():
            click.echo(greeting(settings))
        _wait(is_over)
    finally:
        _stop(children)
    if asked.to_stop:
        return 0
    return _refuse("The site or its timetable stopped by itself, so the other was stopped too. See the lines above.")


def _commands(settings: Settings, port: int) -> list[list[str]]:
    workers = str(settings.workers)
    site = ["gunicorn", "wsgi:app", "--bind", f"{HOST}:{port}", "--workers", workers, "--preload"]
    return [[*site, "--log-level", "warning"], ["flask", "--app", "wsgi", "scheduler"]]


def _start(command: Sequence[str]) -> Child:
    """Start a module of our own Python in a group of its own: Ctrl-C reaches us alone, and we pass it on once."""
    return subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, process_group=0)  # noqa: S603  fixed words


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def _wait(is_done: Callable[[], bool], *, seconds: float = float("inf")) -> None:
    until = time.monotonic() + seconds
    while not is_done() and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)


def _stop(children: Sequence[Child]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=LONGEST_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _refuse(sentence: str) -> int:
    click.echo(f"Error: {sentence}", err=True)
    return 2


if __name__ == "__main__":
    sys.exit(main())
