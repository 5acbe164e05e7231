"""The pages of an application, in order, and which of them still wait for an answer. Pure."""

from dataclasses import dataclass

from careers.applications.models import Application


@dataclass(frozen=True, slots=True)
class Step:
    """One page. `needs` are the columns that must not be empty before the application can be sent."""

    key: str
    title: str
    endpoint: str
    needs: tuple[str, ...] = ()


QUESTIONS = Step("questions", "Situations at work", "applications.answer_questions")
CONTACT = Step("contact", "Contact details", "applications.give_contact", ("first_name", "last_name", "email"))
EXPERIENCE = Step("experience", "Work and life experience", "applications.give_experience", ("experience",))
WHY = Step("why", "Why this work", "applications.give_reasons", ("why",))
ADJUSTMENTS = Step("adjustments", "Adjustments for the interview", "applications.give_adjustments")
CHECK = Step("check", "Check your answers", "applications.check_answers")

STEPS = (QUESTIONS, CONTACT, EXPERIENCE, WHY, ADJUSTMENTS, CHECK)


def number_of(step: Step) -> int:
    """Return a step's place, from 1."""
    return STEPS.index(step) + 1


def after(step: Step) -> Step:
    """Return the step that follows."""
    return STEPS[number_of(step)]


def before(step: Step) -> Step | None:
    """Return the step that comes before, or None for the first."""
    number = number_of(step)
    return STEPS[number - 2] if number > 1 else None


def unfinished(application: Application, *, questions_left: int) -> list[Step]:
    """Return the steps that must be finished before sending, in order.

    `questions_left` counts the situations not answered; somebody who asked for another format need not answer them.
    """
    return [step for step in STEPS if _is_unfinished(step, application, questions_left)]


def next_step(application: Application, *, questions_left: int) -> Step:
    """Return where a person carries on: the first unfinished step, else the check of all answers."""
    return next(iter(unfinished(application, questions_left=questions_left)), CHECK)


def _is_unfinished(step: Step, application: Application, questions_left: int) -> bool:
    if step is QUESTIONS:
        return questions_left > 0 and not application.wants_alternative_format
    return any(not getattr(application, name) for name in step.needs)
