"""When an answer to a screening question can be kept, and when questions may be taken again."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime

from careers import clock
from careers.errors import NotAllowed
from careers.screening.bank import SCALE_POINTS, Question
from careers.screening.errors import Refused
from careers.words import date_in_words


def check_can_answer(question: Question, *, version: int, ratings: Mapping[str, int]) -> None:
    """Refuse another version, and anything but one whole rating on the scale for each response."""
    if version != question.version:
        raise Refused(
            "other version", "This situation was changed while you had it open. Go back, read it again and answer."
        )
    if ratings.keys() != {response.key for response in question.responses}:
        raise Refused("other responses", "Give each idea one answer. Go back and try again.")
    if any(type(rating) is not int or not 1 <= rating <= SCALE_POINTS for rating in ratings.values()):
        raise Refused("off the scale", "Choose one of the five answers for each idea. Go back and try again.")


def may_take_again_on(completed_at: datetime, *, months_valid: int) -> date:
    """Return the day from which a value's questions may be taken again: so many months later, or that month's last."""
    day = clock.local(completed_at).date()
    year, month = divmod(day.year * 12 + day.month - 1 + months_valid, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def check_can_take_again(completed_at: datetime, *, months_valid: int) -> None:
    """Refuse to ask again so soon that a person would mostly remember; says from which day it is possible."""
    day = may_take_again_on(completed_at, months_valid=months_valid)
    if clock.today() < day:
        raise NotAllowed(f"Your answers still count. You can take the situations again from {date_in_words(day)}.")


def days_to_take_again(completed_at: Mapping[str, datetime], *, months_valid: int) -> Mapping[str, date]:
    """Return for each value that was finished the day from which it may be taken again."""
    return {key: may_take_again_on(at, months_valid=months_valid) for key, at in completed_at.items()}
