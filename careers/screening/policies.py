"""When an answer to a screening question can be kept."""

from collections.abc import Mapping

from careers.errors import NotAllowed
from careers.screening.bank import SCALE_POINTS, Question


def check_can_answer(question: Question, *, version: int, ratings: Mapping[str, int]) -> None:
    """Refuse an old version, and anything but one whole rating on the scale for each response."""
    if version != question.version:
        raise NotAllowed("This situation was changed while you had it open. Go back, read it again and answer.")
    if ratings.keys() != {response.key for response in question.responses}:
        raise NotAllowed("Give each idea one answer. Go back and try again.")
    if any(type(rating) is not int or not 1 <= rating <= SCALE_POINTS for rating in ratings.values()):
        raise NotAllowed("Choose one of the five answers for each idea. Go back and try again.")
