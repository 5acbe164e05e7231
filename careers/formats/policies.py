"""What may happen to a request to answer in another way, and by when it must."""

from collections.abc import Mapping
from datetime import date, timedelta

from careers import clock
from careers.errors import NotAllowed
from careers.formats.models import FormatRequest, FormatStatus
from careers.words import date_in_words

S = FormatStatus

ARROWS: Mapping[FormatStatus, tuple[FormatStatus, ...]] = {
    S.ASKED: (S.ARRANGED, S.DONE, S.WITHDRAWN),
    S.ARRANGED: (S.ARRANGED, S.DONE, S.WITHDRAWN),
    S.DONE: (),
    S.WITHDRAWN: (),
}
PROMISED_WORKING_DAYS = 5
TEXT_LIMIT = 2_000
SATURDAY = 5


def check_can_move(request: FormatRequest, to: FormatStatus) -> None:
    """Refuse whatever the table does not allow, with how the request stands."""
    if to not in ARROWS[request.status]:
        raise NotAllowed(f"This request is {request.status.value} already, so it stays as it is.")


def check_is_open(request: FormatRequest) -> None:
    """Refuse to change what is over."""
    if not request.is_open:
        raise NotAllowed(f"This request is {request.status.value}, so its answers stay as they are.")


def check_asks_about(request: FormatRequest, value_key: str) -> None:
    """Refuse an answer about a value that the request does not name."""
    if value_key not in request.value_keys:
        raise NotAllowed("This value is not part of the request.")


def check_has_written(request: FormatRequest) -> None:
    """Refuse to send nothing."""
    if not request.written:
        raise NotAllowed("Write about at least one value first, then send it.")


def working_days_after(day: date, count: int) -> date:
    """Return the day so many working days, Monday to Friday, after another; public holidays are not left out."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def promised_by(request: FormatRequest) -> date:
    """Return the day by which the council gets in touch."""
    return working_days_after(clock.local(request.asked_at).date(), PROMISED_WORKING_DAYS)


def is_late(request: FormatRequest, today: date) -> bool:
    """Say whether the promise to get in touch was broken and still is."""
    return request.status is S.ASKED and today > promised_by(request)


def in_words(request: FormatRequest) -> str:
    """Return where a request stands, in the same words for the person, the employer and the council."""
    match request.status:
        case S.ASKED:
            return (
                f"Asked for on {date_in_words(request.asked_at)}. "
                f"The council gets in touch by {date_in_words(promised_by(request))}."
            )
        case S.ARRANGED:
            return f"Arranged: {request.arranged_for}."
    ended = date_in_words(request.ended_at) if request.ended_at else ""
    return f"Done on {ended}." if request.status is S.DONE else f"Taken back on {ended}."
