"""Commands of the whole service: the timetable and the process that runs it."""

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import with_appcontext

from careers import clock
from careers.command_line import BadArguments, PlainCommand, PlainGroup
from careers.database import db
from careers.jobs.models import SearchRevision
from careers.lease import Lease
from careers.mail.models import MessageStatus
from careers.mail.queries import count_by_status
from careers.scheduler import LEASE, TIMETABLE, Done, find_task, run_scheduler, run_task

tasks = PlainGroup("tasks", help="What runs by itself.")


@tasks.command("list", cls=PlainCommand)
def list_tasks() -> None:
    """Print the timetable: name, when, why."""
    for task in TIMETABLE:
        click.echo(f"{task.name:<30} {task.when.words:<28} {task.why}")


@tasks.command("run", cls=PlainCommand)
@click.argument("name")
def run(name: str) -> None:
    """Run one task now, whoever holds the scheduler's lease, and print what it did."""
    task = find_task(name)
    if task is None:
        raise BadArguments(f"there is no task {name}; `flask tasks list` names them")
    click.echo(f"{name}: {_in_words(run_task(_app(), task))}")


@click.command("scheduler", cls=PlainCommand)
@with_appcontext
def scheduler() -> None:
    """Run the timetable until stopped; further schedulers stand by and take over."""
    run_scheduler(_app())


@click.command("settings", cls=PlainCommand)
@with_appcontext
def settings() -> None:
    """Print every setting that is in force, secrets hidden."""
    for line in current_app.config["SETTINGS"].lines():
        click.echo(line)


@click.command("health", cls=PlainCommand)
@with_appcontext
def health() -> None:
    """Print how the database, the messages and the timetable are; exit code 1 when something needs a person."""
    revision = db.session.scalar(sa.select(SearchRevision.number))
    held = db.session.get(Lease, LEASE)
    messages = count_by_status()
    works = held is not None and held.expires_at > clock.now()
    click.echo(f"database: answers, search revision {revision}")
    click.echo(f"scheduler: {'works' if works else 'does not run'}")
    for status, count in messages.items():
        click.echo(f"messages {status}: {count}")
    troubled = messages[MessageStatus.FAILED] + messages[MessageStatus.UNSURE]
    if troubled or not works:
        raise SystemExit(1)


def init_cli(app: Flask) -> None:
    """Add the commands of the whole service."""
    app.cli.add_command(settings)
    app.cli.add_command(health)
    app.cli.add_command(tasks)
    app.cli.add_command(scheduler)


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's way to the real object
    return app


def _in_words(done: Done) -> str:
    if isinstance(done, int):
        return f"{done} done"
    return ", ".join(f"{number} {word}" for word, number in done.items() if number) or "nothing to do"
