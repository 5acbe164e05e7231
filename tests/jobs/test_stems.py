"""Words of a search."""

import pytest

from careers.jobs.stems import correct, roles_meant, stem, stems_of

CARE_WORKER, NURSE = 8, 16


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("carers", "carer"),
        ("carer's", "carer"),
        ("nights", "night"),
        ("duties", "duty"),
        ("access", "access"),
        ("bus", "bus"),
    ],
)
def test_a_stem_drops_plain_endings(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_words_that_say_nothing_are_left_out() -> None:
    assert stems_of("Jobs as a carer near the sea-side") == {"as", "carer", "sea", "side"}


@pytest.mark.parametrize(
    ("typed", "meant"), [("asistant", "assistant"), ("crae", "care"), ("nurze", "nurse"), ("domicilary", "domiciliary")]
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert correct([typed], {"assistant", "care", "nurse", "domiciliary", "cook"}) == {typed: meant}


@pytest.mark.parametrize("typed", ["rgn", "2024", "zebra", "care"])
def test_short_words_numbers_strangers_and_known_words_are_left_alone(typed: str) -> None:
    assert correct([typed], {"care", "ran", "cook"}) == {}


def test_synonyms_name_roles_in_any_order() -> None:
    assert roles_meant(stems_of("HCA")) == roles_meant(stems_of("healthcare assistant")) != frozenset()
    assert NURSE in roles_meant(stems_of("RGN"))
    assert roles_meant(stems_of("astronaut")) == frozenset()
