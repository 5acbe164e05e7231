"""The words of a message."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from jinja2 import UndefinedError

from careers.mail import rendering
from tests.messages import html_words, text_words

ASKED_AT = datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
CONFIGURED = {
    "public_url": "https://careers.example",
    "service_name": "Care Careers",
    "council_name": "Milton Keynes City Council",
    "contact_email": "help@careers.example",
    "mail_from": "from@careers.example",
}


@pytest.fixture(autouse=True)
def configured() -> Iterator[None]:
    before = dict(rendering._environment.globals)
    rendering.configure(**CONFIGURED)
    yield
    rendering._environment.globals.update(before)


def test_both_parts_say_the_same_words() -> None:
    words = rendering.render("mail/test_message", {"asked_at": ASKED_AT})

    assert html_words(words.html) == text_words(words.text)


def test_times_are_in_words_in_english_time() -> None:
    words = rendering.render("mail/test_message", {"asked_at": ASKED_AT})

    assert "2:30pm on Wednesday 1 July 2026" in words.text


def test_links_are_whole_addresses_of_this_site() -> None:
    words = rendering.render("mail/test_message", {"asked_at": ASKED_AT})

    assert "https://careers.example/operations/mail\n" in words.text
    assert 'href="https://careers.example/operations/mail"' in words.html


@pytest.mark.parametrize("path", ["//elsewhere.example", "https://elsewhere.example", "jobs", ""])
def test_a_link_to_elsewhere_is_an_error(path: str) -> None:
    link = rendering._environment.globals["link"]

    with pytest.raises(ValueError, match="path of this site"):
        link(path)  # type: ignore[operator]  # the globals of an environment are untyped


def test_the_message_says_who_it_is_from_why_it_came_and_how_to_get_help() -> None:
    words = rendering.render("mail/test_message", {"asked_at": ASKED_AT})

    assert "This message is from Care Careers, run for Milton Keynes City Council." in words.text
    assert 'You get this message because you pressed "Send me a test message".' in words.text
    assert "write to help@careers.example." in words.text


def test_a_missing_value_is_an_error_not_a_gap() -> None:
    with pytest.raises(UndefinedError, match="asked_at"):
        rendering.render("mail/test_message", {})


def test_markup_in_a_value_stays_text() -> None:
    rendering.configure(**CONFIGURED | {"service_name": "<b>Care</b>"})

    words = rendering.render("mail/test_message", {"asked_at": ASKED_AT})

    assert "<b>Care" not in words.html
    assert "&lt;b&gt;Care" in words.html
    assert "from <b>Care</b>" in words.text


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Your job\r\nBcc: x@y.example", "Your job Bcc: x@y.example"),
        ("  Two\n lines \n", "Two lines"),
        ("A\x00B\u2028C\x85D\tE", "A B C D E"),
        ("Café £12.90 – days", "Café £12.90 – days"),
    ],
)
def test_a_subject_is_one_printable_line(subject: str, line: str) -> None:
    assert rendering.one_line(subject) == line


def test_a_long_subject_is_cut() -> None:
    line = rendering.one_line("x" * 200)

    assert line == "x" * 149 + "…"


def test_long_lines_are_wrapped_and_short_lines_kept_apart() -> None:
    text = rendering.wrap("Rose Court\nBletchley\n\n" + "word " * 30)

    assert text == (
        "Rose Court\nBletchley\n\n" + " ".join(["word"] * 14) + "\n" + " ".join(["word"] * 14) + "\nword word\n"
    )


def test_a_long_link_is_not_broken() -> None:
    link = "https://careers.example/" + "long-words-" * 12

    assert rendering.wrap(f"See {link} please") == f"See\n{link}\nplease\n"


def test_list_items_are_indented() -> None:
    text = rendering.wrap("* " + "item " * 20)

    assert text == "* " + " ".join(["item"] * 14) + "\n  " + " ".join(["item"] * 6) + "\n"


def test_gaps_are_one_line() -> None:
    assert rendering.wrap("\n\none\n\n\n\ntwo\n\n") == "one\n\ntwo\n"
