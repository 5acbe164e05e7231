"""Commands whose refusal is one line."""

import click
import pytest
from click.testing import CliRunner

from careers.command_line import BadArguments, PlainCommand, PlainGroup

group = PlainGroup("things", help="Things.")


@group.command("count", cls=PlainCommand, with_appcontext=False)
@click.argument("number", type=int)
def count(number: int) -> None:
    """Print a number that is not above ten."""
    if number > 10:
        raise BadArguments("that is too many")
    click.echo(number)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (["count"], "Error: Missing argument 'NUMBER'."),
        (["count", "x"], "Error: Invalid value for 'NUMBER': 'x' is not a valid integer."),
        (["count", "--why", "1"], "Error: No such option '--why'."),
        (["--why"], "Error: No such option '--why'."),
        (["cuont", "1"], "Error: No such command 'cuont'. Did you mean 'count'?"),
        (["count", "11"], "Error: that is too many"),
    ],
)
def test_bad_arguments_are_one_line_on_stderr_and_exit_2(typed: list[str], line: str) -> None:
    result = CliRunner().invoke(group, typed)

    assert result.exit_code == 2
    assert result.stderr == line + "\n"
    assert result.stdout == ""


def test_good_arguments_run_the_command() -> None:
    result = CliRunner().invoke(group, ["count", "3"])

    assert (result.exit_code, result.stdout) == (0, "3\n")


def test_no_command_shows_which_there_are() -> None:
    result = CliRunner().invoke(group, [])

    assert "Print a number" in result.output
