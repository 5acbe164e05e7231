"""What the licences of the code lists and the CQC register ask us to print."""

from dataclasses import dataclass
from functools import lru_cache

from careers.reference.tables import read_rows


@dataclass(frozen=True, slots=True)
class Attribution:
    """One publisher's statement, to be shown word for word."""

    source: str
    statement: str
    licence: str


@lru_cache
def attributions() -> tuple[Attribution, ...]:
    """Return the statements to show on the help page, in file order."""
    return tuple(Attribution(**row) for row in read_rows("attributions.csv"))
