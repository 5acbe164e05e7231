"""What the kinds of placement are: dated rows of what each is for, how long it may last, what it means for benefits."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from careers.placements.models import Scheme

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class SchemeFacts:
    """One scheme's rules from a date on. A limit that we do not hold is None."""

    scheme: Scheme
    from_on: date
    name: str
    what: str
    fewest_weeks: int | None
    most_weeks: int | None
    most_minutes_a_week: int | None
    fewest_minutes_in_all: int | None
    length_rule: str
    benefits: str

    def allows(self, *, weeks: int, least_minutes: int, most_minutes: int) -> bool:
        """Say whether a placement of so many weeks, with so many minutes a week, keeps to the limits."""
        return (
            (self.fewest_weeks or 0) <= weeks <= (self.most_weeks or weeks)
            and most_minutes <= (self.most_minutes_a_week or most_minutes)
            and weeks * least_minutes >= (self.fewest_minutes_in_all or 0)
        )


def get_scheme(scheme: Scheme, starts_on: date) -> SchemeFacts:
    """Return the rules for a placement that starts on a day: the newest row by then, else the oldest we hold."""
    rows = [row for row in _rows() if row.scheme is scheme]
    return next((row for row in rows if row.from_on <= starts_on), rows[-1])


@cache
def _rows() -> tuple[SchemeFacts, ...]:
    """Read the rows, the newest first."""
    with (DATA / "schemes.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            SchemeFacts(
                scheme=Scheme(row["scheme"]),
                from_on=date.fromisoformat(row["from_on"]),
                name=row["name"],
                what=row["what"],
                fewest_weeks=_number(row["fewest_weeks"]),
                most_weeks=_number(row["most_weeks"]),
                most_minutes_a_week=_minutes(row["most_hours_a_week"]),
                fewest_minutes_in_all=_minutes(row["fewest_hours_in_all"]),
                length_rule=row["length_rule"],
                benefits=row["benefits"],
            )
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(rows, key=lambda row: row.from_on, reverse=True))


def _number(text: str) -> int | None:
    return int(text) if text else None


def _minutes(text: str) -> int | None:
    return int(text) * 60 if text else None
