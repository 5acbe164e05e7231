"""The pages of an application, and the decisions of an employer."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import Field, SubmitField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Optional, StopValidation

from careers.applications.policies import (
    ADJUSTMENTS_LIMIT,
    EXPERIENCE_LIMIT,
    NO_START_REASONS,
    READING_ANCHORS,
    READING_NOTE_LIMIT,
    TURN_DOWN_REASONS,
    WHY_LIMIT,
    WORDS_LIMIT,
)
from careers.candidates.forms import PHONE
from careers.fields import (
    EMAIL,
    DayField,
    LineField,
    OrNone,
    PostcodeField,
    RadiosField,
    Required,
    TextBoxField,
    TimeField,
)

OWN_REASON_LIMIT = 300


class StepForm(FlaskForm):
    """One page of an application."""

    @property
    def is_leaving(self) -> bool:
        """Whether the person saves to come back later: then nothing has to be filled in yet."""
        return "save_and_leave" in request.form

    def answers(self) -> dict[str, Any]:
        """Return what was filled in, by column name."""
        return {name: value for name, value in self.data.items() if name not in {"submit", "csrf_token"}}


class NeededToGoOn(Required):
    """Asks for an answer, except from somebody who saves to come back later."""

    def __call__(self, form: Any, field: Field) -> None:
        """Stop with the message when there is no answer, silently when the person leaves."""
        if form.is_leaving and not field.process_errors and not field.data:
            raise StopValidation
        super().__call__(form, field)


class ContactForm(StepForm):
    first_name = LineField("First name", [NeededToGoOn("Enter your first name")], limit=60)
    last_name = LineField("Last name", [NeededToGoOn("Enter your last name")], limit=60)
    email = LineField(
        "E-mail address",
        [NeededToGoOn("Enter your e-mail address"), EMAIL],
        limit=254,
    )
    phone = LineField("Phone number (optional)", [Optional(), PHONE], limit=30)
    postcode = PostcodeField("Postcode (optional)")
    submit = SubmitField("Save and continue", widget=GovSubmitInput())


class ExperienceForm(StepForm):
    experience = TextBoxField(
        "Your work and life experience",
        [NeededToGoOn("Write a few words about what you have done, in work or in life")],
        limit=EXPERIENCE_LIMIT,
        rows=12,
    )
    submit = SubmitField("Save and continue", widget=GovSubmitInput())


class ReasonsForm(StepForm):
    why = TextBoxField(
        "Why do you want this work?",
        [NeededToGoOn("Write a few words about why you want this work")],
        limit=WHY_LIMIT,
        rows=10,
    )
    submit = SubmitField("Save and continue", widget=GovSubmitInput())


class AdjustmentsForm(StepForm):
    adjustments = TextBoxField(
        "Is there anything that would make the interview easier for you? (optional)", limit=ADJUSTMENTS_LIMIT, rows=6
    )
    submit = SubmitField("Save and continue", widget=GovSubmitInput())


class WithdrawForm(FlaskForm):
    reason = TextBoxField("Why are you withdrawing? (optional)", limit=OWN_REASON_LIMIT, rows=4)
    submit = SubmitField("Withdraw my application", widget=GovSubmitInput())


class DeclineForm(FlaskForm):
    reason = TextBoxField("Why are you declining? (optional)", limit=OWN_REASON_LIMIT, rows=4)
    submit = SubmitField("Decline the offer", widget=GovSubmitInput())


class InviteForm(FlaskForm):
    day = DayField("Day of the interview", [Required("Enter the day of the interview")])
    time = TimeField("Time", [Required("Enter the time of the interview, like 2:30pm")])
    place = LineField("Place", [Required("Enter where the interview is, or the number you will ring")], limit=200)
    submit = SubmitField("Send the invitation", widget=GovSubmitInput())


class StartForm(FlaskForm):
    started_on = DayField("First day of work", [Required("Enter the first day of work")])
    submit = SubmitField("Confirm that they have started", widget=GovSubmitInput())


class TurnDownForm(FlaskForm):
    reason = RadiosField(
        "Why?",
        [Required("Choose a reason")],
        choices=[SelectChoice(key, label) for key, label in TURN_DOWN_REASONS.items()],
    )
    words = TextBoxField(
        "Your words to them",
        [Required("Write a sentence to the person. They will read it")],
        limit=WORDS_LIMIT,
        rows=5,
    )
    submit = SubmitField("Send this decision", widget=GovSubmitInput())


class RateAnswersForm(FlaskForm):
    rating = RadiosField(
        "What do you find in their own words?",
        [Required("Choose what you find in their own words")],
        choices=[SelectChoice(rating, f"{rating}: {words}") for rating, words in READING_ANCHORS.items()],
        coerce=OrNone(int),
    )
    note = TextBoxField("Why? (optional)", limit=READING_NOTE_LIMIT, rows=3)
    submit = SubmitField("Save my rating", widget=GovSubmitInput())


class NoStartForm(FlaskForm):
    reason = RadiosField(
        "What happened?",
        [Required("Choose what happened")],
        choices=[SelectChoice(key, label) for key, label in NO_START_REASONS.items()],
    )
    submit = SubmitField("Confirm that they did not start", widget=GovSubmitInput())

    def sentence(self) -> str:
        """Return the reason."""
        return f"{NO_START_REASONS[self.reason.data]}."
