"""The forms of the fairness desk."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import HiddenField, SubmitField

from careers.fields import Required, TextBoxField

OUTCOME_LIMIT = 2000


class OpenReviewForm(FlaskForm):
    subject = HiddenField()


class CloseReviewForm(FlaskForm):
    outcome = TextBoxField(
        "What did you find, and what happens now?",
        [Required("Write what you found and what happens now")],
        limit=OUTCOME_LIMIT,
    )
    submit = SubmitField("Close this review", widget=GovSubmitInput())
