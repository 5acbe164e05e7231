"""XML as others read it: text without what XML 1.0 forbids, moments with their offset. Pure."""

import re
from datetime import datetime
from xml.sax.saxutils import escape

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return text without the characters that no XML may hold, however they are written."""
    return FORBIDDEN.sub("", text)


def escaped(text: str) -> str:
    """Return text as it stands between tags or in a quoted attribute."""
    return escape(clean(text), {'"': "&quot;"})


def stamp(moment: datetime) -> str:
    """Return an aware moment as RFC 3339 and W3C dates ask for it, to the second."""
    return moment.isoformat(timespec="seconds")
