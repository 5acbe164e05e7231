"""Words of a text."""

import pytest

from careers.jobs.stems import stem, words_of


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Carer (Nights) – sea-side", ["carer", "nights", "sea", "side"]),
        ("the carers’ ‘own’ rota", ["the", "carers", "own", "rota"]),
        ("£12.71, 24/7", ["12", "71", "24", "7"]),
        ("Café \x00 \x02role8 \ue000", ["caf", "role8"]),
    ],
)
def test_words_are_what_stands_between_other_marks(text: str, words: list[str]) -> None:
    assert words_of(text) == words
