"""The form of one situation: each response rated from 1 to 5, every point with its words."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSubmitInput
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, RadioField, SubmitField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from careers.screening.bank import Question, shuffled_responses

PREFIX = "response_"
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
        return {field.name.removeprefix(PREFIX): field.data for field in self.rating_fields}

    def forgery(self, sent: MultiDict[str, str]) -> str | None:
        """Return a code for what no page of ours sends, or None; what was left out is for the form's own sentences."""
        known = {field.name for field in self.rating_fields}
        if any(name.startswith(PREFIX) and name not in known for name in sent):
            return "unknown response"
        if any(len(sent.getlist(name)) > 1 for name in known):
            return "two ratings"
        if any(sent[name] not in SCALE for name in known if name in sent):
            return "off the scale"
        return None


def form_for(question: Question, *, seed: int, saved: Mapping[str, int]) -> AnswerQuestionForm:
    """Return the form of a question with this person's order of responses and their saved ratings."""
    fields = {
        f"{PREFIX}{response.key}": RadioField(
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
        data={"version": question.version} | {f"{PREFIX}{key}": rating for key, rating in saved.items()}
    )
    return form
