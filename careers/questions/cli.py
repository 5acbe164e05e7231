"""`flask questions import FILE` and `flask questions export FILE`: the bank of questions as a file."""

from pathlib import Path

import click

from careers.audit.commands import SYSTEM
from careers.command_line import BadArguments, PlainCommand, PlainGroup
from careers.database import db, writing
from careers.questions.bank_files import csv_text, json_text
from careers.questions.commands.importing import Imported, import_questions
from careers.questions.content import item_of
from careers.questions.queries.desk import list_versions

WRITERS = {".json": json_text, ".csv": csv_text}

questions = PlainGroup("questions", help="The bank of questions.")


@questions.command("export", cls=PlainCommand)
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def export_bank(file: Path) -> None:
    """Write every version of every question to FILE, whose name ends in .json or .csv."""
    write = WRITERS.get(file.suffix)
    if write is None:
        raise BadArguments("the name of the file must end in .json or .csv")
    versions = list_versions()
    try:
        file.write_text(write(map(item_of, versions)), encoding="utf-8", newline="")
    except OSError as problem:
        raise BadArguments(f"the file cannot be written: {problem.strerror}") from None
    click.echo(f"{len(versions)} versions written to {file}")


@questions.command("import", cls=PlainCommand)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def import_bank(file: Path) -> None:
    """Bring in the questions of FILE, JSON or CSV, as drafts; all of them or, with any fault, none."""
    with writing():
        done = import_questions(file.read_bytes(), by=SYSTEM)
        if done.faults:
            for fault in done.faults:
                click.echo(f"{fault.place}: {fault.why}", err=True)
            raise BadArguments(f"nothing was imported: {len(done.faults)} faults")
        db.session.commit()
    for line in in_words(done):
        click.echo(line)


def in_words(done: Imported) -> list[str]:
    """Return a line for each thing that became of the file."""
    return [
        f"{len(keys)} {what}: {', '.join(keys)}"
        for what, keys in (
            ("taken as they are into an empty bank", done.restored),
            ("new, as drafts", done.new),
            ("next versions, as drafts", done.next_versions),
            ("skipped, the same is here already", done.identical),
            ("older versions in the file, left out", done.older),
        )
        if keys
    ]
