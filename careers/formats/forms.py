"""Forms of answering in another way."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField

from careers.fields import LineField, OrNone, RadiosField, Required, TextBoxField, choices_of
from careers.formats.models import Way
from careers.formats.policies import TEXT_LIMIT

WAYS = {
    "": "I do not mind, or I would like to talk about it first",
    Way.WRITING.value: "In writing: a few sentences about each value",
    Way.PHONE.value: "By phone",
    Way.IN_PERSON.value: "Face to face, or with the situations on paper",
}


class WishForm(FlaskForm):
    way = RadiosField(
        "Which way would suit you? (optional)", choices=choices_of(WAYS.items()), coerce=OrNone(Way), default=None
    )
    contact = LineField("How and when can we reach you? (optional)", limit=200)
    submit = SubmitField("Save", widget=GovSubmitInput())


class ArrangeForm(FlaskForm):
    arranged_for = LineField("When and how?", [Required("Enter when and how the person answers")], limit=200)
    submit = SubmitField("Save and tell the person", widget=GovSubmitInput())


class WriteForm(FlaskForm):
    text = TextBoxField("Your answer", limit=TEXT_LIMIT, rows=10)
    submit = SubmitField("Save", widget=GovSubmitInput())


class CompleteForm(FlaskForm):
    outcome = TextBoxField("Words to the person (optional)", limit=500, rows=4)
    submit = SubmitField("Complete, and tell the person", widget=GovSubmitInput())
