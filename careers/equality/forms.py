"""The form of the equality questions. It checks nothing: what may be answered is a rule. No page shows an answer."""

from flask import request
from flask_wtf import FlaskForm
from wtforms import RadioField

from careers.equality.questionnaire import asked_questions
from careers.fields import RadiosField, choices_of

_CONTROLS = frozenset({"csrf_token"})


class QuestionsForm(FlaskForm):
    """A form that protects against forged requests; `questions_form` adds a field for each question."""

    def answers(self) -> dict[str, str]:
        """Return everything that was sent, by name: a name of ours or not, once or twice. The rules refuse the rest."""
        return {name: "\n".join(values) for name, values in request.form.lists() if name not in _CONTROLS}


def questions_form() -> QuestionsForm:
    """Return the form of the questions that are asked now, always empty."""
    fields: dict[str, RadioField] = {
        question.key: RadiosField(
            question.wording,
            choices=choices_of((option.code, option.label) for option in question.offered),
            description=question.hint,
            validate_choice=False,
        )
        for question in asked_questions()
    }
    form: QuestionsForm = type("FormOfTheQuestionsAsked", (QuestionsForm,), fields)(formdata=None)
    return form
