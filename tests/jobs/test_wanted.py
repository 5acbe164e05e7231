"""What the words of a search ask for."""

import pytest

from careers.jobs.concepts import concepts_in, role_concept
from careers.jobs.wanted import read_words


def units(text: str) -> list[str]:
    return [" ".join(unit.words) for unit in read_words(text).units]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Jobs as a carer near me", ["carer"]),
        ("night care assistant", ["night care assistant", "night"]),
        ("mental health support worker", ["mental health support worker", "mental health"]),
        ("senior care assistant", ["senior care assistant"]),
        ("kind cook", ["kind", "cook"]),
        ("care at home", ["care at home"]),
        ("sleep-in", ["sleep in"]),
        ("", []),
        ("the of and", []),
    ],
)
def test_words_are_cut_into_terms_of_the_field_and_plain_words(typed: str, expected: list[str]) -> None:
    assert units(typed) == expected


def test_a_role_is_known_by_its_names() -> None:
    for name in ("carer", "care worker", "home help"):
        assert role_concept(8) in read_words(name).units[0].tokens
    assert role_concept(16) in read_words("RGN").units[0].tokens
    assert read_words("astronaut").units[0].tokens == {"astronaut"}


def test_phrases_and_words_to_leave_out() -> None:
    wanted = read_words('cook “old hall” -night -"care home" sleep-in "unclosed')

    assert wanted.phrases == (("old", "hall"),)
    assert [unit.words for unit in wanted.without] == [("night",)]
    assert wanted.phrases_without == (("care", "home"),)
    assert [unit.words for unit in wanted.units] == [("cook",), ("sleep", "in"), ("unclosed",)]


@pytest.mark.parametrize("typed", ["carer -night", "carer –night", "carer —night", "carer −night", "carer ‑night"])
def test_a_minus_is_one_however_a_phone_writes_it(typed: str) -> None:
    wanted = read_words(typed)

    assert [unit.words for unit in wanted.units] == [("carer",)]
    assert [unit.words for unit in wanted.without] == [("night",)]


@pytest.mark.parametrize(
    ("typed", "without"),
    [
        ("carer no nights", [("night",)]),
        ("Carer NOT night shifts or weekends", [("night",), ("weekend",)]),
        ("carer without sleep ins", [("sleep", "in")]),
    ],
)
def test_hours_that_somebody_says_they_will_not_work_are_left_out(typed: str, without: list[tuple[str, ...]]) -> None:
    wanted = read_words(typed)

    assert [unit.words for unit in wanted.units] == [("carer",)]
    assert [unit.words for unit in wanted.without] == without


def test_a_quoted_refusal_stays_a_phrase() -> None:
    assert read_words('"no nights"').without == ()


def test_titles_carry_the_concepts_of_their_terms() -> None:
    assert concepts_in("HCA (Nights)") >= read_words("healthcare assistant").units[0].tokens
    assert read_words("nights").units[0].tokens <= concepts_in("HCA (Nights)")
