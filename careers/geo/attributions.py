"""What the licences of postcodes, areas and place names ask us to print."""

from functools import lru_cache
from typing import NamedTuple

from careers.geo.tables import read_columns


class Attribution(NamedTuple):
    """One publisher's statement, to be shown word for word."""

    source: str
    statement: str
    licence: str


@lru_cache
def attributions() -> tuple[Attribution, ...]:
    """Return the statements to show in the footer or on the help page, in file order."""
    columns = read_columns("attributions.csv")
    rows = zip(columns["source"], columns["statement"], columns["licence"], strict=True)
    return tuple(Attribution(*row) for row in rows)
