"""Refusals that a person reads: each carries its sentence."""


class NotAllowed(Exception):  # noqa: N818  a refusal by a rule, not a fault of the program
    """A rule forbids this; the message is a sentence for the person who asked."""


class Conflict(NotAllowed):
    """Somebody else was quicker, or it was done already."""


class BadInput(Exception):  # noqa: N818  what a person typed, not a fault of the program
    """What was given cannot be used; `field` names where, the message says how to mend it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
