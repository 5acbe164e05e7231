"""`flask reference import postcodes FILE`: load what a council downloaded."""

from pathlib import Path

import click

from careers.command_line import BadArguments, PlainCommand, PlainGroup
from careers.geo.postcode_files import WrongFileError
from careers.geo.postcode_import import Report, import_postcodes
from careers.geo.postcodes import imported_folder

KINDS = ("postcodes",)
TOLD_EVERY = 250_000

reference = PlainGroup("reference", help="Official lists that a council loads itself.")


@reference.command("import", cls=PlainCommand)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def import_reference(kind: str, file: Path) -> None:
    """Load KIND from FILE: postcodes from Code-Point Open or the ONS Postcode Directory, zip or CSV."""
    try:
        report = import_postcodes(file, imported_folder(), tell=_tell)
    except WrongFileError as problem:
        raise BadArguments(str(problem)) from None
    except OSError as problem:
        raise BadArguments(f"the {kind} cannot be written: {problem.strerror}") from None
    for line in in_words(report):
        click.echo(line)


def in_words(report: Report) -> list[str]:
    """Return the lines that say what was done."""
    reasons = [f"  {count:>9,}  {reason}" for reason, count in report.left_out.most_common() if count]
    return [
        f"{report.source}: {report.read:,} rows read, {report.kept:,} postcodes kept.",
        *(["Left out:", *reasons] if reasons else []),
        "Restart the site and the scheduler: each process reads the new postcodes when it starts.",
    ]


def _tell(read: int) -> None:
    if read % TOLD_EVERY == 0:
        click.echo(f"{read:,} rows read", err=True)
