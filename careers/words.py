"""Dates and times as people say them, in English wall-clock time, and names as addresses write them."""

import re
from datetime import date, datetime
from functools import lru_cache
from unicodedata import normalize

from careers import clock


def date_in_words(day: date) -> str:
    """Return "Tuesday 4 August 2026"; an aware moment gives its date in England."""
    return _date_in_words(clock.local(day).date() if isinstance(day, datetime) else day)


@lru_cache(maxsize=1_000)
def _date_in_words(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B %Y}"


def time_in_words(moment: datetime) -> str:
    """Return an aware moment's time in England on a 12-hour clock: "10am", "2:30pm", "midday", "midnight"."""
    local = clock.local(moment)
    if local.minute == 0 and local.hour in {0, 12}:
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def moment_in_words(moment: datetime) -> str:
    """Return "2:30pm on Tuesday 4 August 2026" for an aware moment."""
    return f"{time_in_words(moment)} on {date_in_words(moment)}"


def unmarked(text: str) -> str:
    """Return a text without the letter that we use as a mark: between texts, and before the names of concepts."""
    return text.replace("\x02", " ") if "\x02" in text else text


def slug_of(name: str) -> str:
    """Return a name as it stands in an address: "Newport Pagnell" is "newport-pagnell", marks on letters go."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
