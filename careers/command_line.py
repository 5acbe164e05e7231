"""Commands whose refusal is one clear line on stderr and exit code 2, with nothing changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError
from flask.cli import AppGroup


class BadArguments(click.ClickException):
    """What was typed cannot be done; the message says why, in one line."""

    exit_code = 2


@contextmanager
def _in_one_line() -> Iterator[None]:
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise BadArguments(error.format_message()) from None


class PlainCommand(click.Command):
    """A command that refuses bad arguments in one line."""

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        """Read the arguments."""
        with _in_one_line():
            return super().make_context(*args, **options)


class PlainGroup(AppGroup):
    """A group of commands that refuse bad arguments in one line; take this instead of Flask's AppGroup."""

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        """Read the group's own arguments."""
        with _in_one_line():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Find the command, read its arguments and run it."""
        with _in_one_line():
            return super().invoke(ctx)
