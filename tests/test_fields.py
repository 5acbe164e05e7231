"""The shared form fields: what they accept, what they refuse, and that what was typed is kept."""

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from careers.errors import BadInput
from careers.fields import (
    DayField,
    HoursField,
    LineField,
    PostcodeField,
    PoundsField,
    Required,
    TextBoxField,
    WholeNumberField,
    put_on_form,
)


class AnyForm(Form):
    line = LineField("Line", limit=10)
    box = TextBoxField("Box", limit=10)
    pay = PoundsField("Pay")
    hours = HoursField("Hours")
    posts = WholeNumberField("Posts", least=1, most=99)
    postcode = PostcodeField("Postcode")
    day = DayField("Day")


class NeededForm(Form):
    day = DayField("Day", [Required("Enter the day")])
    pay = PoundsField("Pay", [Required("Enter the pay")])


def filled(**typed: Any) -> AnyForm:
    form = AnyForm(MultiDict(typed))
    form.validate()
    return form


@pytest.mark.parametrize(
    ("name", "typed", "data"),
    [
        ("line", "  two\t\n words ", "two words"),
        ("line", "cafe\u0301", "caf\u00e9"),
        ("box", "a\r\nb", "a\nb"),
        ("box", "12345\r\n789", "12345\n789"),
        ("box", "", ""),
        ("pay", "12.90", 1290),
        ("pay", "£12.9", 1290),
        ("pay", "23,500", 2_350_000),
        ("pay", "", None),
        ("hours", "37.5", 2250),
        ("hours", "0", 0),
        ("hours", "168", 10080),
        ("posts", "99", 99),
        ("postcode", "mk93ej", "MK9 3EJ"),
        ("day", ["27", "3", "2027"], date(2027, 3, 27)),
        ("day", ["1", "November", "2026"], date(2026, 11, 1)),
        ("day", ["", "", ""], None),
    ],
)
def test_reads(name: str, typed: Any, data: Any) -> None:
    form = filled(**{name: typed})

    assert not form.errors
    assert form[name].data == data


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("line", "12345678901", "Use 10 characters or fewer. You have used 11"),
        ("line", "a\x00b", "We took out signs that cannot be shown. Check the text, then go on"),
        ("line", "a\u202eb", "We took out signs that cannot be shown. Check the text, then go on"),
        ("box", "a\x1bb", "We took out signs that cannot be shown. Check the text, then go on"),
        ("pay", "competitive", "Pay: enter a sum in pounds, like 12.90 or 23,500"),
        ("pay", "-5", "Pay: enter a sum in pounds, like 12.90 or 23,500"),
        ("pay", "0", "Pay: enter a sum from £0.01 to £500,000"),
        ("pay", "12.905", "Pay: enter a sum in pounds, like 12.90 or 23,500"),
        ("hours", "37.25", "Hours: enter whole or half hours, like 24 or 37.5"),
        ("hours", "168.5", "Hours: enter hours up to 168, the hours of a week"),
        ("posts", "0", "Posts: enter a whole number from 1 to 99"),
        ("posts", "٣", "Posts: enter a whole number from 1 to 99"),
        ("postcode", "MK9", "Enter a full postcode, like MK9 3EJ"),
        ("day", ["30", "2", "2027"], "Enter a real date, like 27 3 2027"),
        ("day", ["", "3", ""], "The date must include a day and a year"),
        ("day", ["1"], "The date must include a month and a year"),
    ],
)
def test_refuses_with_a_sentence(name: str, typed: Any, sentence: str) -> None:
    form = filled(**{name: typed})

    assert form.errors == {name: [sentence]}


def test_keeps_what_was_typed_without_its_control_characters() -> None:
    form = filled(line="a\x00b", pay="tw\x00elve", day=["31", "2", "2027"])

    assert form.line._value() == "ab"
    assert form.pay._value() == "twelve"
    assert form.day._value() == "31 2 2027"


@pytest.mark.parametrize(
    ("name", "data", "text"), [("pay", 1290, "12.90"), ("pay", 2_350_000, "23500"), ("hours", 2250, "37.5")]
)
def test_shows_data_as_people_type_it(name: str, data: int, text: str) -> None:
    form = AnyForm(data={name: data})

    assert form[name]._value() == text


def test_required_asks_once_and_leaves_other_sentences_alone() -> None:
    empty, wrong = NeededForm(MultiDict()), NeededForm(MultiDict({"day": ["", "3", "2027"], "pay": "x"}))

    assert not empty.validate()
    assert not wrong.validate()

    assert empty.errors == {"day": ["Enter the day"], "pay": ["Enter the pay"]}
    assert wrong.errors == {
        "day": ["The date must include a day"],
        "pay": ["Pay: enter a sum in pounds, like 12.90 or 23,500"],
    }


def test_a_date_is_shown_without_noughts_in_front(app: Flask) -> None:
    form = AnyForm(data={"day": date(2027, 1, 3)})

    with app.test_request_context():
        shown = form.day()

    assert re.findall(r'value="(.*?)"', shown) == ["3", "1", "2027"]


def test_the_error_summary_leads_to_the_box_for_the_day() -> None:
    assert AnyForm().day.id == "day-day"


def test_a_refusal_is_put_at_its_field() -> None:
    form = filled(pay="12")

    put_on_form(form, BadInput("pay", "Raise the pay"))

    assert form.errors == {"pay": ["Raise the pay"]}
