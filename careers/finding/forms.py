"""Forms of what a person keeps."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField

from careers.fields import TextBoxField


class SaveForm(FlaskForm):
    note = TextBoxField("Your note (optional)", limit=500)
    submit = SubmitField("Save for later", widget=GovSubmitInput())


class NoteForm(FlaskForm):
    note = TextBoxField("Your note", limit=500)
    submit = SubmitField("Keep this note", widget=GovSubmitInput())
