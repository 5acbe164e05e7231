"""Rules of alerts: how many, along which arrows they move, when a message may go."""

from datetime import datetime, time, timedelta

from careers import clock
from careers.alerts.models import AlertStatus, Frequency
from careers.errors import NotAllowed

MOST_ALERTS = 20
"""Alerts of one address that have not ended."""

CONFIRMATIONS_A_DAY = 3
"""Messages a day that ask one address to confirm: nobody can fill a stranger's letter box through us."""

ITEMS_A_MESSAGE = 10
"""Opportunities in one message; a link leads to the rest."""

FOUND_A_RUN = 20
"""Opportunities kept for one alert from one look at what is new: the newest. Nobody reads more."""

FIRST_HOUR, LAST_HOUR = 8, 20
"""Messages go from 8am and not after 8pm in England."""

STILL_WANTED_AFTER = timedelta(days=365)
TIME_TO_ANSWER = timedelta(days=30)

BECOMES_FROM: dict[AlertStatus, frozenset[AlertStatus]] = {
    AlertStatus.WAITING: frozenset({AlertStatus.ENDED}),
    AlertStatus.ON: frozenset({AlertStatus.WAITING, AlertStatus.ENDED}),
    AlertStatus.ENDED: frozenset({AlertStatus.WAITING, AlertStatus.ON}),
}
"""Each status, and the ones it may follow."""


def check_can_add(open_alerts: int) -> None:
    """Refuse more alerts than anybody reads."""
    if open_alerts >= MOST_ALERTS:
        raise NotAllowed(
            f"You have {MOST_ALERTS} alerts, the most that we keep. Stop one that you no longer need first."
        )


def is_sending_time(now: datetime) -> bool:
    """Say whether a message may go now: by day in England, summer or winter."""
    return FIRST_HOUR <= clock.local(now).hour < LAST_HOUR


def due_before(frequency: Frequency, weekday: int, now: datetime) -> datetime:
    """Return the moment before which a find must have been made to be sent now.

    At once: now. Daily: 8am today. Weekly: 8am on the latest of its weekdays, so a week that was missed is made up for.
    """
    if frequency is Frequency.AT_ONCE:
        return now + timedelta(microseconds=1)
    local = clock.local(now)
    has_begun = local.hour >= FIRST_HOUR
    latest = local.date() if has_begun else local.date() - timedelta(days=1)
    if frequency is Frequency.WEEKLY:
        latest -= timedelta(days=(latest.weekday() - weekday) % 7)
    return clock.from_local(datetime.combine(latest, time(FIRST_HOUR)))
