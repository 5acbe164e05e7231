"""Hide who wrote a text from those who must choose without knowing. Pure: text in, text out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

HIDDEN = "[hidden]"

_EMAIL = r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}"
_LINK = r"(?i:https?://|www\.)\S+|(?<![\w.])[\w\-]+(?:\.[\w\-]+)+/\w\S*"
_HANDLE = r"(?<!\w)@\w[\w.]+"
_PHONE = r"(?<!\w)\+?(?:\d[\s().\-]{0,2}){9,14}\d(?!\w)"
_POSTCODE = r"(?<!\w)(?i:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})(?!\w)"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"

_WITHOUT_MARK = str.maketrans("łŁøØđĐıħĦ’‘ʼ`´–—‑", "lLoOdDihH'''''---")
"""Letters and signs that Unicode does not take apart, as a keyboard without them writes them."""


def mask(text: str, names: Iterable[str]) -> str:
    """Return `text` with names, e-mail and web addresses, handles, phone numbers and full postcodes hidden.

    Parts of names are found as whole words in any capitals, with or without their accents and apostrophes; those of two
    letters ("Jo", "An") only when written as a name, because they are also common words; single letters are left. It
    hides too much rather than too little.
    """
    composed = unicodedata.normalize("NFC", text)
    patterns = [_EMAIL, _LINK, _HANDLE, _PHONE, _POSTCODE, *_spellings(names)]
    shown, end = [], 0
    for match in re.finditer("|".join(patterns), _plain(composed)):
        shown += [composed[end : match.start()], HIDDEN]
        end = match.end()
    return "".join([*shown, composed[end:]])


def _plain(text: str) -> str:
    """Return as many letters as `text` has, each without its accents."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text).translate(_WITHOUT_MARK)


def _spellings(names: Iterable[str]) -> Iterator[str]:
    plain = [_plain(unicodedata.normalize("NFC", name)) for name in names]
    parts = {part for name in plain for part in re.split(r"[\s\-]+", name) if len(part.strip("'")) > 1}
    for part in sorted(parts, key=lambda part: (-len(part), part)):
        if len(part) > 2:
            spelling = re.escape(part).replace("'", "'?")
            yield rf"{_BEFORE}(?i:{spelling}){_AFTER}"
        else:
            yield rf"{_BEFORE}(?:{re.escape(part.title())}|{re.escape(part.upper())}){_AFTER}"
