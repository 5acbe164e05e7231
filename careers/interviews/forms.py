"""The form on which an assessor rates an interview: each value with its anchors in words and a note."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import Field, IntegerField, SubmitField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import StopValidation
from wtforms.widgets import HiddenInput

from careers.fields import OrNone, RadiosField, Required, TextBoxField
from careers.interviews.guides import Guide, guide_book
from careers.interviews.policies import COMMENT_LIMIT, NOTE_LIMIT, Heard

NOT_ASKED = 0


class RateInterviewForm(FlaskForm):
    """A form with the version of the guide it shows; `form_for` adds two fields for each value."""

    guide_version = IntegerField(widget=HiddenInput())
    submit = SubmitField("Send my ratings", widget=GovSubmitInput())

    def fields_of(self, guide: Guide) -> tuple[Field, Field]:
        """Return the rating and the note of a value."""
        return self[f"rating_{guide.value_key}"], self[f"note_{guide.value_key}"]

    def heard(self, guides: Sequence[Guide]) -> list[Heard]:
        """Return what was heard about each value."""
        return [
            Heard(guide.value_key, rating.data or None, note.data or "")
            for guide in guides
            for rating, note in [self.fields_of(guide)]
        ]


class NeededWithRating:
    """Asks for words beside a rating; a value that was not asked needs none."""

    def __init__(self, rating: str, message: str) -> None:
        self.rating, self.message = rating, message

    def __call__(self, form: Any, field: Field) -> None:
        """Stop with the message when there is a rating without words."""
        if form[self.rating].data and not field.data and not field.process_errors:
            raise StopValidation(self.message)


def form_for(guides: Sequence[Guide]) -> RateInterviewForm:
    """Return the form for the values of a vacancy."""
    fields: dict[str, Field] = {}
    for guide in guides:
        name, rating = guide.value.name, f"rating_{guide.value_key}"
        fields[rating] = RadiosField(
            name,
            [Required(f"Choose what you heard about “{name}”, or “Not asked”")],
            choices=[
                *(SelectChoice(number, f"{number}: {words}") for number, words in sorted(guide.anchors.items())),
                SelectChoice(NOT_ASKED, "Not asked"),
            ],
            coerce=OrNone(int),
        )
        fields[f"note_{guide.value_key}"] = TextBoxField(
            f"What they said and did: {name}",
            [NeededWithRating(rating, f"Write what you heard about “{name}”")],
            limit=NOTE_LIMIT,
            rows=4,
        )
    form_class = type("FormOfOneInterview", (RateInterviewForm,), fields)
    form: RateInterviewForm = form_class(data={"guide_version": guide_book().version})
    return form


class CommentForm(FlaskForm):
    words = TextBoxField("Add a comment", [Required("Write your comment")], limit=COMMENT_LIMIT, rows=4)
    submit = SubmitField("Add this comment", widget=GovSubmitInput())
