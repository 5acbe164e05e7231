"""The bank as files: what is written is read back, whatever the words, and every fault is named."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.questions.bank_files import BankFile, csv_text, json_text, read_bank
from careers.questions.content import Content, Item, ResponseContent
from careers.screening import bank
from careers.screening.bank import QuestionStatus, RoleFamily

VALUES = [value.key for value in bank.values()]
WRITERS: list[Callable[[list[Item]], str]] = [json_text, csv_text]

words = st.one_of(
    st.sampled_from(
        ["=SUM(A1)", "'quoted'", "'=1", "''", "-2", "@home", "+44", 'with "marks", and commas', "two\nlines"]
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=40),
).map(lambda text: text.strip())
tidy = words.filter(lambda text: bool(text) and text == normalize("NFC", text))
keys = st.floats(1, 2.4) | st.floats(3.6, 5) | st.none()


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    """Return versions of some questions."""
    made = []
    for key, count in draw(st.dictionaries(st.sampled_from(["one", "two-b", "three3"]), st.integers(1, 3))).items():
        for number in range(1, count + 1):
            value, second = draw(st.permutations(VALUES))[:2]
            texts = draw(st.lists(tidy, min_size=4, max_size=5, unique=True))
            dropped = draw(st.sampled_from([None, 0]))
            made.append(
                Item(
                    key,
                    number,
                    draw(st.sampled_from(QuestionStatus)),
                    Content(
                        value_key=value,
                        second_value_key=draw(st.sampled_from([None, second])),
                        role_family=draw(st.sampled_from(RoleFamily)),
                        situation=draw(tidy),
                        author=draw(tidy),
                        key_source=draw(tidy),
                        responses=tuple(
                            ResponseContent("abcde"[place], text, draw(keys), place != dropped)
                            for place, text in enumerate(texts)
                        ),
                    ),
                )
            )
    return made


@pytest.mark.parametrize("write", WRITERS)
@given(made=items())
def test_what_is_written_is_read_back(write: Callable[[list[Item]], str], made: list[Item]) -> None:
    if made:
        assert read_bank(write(made).encode(), VALUES) == BankFile(tuple(made), ())


@given(made=items())
def test_no_cell_of_the_csv_is_run_by_a_spreadsheet(made: list[Item]) -> None:
    cells = [cell for row in csv.reader(StringIO(csv_text(made), newline="")) for cell in row]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def a_question(**changes: Any) -> dict[str, Any]:
    return {
        "key": "a-question",
        "version": 1,
        "status": "draft",
        "value": "cwp_respect",
        "second_value": "",
        "role_family": "any",
        "situation": "It rains.",
        "author": "Grace",
        "key_source": "no key yet",
        "responses": [{"key": key, "text": f"Do {key}", "key_rating": None, "kept": True} for key in "abcd"],
    } | changes


def read(*questions: Any) -> BankFile:
    return read_bank(json.dumps({"questions": questions}).encode(), VALUES)


def responses(**changes: Any) -> list[dict[str, Any]]:
    first, *others = a_question()["responses"]
    return [first | changes, *others]


def test_a_question_of_the_starter_file_is_read_without_what_only_our_exports_have() -> None:
    raw = (bank.DATA / "questions.json").read_bytes()

    found = read_bank(raw, VALUES)

    assert not found.faults
    assert len(found.items) == 42
    assert all(response.is_kept for item in found.items for response in item.content.responses)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"key": "Not A Key"}, "Its key must be small letters"),
        ({"key": None}, "Its key must be small letters"),
        ({"key": "experts"}, "Its key must be small letters"),
        ({"version": 0}, "Its version must be a whole number"),
        ({"version": True}, "Its version must be a whole number"),
        ({"version": "1"}, "Its version must be a whole number"),
        ({"status": "asleep"}, "Its status is not one of: draft, with experts"),
        ({"status": ["draft"]}, "Its status is not one of"),
        ({"value": "sfc_respect"}, "Its value is not one of: cwp_"),
        ({"value": {}}, "Its value is not one of"),
        ({"second_value": "cwp_respect"}, "Its second value is its first"),
        ({"second_value": "love"}, "Its second value is not one of"),
        ({"role_family": "office"}, "Its role family is not one of"),
        ({"situation": "   "}, "Its situation is missing"),
        ({"situation": "a" * 1_001}, "Its situation has 1,001 characters, and 1,000 are the most"),
        ({"situation": "a\x00b"}, "holds signs that cannot be shown"),
        ({"author": 7}, "Its author is missing"),
        ({"key_source": ""}, "Its key source is missing"),
        ({"responses": []}, "It has 0 responses, and four or five are needed"),
        ({"responses": "abcd"}, "It has 0 responses"),
        ({"responses": responses(key="b")}, "Two responses have the same letter"),
        ({"responses": responses(text="Do b")}, "Two responses have the same text"),
        ({"responses": responses(key_rating=5.1)}, "Response a: its key must be a number from 1 to 5"),
        ({"responses": responses(key_rating="4")}, "Response a: its key must be a number"),
        ({"responses": responses(key_rating=True)}, "Response a: its key must be a number"),
        ({"responses": responses(key_rating=3.5)}, "Response a: its key, 3.5, is too near the middle"),
        ({"responses": responses(kept="perhaps")}, "Response a: “kept” must be yes or no"),
        ({"responses": responses(text="")}, "Response a: text is missing"),
        ({"responses": [*responses()[:3], "d"]}, "A response is not one with named parts"),
        (
            {
                "key_source": "rated by 8 experts, May 2026",
                "responses": [one | {"kept": one["key"] == "a"} for one in responses()],
            },
            "At least 2 responses must be kept",
        ),
        ({"responses": responses(kept=False)}, "Only experts’ ratings leave a response out"),
    ],
)
def test_each_fault_is_named_with_its_place(changes: dict[str, Any], why: str) -> None:
    found = read(a_question(key="fine"), a_question(**changes))

    assert len(found.faults) == 1
    assert found.faults[0].place.startswith("Question 2")
    assert why in found.faults[0].why


def test_every_fault_is_told_at_once() -> None:
    found = read(a_question(version=0, author=""), 7)

    assert [fault.place for fault in found.faults] == ["Question 1, a-question"] * 2 + ["Question 2"]


def test_the_same_version_twice_is_a_fault() -> None:
    assert [fault.why for fault in read(a_question(), a_question()).faults] == [
        "“a-question” version 1 stands in the file twice."
    ]


def test_a_fault_in_csv_is_named_by_its_line() -> None:
    items = read(a_question(situation="One\nTwo"), a_question(key="other")).items
    text = csv_text(list(items)).replace("Do c,,yes", "Do c,9,yes")

    found = read_bank(text.encode(), VALUES)

    assert [fault.place for fault in found.faults] == ["Line 2, a-question", "Line 10, other"]
    assert "Response c" in found.faults[0].why


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\xff\xfe{}", "not UTF-8"),
        (b"", "must name these columns"),
        (b"a,b\r\n", "must name these columns"),
        (b"{", "not JSON from line 1 on"),
        (b"{}", "no list of"),
        (b'{"questions": []}', "no question in it"),
        (b'{"questions": [NaN]}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[" + b"9" * 10_000 + b"]", "not JSON"),
        (csv_text([]).encode(), "no question in it"),
        (csv_text([]).encode() + b"a,b\r\n", "Line 2 has 2 cells, and 13 are needed"),
        (csv_text([]).encode() + b'"a"b\r\n', "cannot be read as CSV"),
    ],
)
def test_a_file_that_is_no_bank_is_refused_in_a_sentence(raw: bytes, why: str) -> None:
    found = read_bank(raw, VALUES)

    assert found.items == ()
    assert [fault.place for fault in found.faults] == ["The file"]
    assert why in found.faults[0].why


@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_is_sent_is_answered_in_words(raw: bytes) -> None:
    found = read_bank(raw, VALUES)

    assert found.faults
