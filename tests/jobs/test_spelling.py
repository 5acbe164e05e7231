"""Misspelt words."""

import pytest

from careers.jobs.spelling import Speller, corrected_text

WORDS = {"assistant": 9, "care": 30, "nurse": 4, "domiciliary": 2, "cook": 3, "crane": 1}


@pytest.mark.parametrize(
    ("typed", "meant"), [("asistant", "assistant"), ("crae", "care"), ("nurze", "nurse"), ("domicilary", "domiciliary")]
)
def test_slips_are_mended_to_what_is_used_most(typed: str, meant: str) -> None:
    assert Speller(WORDS).correct([typed]) == {typed: meant}


@pytest.mark.parametrize("typed", ["rgn", "2024", "zebra", "care", "c4re"])
def test_short_words_numbers_strangers_and_known_words_are_left_alone(typed: str) -> None:
    assert Speller(WORDS).correct([typed]) == {}


def test_the_first_of_four_letters_is_taken_as_meant() -> None:
    assert Speller({"vale": 5, "care": 9}).correct(["male", "crae"]) == {"crae": "care"}


def test_a_mended_text_keeps_quotes_and_minus_signs() -> None:
    mended = corrected_text('Crae "asistant cook" -nurze', {"crae": "care", "asistant": "assistant", "nurze": "nurse"})

    assert mended == 'care "assistant cook" -nurse'
