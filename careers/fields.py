"""Form fields that every form shares: clean text of a stated length, pounds, hours, dates, postcodes."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCharacterCount,
    GovCheckboxesInput,
    GovCheckboxInput,
    GovDateInput,
    GovRadioInput,
    GovSelect,
    GovTextInput,
)
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.form import BaseForm
from wtforms.validators import Email, StopValidation

from careers.errors import BadInput
from careers.geo.postcodes import normalise_postcode

EMAIL = Email("Enter an e-mail address like name@example.com", allow_smtputf8=False)
MOST_PENCE = 500_000_00
MINUTES_A_WEEK = 7 * 24 * 60
TURNS_TEXT_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def without_control_characters(text: str) -> str:
    """Return a text without what cannot be seen and does harm. New lines and tabs stay."""
    return "".join(character for character in text if not _is_control(character))


def _is_control(character: str) -> bool:
    is_unseen = unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t"
    return is_unseen or character in TURNS_TEXT_AROUND


def put_on_form(form: BaseForm, refusal: BadInput) -> None:
    """Show a refusal at the field it names, and in the summary."""
    field = form[refusal.field]
    field.errors = [*field.errors, str(refusal)]


class Required:
    """Asks for an answer. A field that could not read what was typed keeps its own sentence."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: BaseForm, field: Field) -> None:
        """Stop with the message when there is no answer."""
        if field.process_errors:
            raise StopValidation
        if field.data is None or field.data == "" or field.data == []:
            field.errors = []
            raise StopValidation(self.message)


class AtMost:
    """Allows up to so many choices."""

    def __init__(self, most: int, message: str) -> None:
        self.most, self.message = most, message

    def __call__(self, _form: BaseForm, field: Field) -> None:
        """Stop with the message when there are more."""
        if len(field.data or []) > self.most:
            raise StopValidation(self.message)


class _Look:
    """Bold labels and legends, and no hint where there is nothing to hint at."""

    def map_gov_params(self, field: Any, **options: Any) -> Any:
        """Return what the GOV.UK macro is told."""
        params = super().map_gov_params(field, **options)  # type: ignore[misc]  # the widget it is mixed into has it
        if "fieldset" in params:
            params["fieldset"].get("legend", {}).setdefault("classes", "govuk-fieldset__legend--s")
        elif "label" in params:
            params["label"].setdefault("classes", "govuk-label--s")
        if not field.description and not (params.get("hint") or {}).get("text"):
            params.pop("hint", None)
        return params


class _TextInput(_Look, GovTextInput):
    pass


class _Radios(_Look, GovRadioInput):
    pass


class _Checkboxes(_Look, GovCheckboxesInput):
    pass


class _Checkbox(_Look, GovCheckboxInput):
    pass


class _Select(_Look, GovSelect):
    pass


class _CleanTextField(StringField):
    """Text without spaces around it, in one Unicode form, of at most `limit` characters, all of them seen."""

    def __init__(self, label: str, validators: Sequence[Any] = (), *, limit: int, **options: Any) -> None:
        super().__init__(label, list(validators), **{"default": "", **options})
        self.limit = limit

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text; a new line counts as one character, as the counter on the page counts it."""
        typed = (valuelist[0] if valuelist else "").replace("\r\n", "\n").replace("\r", "\n")
        tidy = unicodedata.normalize("NFC", self._tidy(typed)).strip()
        self.data = without_control_characters(tidy)
        if self.data != tidy:
            raise ValueError("We took out signs that cannot be shown. Check the text, then go on")
        if len(tidy) > self.limit:
            raise ValueError(f"Use {self.limit:,} characters or fewer. You have used {len(tidy):,}")

    def _tidy(self, text: str) -> str:
        return text


class LineField(_CleanTextField):
    """One line of text."""

    widget = _TextInput()

    def _tidy(self, text: str) -> str:
        return re.sub(r"[ \t\n\u00a0]+", " ", text)


class _CountedTextArea(_Look, GovCharacterCount):
    def map_gov_params(self, field: Any, **options: Any) -> Any:
        """Tell the page how many characters are allowed."""
        return {"maxlength": field.limit, "rows": field.rows} | super().map_gov_params(field, **options)


class TextBoxField(_CleanTextField):
    """Several lines of text, with a count of the characters left."""

    widget = _CountedTextArea()

    def __init__(self, label: str, validators: Sequence[Any] = (), *, rows: int = 6, **options: Any) -> None:
        super().__init__(label, validators, **options)
        self.rows = rows


class _ReadField(Field):
    """A text input whose text stands for something else: `read` makes data of it, `shown` text of data."""

    widget = _TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing typed is None."""
        typed = (valuelist[0] if valuelist else "").strip()
        self.data = None
        if typed:
            self.data = self.read(typed)

    def _value(self) -> str:
        if self.raw_data:
            return without_control_characters(str(self.raw_data[0]))
        return "" if self.data is None else self.shown(self.data)

    def refusal(self, how: str) -> ValueError:
        """Return an error that names the question, so that two of them in one summary can be told apart."""
        return ValueError(f"{self.label.text.rstrip('?')}: {how}")

    def read(self, typed: str) -> Any:
        """Return what the text stands for, or raise ValueError with a sentence."""
        raise NotImplementedError

    def shown(self, data: Any) -> str:
        """Return the text that stands for the data."""
        return str(data)


class PoundsField(_ReadField):
    """A sum in pounds, such as 12.90 or £23,500; the data is pence."""

    def read(self, typed: str) -> int:
        """Return pence."""
        match = re.fullmatch(r"£?([0-9]{1,6})(?:\.([0-9]{1,2}))?", re.sub(r"[,\s]", "", typed))
        if match is None:
            raise self.refusal("enter a sum in pounds, like 12.90 or 23,500")
        pence = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))
        if not 0 < pence <= MOST_PENCE:
            raise self.refusal(f"enter a sum from £0.01 to £{MOST_PENCE // 100:,}")
        return pence

    def shown(self, data: int) -> str:
        """Return pounds and pence, without pence when whole."""
        pounds, pence = divmod(data, 100)
        return f"{pounds}.{pence:02}" if pence else str(pounds)


class HoursField(_ReadField):
    """Hours of a week, whole or half, such as 24 or 37.5; the data is minutes."""

    def read(self, typed: str) -> int:
        """Return minutes."""
        match = re.fullmatch(r"([0-9]{1,3})(?:\.([05])0?)?", typed)
        if match is None:
            raise self.refusal("enter whole or half hours, like 24 or 37.5")
        minutes = int(match[1]) * 60 + (30 if match[2] == "5" else 0)
        if minutes > MINUTES_A_WEEK:
            raise self.refusal("enter hours up to 168, the hours of a week")
        return minutes

    def shown(self, data: int) -> str:
        """Return hours, with .5 for a half."""
        return f"{data // 60}.5" if data % 60 else str(data // 60)


class WholeNumberField(_ReadField):
    """A whole number within limits."""

    def __init__(self, label: str, validators: Sequence[Any] = (), *, least: int, most: int, **options: Any) -> None:
        super().__init__(label, list(validators), **options)
        self.least, self.most = least, most

    def read(self, typed: str) -> int:
        """Return the number."""
        if not re.fullmatch(r"[0-9]{1,9}", typed) or not self.least <= int(typed) <= self.most:
            raise self.refusal(f"enter a whole number from {self.least} to {self.most}")
        return int(typed)


class DecimalNumberField(_ReadField):
    """A number with up to two decimals within limits; the data is a float."""

    def __init__(
        self, label: str, validators: Sequence[Any] = (), *, least: float, most: float, **options: Any
    ) -> None:
        super().__init__(label, list(validators), **options)
        self.least, self.most = least, most

    def read(self, typed: str) -> float:
        """Return the number."""
        if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,2})?", typed) or not self.least <= float(typed) <= self.most:
            raise self.refusal(f"enter a number from {self.least:g} to {self.most:g}")
        return float(typed)

    def shown(self, data: float) -> str:
        """Return the number without needless decimals."""
        return f"{data:g}"


class PostcodeField(_ReadField):
    """A full postcode; the data is written with capitals and one space. The postcode need not exist."""

    def read(self, typed: str) -> str:
        """Return the postcode."""
        postcode = normalise_postcode(typed)
        if postcode is None:
            raise ValueError("Enter a full postcode, like MK9 3EJ")
        return postcode


class TimeField(_ReadField):
    """A time of day such as 2:30pm or 14:30; midday is 12pm."""

    def read(self, typed: str) -> time:
        """Return the time."""
        match = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(am|pm)?", typed.lower())
        hour, minute, half = (int(match[1]), int(match[2] or 0), match[3]) if match else (99, 0, None)
        if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
            raise ValueError("Enter a time, like 2:30pm or 14:30")
        return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute)

    def shown(self, data: time) -> str:
        """Return the time on a 24-hour clock."""
        return f"{data:%H:%M}"


class _DateInput(_Look, GovDateInput):
    def __call__(self, field: Any, **options: Any) -> Any:
        options.setdefault("id", field.name)
        if field.raw_data is None and field.data:
            field.raw_data = [str(part) for part in (field.data.day, field.data.month, field.data.year)]
        return super().__call__(field, **options)


class DayField(Field):
    """A date as day, month (a number or a name) and year."""

    widget = _DateInput()

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, list(validators), **options)
        self.id = f"{self.name}-day"  # where the error summary leads

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the three parts; nothing typed is None."""
        self.raw_data = [without_control_characters(part).strip()[:20] for part in [*valuelist, "", "", ""][:3]]
        day, month, year = self.raw_data
        self.data = None
        if not any(self.raw_data):
            return
        missing = [name for name, part in (("day", day), ("month", month), ("year", year)) if not part]
        if missing:
            raise ValueError(f"The date must include a {' and a '.join(missing)}")
        self.data = _read_date(day, month, year)

    def _value(self) -> str:
        return " ".join(self.raw_data or [])


def _read_date(day: str, month: str, year: str) -> date:
    name = month[:3].lower()
    number = str(MONTHS.index(name) + 1) if name in MONTHS else month
    if all(re.fullmatch(r"[0-9]{1,2}", part) for part in (day, number)) and re.fullmatch(r"[0-9]{4}", year):
        try:
            return date(int(year), int(number), int(day))
        except ValueError:
            pass
    raise ValueError("Enter a real date, like 27 3 2027")


class RadiosField(RadioField):
    """One of a few choices, all of them in sight."""

    widget = _Radios()


class CheckboxesField(SelectMultipleField):
    """Any of a few choices, all of them in sight."""

    widget = _Checkboxes()


class ListField(SelectField):
    """One of many choices, in a list box."""

    widget = _Select()


class TickField(BooleanField):
    """One box to tick."""

    widget = _Checkbox()


class OrNone:
    """Reads a choice, where an empty one is no choice: `coerce=OrNone(int)`."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        self.read = read

    def __call__(self, value: Any) -> Any:
        """Return the choice or None; ValueError when it cannot be read."""
        return None if value in {"", None} else self.read(value)


def choices_of(pairs: Iterable[tuple[Any, str]], *, first: str = "") -> list[SelectChoice]:
    """Return choices from pairs of a value and its words, led by an empty one when `first` says what to do."""
    leading = [SelectChoice("", first)] if first else []
    return leading + [SelectChoice(value, words) for value, words in pairs]
