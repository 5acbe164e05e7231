"""The form of one situation: each response rated from 1 to 5, every point with its words."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSubmitInput
from wtforms import IntegerField, RadioField, SubmitField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from careers.screening.bank import Question, shuffled_responses

SCALE = {
    "1": "1: not a good idea at all",
    "2": "2: not a very good idea",
    "3": "3: neither good nor bad",
    "4": "4: a good idea",
    "5": "5: a very good idea",
}


class AnswerQuestionForm(FlaskForm):
    """A form with the version of the question it shows; `form_for` adds a field for each response."""

    version = IntegerField(widget=HiddenInput())
    submit = SubmitField("Save and go on", widget=GovSubmitInput())

    @property
    def rating_fields(self) -> list[RadioField]:
        """The fields of the responses, in the order they are shown."""
        return [field for field in self if isinstance(field, RadioField)]

    @property
    def ratings(self) -> dict[str, int]:
        """The ratings by response key."""
        return {field.name.removeprefix("response_"): field.data for field in self.rating_fields}


def form_for(question: Question, *, seed: int, saved: Mapping[str, int]) -> AnswerQuestionForm:
    """Return the form of a question with this person's order of responses and their saved ratings."""
    fields = {
        f"response_{response.key}": RadioField(
            response.text,
            choices=SCALE,
            coerce=int,
            widget=GovRadioInput(),
            validators=[InputRequired(f"Say how good this idea is: “{response.text}”")],
        )
        for response in shuffled_responses(question, seed)
    }
    form_class = type("FormOfOneQuestion", (AnswerQuestionForm,), fields)
    form: AnswerQuestionForm = form_class(
        data={"version": question.version} | {f"response_{key}": rating for key, rating in saved.items()}
    )
    return form
