"""When a person's data can be deleted."""

from collections.abc import Sequence

from careers.errors import NotAllowed


def check_can_erase(open_things: Sequence[str]) -> None:
    """Refuse to delete a person's data while somebody still works on or waits for something of theirs; says what."""
    if open_things:
        raise NotAllowed(
            f"Still open: {', '.join(open_things)}. "
            "Withdraw or answer each of these first, then we can delete your data."
        )
