"""Apprenticeship standards of adult social care, and whether a new start is funded on a day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from careers.reference.tables import read_rows


@dataclass(frozen=True, slots=True)
class Standard:
    """An apprenticeship standard. `funded_*` are the first and last funded start dates, if limited."""

    ref: str
    title: str
    level: int
    typical_months: int
    funded_from: date | None
    funded_until: date | None
    note_from: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Funding:
    """Whether a new start is funded, and what to tell the employer about it."""

    is_funded: bool
    note: str | None


@lru_cache
def standards() -> tuple[Standard, ...]:
    """Return the standards by level, then title."""
    rows = (
        Standard(
            ref=row["ref"],
            title=row["title"],
            level=int(row["level"]),
            typical_months=int(row["typical_months"]),
            funded_from=_date(row["funded_from"]),
            funded_until=_date(row["funded_until"]),
            note_from=_date(row["note_from"]),
            note=row["note"],
        )
        for row in read_rows("apprenticeship_standards.csv")
    )
    return tuple(sorted(rows, key=lambda standard: (standard.level, standard.title)))


def get_standard(ref: str) -> Standard:
    """Return the standard of a reference such as ST0005; raise LookupError when we hold none."""
    for standard in standards():
        if standard.ref == ref:
            return standard
    raise LookupError(f"No apprenticeship standard has the reference {ref}")


def funding_on(ref: str, starts_on: date) -> Funding:
    """Return the funding of a new start on a day; raise LookupError for an unknown standard.

    Somebody already on the apprenticeship keeps their funding: this is about new starts only.
    """
    standard = get_standard(ref)
    is_funded = (standard.funded_from or date.min) <= starts_on <= (standard.funded_until or date.max)
    has_note = standard.note_from is not None and standard.note_from <= starts_on
    return Funding(is_funded, standard.note if has_note else None)


def minimum_months(starts_on: date) -> int:
    """Return the shortest length allowed for a start on a day; raise LookupError before our first row."""
    months = [
        int(row["months"])
        for row in read_rows("apprenticeship_minimum_lengths.csv")
        if date.fromisoformat(row["from_on"]) <= starts_on
    ]
    if not months:
        raise LookupError(f"No shortest length of an apprenticeship is held for a start on {starts_on}")
    return months[-1]


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
