"""Where a program is in a long list: the sort key and id of the last item it has. Pure.

A cursor names an item's place in the order, not a number of items, so what comes and goes before it shifts nothing.
"""

import base64
import binascii
import json
from typing import NamedTuple

from careers.errors import BadInput

LONGEST = 200


class Place(NamedTuple):
    """A place in a list: the sort, the key of the last item in that sort, and its id."""

    sort: str
    key: int
    id: int


def write_cursor(place: Place) -> str:
    """Return a place as a word for an address."""
    return base64.urlsafe_b64encode(json.dumps(list(place)).encode()).decode().rstrip("=")


def read_cursor(word: str, *, sort: str) -> Place:
    """Return the place of a cursor that was made for this sort; raises BadInput for any other text."""
    try:
        place = Place(*json.loads(base64.b64decode(word[:LONGEST] + "=" * (-len(word) % 4), b"-_", validate=True)))
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise _bad() from None
    are_whole = all(isinstance(number, int) and not isinstance(number, bool) for number in place[1:])
    if not are_whole or place.sort != sort or not (0 <= place.id < 2**31 and abs(place.key) < 2**63):
        raise _bad()
    return place


def _bad() -> BadInput:
    return BadInput("cursor", "Use a cursor from a “next” link of the same search, or none to begin")
