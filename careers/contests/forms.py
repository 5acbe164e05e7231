"""Forms of contesting an answer and of reviewing that."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField

from careers.contests.policies import NOTE_LIMIT, OUTCOME_LIMIT
from careers.fields import Required, TextBoxField, TickField


class ContestForm(FlaskForm):
    note = TextBoxField(
        "What should people know about this answer?",
        [Required("Write what people should know about this answer")],
        limit=NOTE_LIMIT,
        rows=5,
    )
    wants_review = TickField("I would like a person at the council to look at this")
    submit = SubmitField("Save", widget=GovSubmitInput())


class ReviewForm(FlaskForm):
    outcome = TextBoxField(
        "What you found, in words to the person",
        [Required("Write what you found. The person will read it")],
        limit=OUTCOME_LIMIT,
        rows=6,
    )
    submit = SubmitField("Save and tell the person", widget=GovSubmitInput())
