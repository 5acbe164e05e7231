"""Rules of the equality questions: when they are asked, what can be answered, which answer means nothing."""

from collections.abc import Mapping, Sequence

from careers.equality.questionnaire import Question
from careers.equality.sealing import BLANK, DOES_NOT_APPLY
from careers.errors import NotAllowed


def check_can_answer(*, has_applied: bool) -> None:
    """Refuse answers of somebody who has sent no application: they would be kept for nothing."""
    if not has_applied:
        raise NotAllowed("We ask these questions after you have sent an application.")


def check_answers(answers: Mapping[str, str], asked: Sequence[Question]) -> None:
    """Refuse a page with an answer that is not offered, or to a question that is not asked; blank is always allowed."""
    offered = {question.key: {BLANK, *(option.code for option in question.offered)} for question in asked}
    if any(answer not in offered.get(key, ()) for key, answer in answers.items()):
        raise NotAllowed(
            "These answers do not fit the questions that we ask now. Nothing is saved. Open the questions again."
        )


def settle(answers: Mapping[str, str], asked: Sequence[Question]) -> dict[str, str]:
    """Return an answer to every question asked: blank where there is none, and set aside where it means nothing."""
    return {question.key: _settled(question, answers) for question in asked}


def _settled(question: Question, answers: Mapping[str, str]) -> str:
    if question.only_if is not None and answers.get(question.only_if[0], BLANK) != question.only_if[1]:
        return DOES_NOT_APPLY
    return answers.get(question.key, BLANK)
