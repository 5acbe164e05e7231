"""The form of the profile."""

from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Optional, Regexp

from careers.fields import (
    CheckboxesField,
    DayField,
    LineField,
    OrNone,
    PostcodeField,
    PoundsField,
    RadiosField,
    Required,
)
from careers.reference.choices import CONTRACT_LABELS, PATTERN_LABELS

MILES = (1, 3, 5, 10, 15, 20, 25, 50)
PHONE = Regexp(r"^[0-9 +()\-]{7,30}$", message="Enter a phone number, like 07700 900123")


def _yes(value: Any) -> bool:
    return value in {True, "yes"}


class ProfileForm(FlaskForm):
    first_name = LineField("First name", limit=60)
    last_name = LineField("Last name", limit=60)
    phone = LineField("Phone number", [Optional(), PHONE], limit=30)
    postcode = PostcodeField("Postcode")
    travel_miles = RadiosField(
        "How far can you travel to work?",
        choices=[
            *(SelectChoice(miles, f"{miles} miles" if miles > 1 else "1 mile") for miles in MILES),
            SelectChoice("", "I have not decided"),
        ],
        coerce=OrNone(int),
    )
    can_drive = RadiosField(
        "Can you drive to work or between visits?",
        choices=[SelectChoice("yes", "Yes"), SelectChoice("no", "No"), SelectChoice("", "I would rather not say")],
        coerce=OrNone(_yes),
    )
    patterns = CheckboxesField(
        "When do you want to work?",
        choices=[SelectChoice(pattern.value, label) for pattern, label in PATTERN_LABELS.items()],
    )
    contracts = CheckboxesField(
        "What kinds of contract would you take?",
        choices=[SelectChoice(contract.value, label) for contract, label in CONTRACT_LABELS.items()],
    )
    pay_min_pence = PoundsField("Lowest pay you hope for, in pounds an hour")
    can_start_on = DayField("When can you start?")
    submit = SubmitField("Save my profile", widget=GovSubmitInput())

    def wishes(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the command."""
        return {name: value for name, value in self.data.items() if name not in {"submit", "csrf_token"}}


class FindableForm(FlaskForm):
    is_findable = RadiosField(
        "May employers invite you to apply?",
        [Required("Choose yes or no")],
        choices=[SelectChoice("yes", "Yes, employers may invite me"), SelectChoice("no", "No")],
    )
    submit = SubmitField("Save my choice", widget=GovSubmitInput())
