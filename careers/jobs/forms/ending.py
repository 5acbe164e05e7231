"""The pages on which an advert is closed, found and taken down."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField

from careers.fields import LineField, RadiosField, Required, TextBoxField, choices_of

CLOSE_REASONS = (
    "We filled it in another way",
    "We no longer need the post",
    "We have enough applications",
    "Something in the advert was wrong",
    "Another reason",
)


class CloseForm(FlaskForm):
    reason = RadiosField(
        "Why are you closing it?",
        [Required("Choose why you are closing it")],
        choices=choices_of((reason, reason) for reason in CLOSE_REASONS),
    )
    submit = SubmitField("Close this vacancy", widget=GovSubmitInput())


class WithdrawForm(FlaskForm):
    reason = TextBoxField(
        "Why are you taking it down?",
        [Required("Enter the reason")],
        limit=300,
        rows=4,
        description="The employer reads this. Say what is wrong and how to mend it.",
    )
    submit = SubmitField("Take this vacancy down", widget=GovSubmitInput())


class FindAdvertForm(FlaskForm):
    class Meta:
        csrf = False  # it only reads

    reference = LineField("Find a vacancy by its reference", limit=12, description="It begins with V, like V-7KQ3MX.")
    submit = SubmitField("Find the vacancy", widget=GovSubmitInput())
