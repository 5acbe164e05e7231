"""How long personal data are kept. The periods are dated rows: the tasks obey them and the privacy page shows them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from careers import clock
from careers.reference.tables import read_rows

_MONTHS = {"months": 1, "years": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """How long one kind of data is kept, counted from what, and what happens then; in force since `from_on`."""

    key: str
    from_on: date
    amount: int
    unit: str
    what: str
    counted_from: str
    then: str

    @property
    def words(self) -> str:
        """The rule as people read it."""
        return f"{self.amount} {self.unit} {self.counted_from}. {self.then}"


def list_periods(on: date) -> list[Period]:
    """Return the periods in force on a day, one for each kind of data, in the order of the file."""
    return list({row.key: row for row in _rows() if row.from_on <= on}.values())


def kept_since(key: str, now: datetime) -> datetime:
    """Return the moment from which data of a kind are still kept at `now`: what is older has had its time.

    A month ago is the same day of the month before, or its last. Raises LookupError for a kind without a period.
    """
    return _moved(now, _in_force(key, now), -1)


def kept_until(key: str, since: datetime) -> datetime:
    """Return the moment until which data of a kind are kept that began to count at `since`. Raises LookupError."""
    return _moved(since, _in_force(key, clock.now()), +1)


def _in_force(key: str, now: datetime) -> Period:
    today = clock.local(now).date()
    period = next((period for period in list_periods(today) if period.key == key), None)
    if period is None:
        raise LookupError(f"No retention period for “{key}” is in force on {today}")
    return period


def _moved(moment: datetime, period: Period, direction: int) -> datetime:
    """Return a moment one period later (+1) or earlier (-1)."""
    if period.unit == "days":
        return moment + direction * timedelta(days=period.amount)
    year, month = divmod(moment.year * 12 + moment.month - 1 + direction * period.amount * _MONTHS[period.unit], 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


@lru_cache
def _rows() -> tuple[Period, ...]:
    return tuple(
        Period(key, date.fromisoformat(from_on), int(amount), unit, what, counted_from, then)
        for key, from_on, amount, unit, what, counted_from, then, _source in (
            row.values() for row in read_rows("retention.csv")
        )
    )
