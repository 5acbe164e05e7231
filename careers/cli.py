"""Commands of the whole service: the timetable and the process that runs it."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from careers.command_line import BadArguments, PlainCommand, PlainGroup
from careers.scheduler import TIMETABLE, Done, find_task, run_scheduler, run_task

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


def init_cli(app: Flask) -> None:
    """Add the commands of the whole service."""
    app.cli.add_command(tasks)
    app.cli.add_command(scheduler)


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's way to the real object
    return app


def _in_words(done: Done) -> str:
    if isinstance(done, int):
        return f"{done} done"
    return ", ".join(f"{number} {word}" for word, number in done.items() if number) or "nothing to do"
