"""What is kept tells nothing without the key, and everything with it."""

from collections.abc import Iterator

import pytest

from careers.equality.sealing import configure, link_of, open_answer, seal

ANSWERS = ("", "-", "buddhist", "hindu")


@pytest.fixture(autouse=True)
def key() -> Iterator[None]:
    """Use a key of these tests' own, and the tests' usual one afterwards."""
    configure("one secret")
    yield
    configure("a-secret-for-tests-that-is-long-enough")


def test_with_the_key_an_answer_is_found_again() -> None:
    for answer in ANSWERS:
        assert open_answer(7, "religion", seal(7, "religion", answer), ANSWERS) == answer


def test_an_answer_that_is_not_among_those_tried_stays_shut() -> None:
    assert open_answer(7, "religion", seal(7, "religion", "jewish"), ANSWERS) is None


def test_no_two_people_questions_or_answers_look_alike() -> None:
    questions, people = ("religion", "ethnicity"), (1, 11, 111)
    links = [link_of(person, question) for person in people for question in questions]
    sealed = [seal(person, question, answer) for person in people for question in questions for answer in ANSWERS]

    assert len({*links, *sealed}) == len(links) + len(sealed)
    assert {len(text) for text in (*links, *sealed)} == {64}


def test_another_key_finds_and_opens_nothing() -> None:
    link, sealed = link_of(7, "religion"), seal(7, "religion", "hindu")

    configure("another secret")

    assert link_of(7, "religion") != link
    assert open_answer(7, "religion", sealed, ANSWERS) is None
