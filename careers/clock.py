"""The only place that asks what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the date it is in England: late in a summer evening that is not the date in UTC."""
    return now().astimezone(LONDON).date()


def local(moment: datetime) -> datetime:
    """Return an aware moment as English wall-clock time."""
    return moment.astimezone(LONDON)


def from_local(moment: datetime) -> datetime:
    """Return the UTC moment of an English wall-clock time that carries no zone (a form's date and time)."""
    return moment.replace(tzinfo=LONDON).astimezone(UTC)
