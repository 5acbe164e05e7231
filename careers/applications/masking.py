"""Hide who wrote a text from those who must choose without knowing. Pure: text in, text out."""

import re
from collections.abc import Iterable, Iterator

HIDDEN = "[hidden]"

_EMAIL = r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}"
_PHONE = r"(?<!\w)\+?(?:\d[\s().\-]{0,2}){9,14}\d(?!\w)"
_POSTCODE = r"(?<!\w)(?i:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})(?!\w)"


def mask(text: str, names: Iterable[str]) -> str:
    """Return `text` with each part of the names, and every e-mail address, phone number and full postcode, hidden.

    Parts of names are found as whole words in any capitals; those of two letters ("Jo", "An") only when written as a
    name, because they are also common words; single letters are left. It hides too much rather than too little.
    """
    return re.sub("|".join([_EMAIL, _PHONE, _POSTCODE, *_spellings(names)]), HIDDEN, text)


def _spellings(names: Iterable[str]) -> Iterator[str]:
    parts = {part for name in names for part in re.split(r"[\s\-]+", name) if len(part) > 1}
    for part in sorted(parts, key=lambda part: (-len(part), part)):
        if len(part) > 2:
            yield rf"(?<!\w)(?i:{_any_apostrophe(part)})(?!\w)"
        else:
            yield rf"(?<!\w)(?:{re.escape(part.title())}|{re.escape(part.upper())})(?!\w)"


def _any_apostrophe(part: str) -> str:
    return re.sub("['’]", "['’]", re.escape(part))
