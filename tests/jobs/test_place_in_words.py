"""A place among the words of a search: taken only when it surely is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.jobs.place_in_words import split_place

MILTON_KEYNES = (52.04, -0.75)


@pytest.mark.parametrize(
    ("typed", "words", "place"),
    [
        ("care assistant bletchley", "care assistant", "bletchley"),
        ("jobs in luton", "", "luton"),
        ("carer near me", "carer", "near me"),
        ("night carer Leighton Buzzard", "night carer", "Leighton Buzzard"),
        ("cook mk3 6dp", "cook", "mk3 6dp"),
        ("work in Manchester", "", "Manchester"),
        ("nurse in Bedford Borough", "nurse", "Bedford Borough"),
        ("carer anywhere", "carer", "anywhere"),
        ("live in carer in Olney", "live in carer", "Olney"),
        ("Bedford", "", "Bedford"),
    ],
)
def test_a_place_at_the_end_is_taken(typed: str, words: str, place: str) -> None:
    assert split_place(typed, near=MILTON_KEYNES) == (words, place)


@pytest.mark.parametrize(
    "typed",
    [
        "night carer",
        "carer live in",
        "care home",
        "jobs in care",
        "day centre",
        "cook in a school",
        "bank staff",
        "carer Manchester",  # far off, and not said to be a place
        "carer in Bletchly",  # perhaps misspelt: not sure
        "dementia ward",
        "",
        "in",
    ],
)
def test_other_words_stay_words(typed: str) -> None:
    assert split_place(typed, near=MILTON_KEYNES) == (typed, "")


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    split_place(text, near=MILTON_KEYNES)
