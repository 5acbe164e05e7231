"""Forms of the desk: the filter, a question's words, releases, experts, files; and the one an expert rates on."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovSubmitInput
from wtforms import SubmitField
from wtforms.validators import ValidationError

from careers.fields import (
    EMAIL,
    CheckboxesField,
    DecimalNumberField,
    LineField,
    ListField,
    OrNone,
    RadiosField,
    Required,
    TextBoxField,
    WholeNumberField,
    choices_of,
)
from careers.questions import policies
from careers.questions.content import RESPONSE_KEYS, Content, ResponseContent
from careers.questions.models import ExpertKind
from careers.questions.words import FAMILY_WORDS, KIND_WORDS, METHOD_WORDS
from careers.screening import bank
from careers.screening.bank import SCALE_POINTS, QuestionStatus, RoleFamily, name_of
from careers.screening.item_scores import Method
from careers.screening.models import BankRelease, QuestionVersion

EMAIL_LIMIT = 254


def _values() -> list[tuple[str, str]]:
    return [(value.key, value.name) for value in bank.values()]


class FindQuestionsForm(FlaskForm):
    """The filter of the list; a choice that we do not have counts as none."""

    class Meta:
        csrf = False  # it only reads

    value = ListField("Value", choices=lambda: choices_of(_values(), first="Every value"), default="")
    family = ListField("Kind of work", choices=choices_of(FAMILY_WORDS.items(), first="Every kind"), default="")
    status = ListField(
        "Status",
        choices=choices_of(((each, each.value.capitalize()) for each in QuestionStatus), first="Every status"),
        default="",
    )
    submit = SubmitField("Show these", widget=GovSubmitInput())

    def filters(self) -> dict[str, Any]:
        """Return what is asked for."""
        self.validate()
        for field in (self.value, self.family, self.status):
            if field.errors:
                field.data, field.raw_data, field.errors = "", None, []
        return {
            "value_key": self.value.data,
            "role_family": RoleFamily(self.family.data) if self.family.data else None,
            "status": QuestionStatus(self.status.data) if self.status.data else None,
        }


class NameForm(FlaskForm):
    """The short name of a question, which is asked for first."""

    name = LineField(
        "Short name",
        [Required("Enter a short name")],
        limit=policies.KEY_LIMIT,
        description="It stands in the address of the page that people see, so it must not give the good ideas away.",
    )


class QuestionForm(FlaskForm):
    """The words of a question; a starter key may be given with each response, and is marked as ours wherever used."""

    value_key = ListField(
        "Value",
        [Required("Choose a value")],
        choices=lambda: choices_of(_values(), first="Choose a value"),
    )
    second_value_key = ListField(
        "Second value (optional)",
        coerce=OrNone(str),
        choices=lambda: choices_of(_values(), first="None"),
        description="Another value that it touches. Only the first is scored.",
    )
    role_family = ListField("Kind of work", choices=choices_of(FAMILY_WORDS.items()), coerce=RoleFamily)
    situation = TextBoxField(
        "Situation",
        [Required("Describe the situation")],
        limit=policies.SITUATION_LIMIT,
        rows=5,
        description="Two to five short sentences in plain words, and nothing that only trained people know.",
    )
    author: LineField
    submit = SubmitField("Save the draft", widget=GovSubmitInput())

    @property
    def response_fields(self) -> list[tuple[Any, Any]]:
        """The fields of each response: its words and its starter rating."""
        return [(self[f"text_{key}"], self[f"key_{key}"]) for key in RESPONSE_KEYS]

    def validate_second_value_key(self, field: Any) -> None:
        """Refuse the first value again."""
        if field.data and field.data == self.value_key.data:
            raise ValidationError("Choose another value than the first, or none")

    def content(self) -> Content:
        """Return what was written. An empty fifth response is none."""
        responses = tuple(
            ResponseContent(key, self[f"text_{key}"].data, self[f"key_{key}"].data)
            for key in RESPONSE_KEYS
            if self[f"text_{key}"].data
        )
        return Content(
            value_key=self.value_key.data,
            second_value_key=self.second_value_key.data,
            role_family=self.role_family.data,
            situation=self.situation.data or "",
            author=self.author.data or "",
            key_source=policies.key_source_of([each.key_rating for each in responses]),
            responses=responses,
        )


for _place, _key in enumerate(RESPONSE_KEYS, start=1):
    _is_optional = _place > policies.FEWEST_RESPONSES
    _text = TextBoxField(
        f"Idea {_place}{' (optional)' if _is_optional else ''}",
        [] if _is_optional else [Required(f"Write idea {_place}")],
        limit=policies.RESPONSE_LIMIT,
        rows=2,
    )
    setattr(QuestionForm, f"text_{_key}", _text)
    _rating = DecimalNumberField(f"Our own rating of idea {_place} (optional)", least=1, most=SCALE_POINTS)
    setattr(QuestionForm, f"key_{_key}", _rating)
# Made after the ideas, as it stands after them on the page: the list of problems follows this order.
QuestionForm.author = LineField("Who wrote it?", [Required("Say who wrote it")], limit=policies.AUTHOR_LIMIT)


class NewQuestionForm(QuestionForm, NameForm):
    """A new question: its short name, then its words."""


def draft_form(version: QuestionVersion) -> QuestionForm:
    """Return the form of a draft with its words."""
    words: dict[str, Any] = {
        name: getattr(version, name) for name in ("value_key", "second_value_key", "role_family", "situation", "author")
    }
    for key, response in zip(RESPONSE_KEYS, version.responses, strict=False):
        words |= {f"text_{key}": response.text, f"key_{key}": response.key_rating}
    return QuestionForm(data=words)


class RetireForm(FlaskForm):
    reason = LineField(
        "Why is it retired?",
        [Required("Say why it is retired")],
        limit=policies.REASON_LIMIT,
        description="It stands in the history of the question.",
    )
    submit = SubmitField("Retire it", widget=GovSubmitInput())


class ReleaseForm(FlaskForm):
    name = LineField(
        "Name", [Required("Enter a name")], limit=40, description="It is kept with every score, like “2027 spring”."
    )
    method = RadiosField("How answers are scored", choices=choices_of(METHOD_WORDS.items()), coerce=Method)
    questions_a_value = WholeNumberField(
        "Situations for each value", [Required("Enter how many situations are asked for each value")], least=2, most=10
    )
    months_valid = WholeNumberField(
        "Months until a person may answer again", [Required("Enter a number of months")], least=1, most=36
    )
    least_experts = WholeNumberField(
        "Fewest experts for a key", [Required("Enter how many experts are needed")], least=2, most=100
    )
    most_spread = DecimalNumberField(
        "Largest spread of the experts’ ratings",
        [Required("Enter the largest spread")],
        least=0.1,
        most=2,
        description="The standard deviation, in points of the scale. An idea on which they differ more is left out.",
    )
    least_agreement = DecimalNumberField(
        "Least agreement of the experts",
        [Required("Enter the least agreement")],
        least=0,
        most=1,
        description="Kendall’s W, from 0 (no agreement about the order) to 1 (one order).",
    )
    submit = SubmitField("Make this release", widget=GovSubmitInput())


def release_form(release: BankRelease) -> ReleaseForm:
    """Return the form of a new release, which begins as the one in force."""
    names = ("questions_a_value", "months_valid", "least_experts", "most_spread", "least_agreement")
    return ReleaseForm(data={"method": Method(release.method)} | {name: getattr(release, name) for name in names})


class InviteExpertsForm(FlaskForm):
    versions = CheckboxesField("Which questions?", [Required("Choose at least one question")])
    kind = RadiosField(
        "Who are they?",
        [Required("Say who these experts are")],
        choices=choices_of(KIND_WORDS.items()),
        coerce=OrNone(ExpertKind),
    )
    emails = TextBoxField(
        "E-mail addresses",
        [Required("Enter at least one e-mail address")],
        limit=(EMAIL_LIMIT + 1) * policies.MOST_EXPERTS_AT_ONCE,
        rows=6,
        description=f"One on each line, up to {policies.MOST_EXPERTS_AT_ONCE}. Each person gets a link of their own.",
    )
    submit = SubmitField("Send the links", widget=GovSubmitInput())

    @property
    def addresses(self) -> list[str]:
        """The addresses, each once, in small letters."""
        return list(dict.fromkeys((self.emails.data or "").lower().split()))

    def validate_emails(self, field: Any) -> None:
        """Refuse what is not an address, and more than a few at once."""
        if len(self.addresses) > policies.MOST_EXPERTS_AT_ONCE:
            raise ValidationError(f"Enter {policies.MOST_EXPERTS_AT_ONCE} addresses or fewer at a time")
        for address in self.addresses:
            if len(address) > EMAIL_LIMIT or not _is_address(self, field, address):
                raise ValidationError(f"“{address[:60]}” is not an e-mail address. Put one on each line")

    @property
    def chosen(self) -> list[tuple[str, int]]:
        """The versions chosen, each as question key and number."""
        return [(key, int(number)) for key, _, number in (each.rpartition("/") for each in self.versions.data or [])]


def _is_address(form: FlaskForm, field: Any, address: str) -> bool:
    typed, field.data = field.data, address
    try:
        EMAIL(form, field)
    except ValidationError:
        return False
    finally:
        field.data = typed
    return True


def invite_form(versions: Sequence[QuestionVersion], chosen: Sequence[str]) -> InviteExpertsForm:
    """Return the form with the questions that experts may be asked about; `chosen` are ticked at first."""
    form = InviteExpertsForm(data={"versions": chosen})
    form.versions.choices = [
        (
            f"{version.question_key}/{version.number}",
            f"{name_of(version.question_key)}, version {version.number} ({bank.get_value(version.value_key).name})",
        )
        for version in versions
    ]
    return form


class ImportForm(FlaskForm):
    file = FileField("A file of questions, JSON or CSV", widget=GovFileInput())
    submit = SubmitField("Import", widget=GovSubmitInput())

    def validate_file(self, field: Any) -> None:
        """Ask for a file."""
        if not field.data or not getattr(field.data, "filename", ""):
            raise ValidationError("Choose a file")
