"""Names, addresses and numbers are hidden from a text; other words stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.applications.masking import HIDDEN, mask

AMARA = ["Amara", "Okoye"]


@pytest.mark.parametrize(
    ("text", "names", "masked"),
    [
        ("I am Amara Okoye.", AMARA, "I am [hidden] [hidden]."),
        ("AMARA, amara and Amara's gran", AMARA, "[hidden], [hidden] and [hidden]'s gran"),
        ("Amaranth is a plant", AMARA, "Amaranth is a plant"),
        ("Mary Ann helped; so did Ann", ["Mary Ann", "Smith-Jones"], "[hidden] [hidden] helped; so did [hidden]"),
        ("Mrs Jones or Mrs Smith", ["Mary Ann", "Smith-Jones"], "Mrs [hidden] or Mrs [hidden]"),
        ("O’Brien or O'BRIEN", ["Sam", "O'Brien"], "[hidden] or [hidden]"),
        ("José cared", ["José", "Li"], "[hidden] cared"),
        ("An hour with Jo, jo and JO", ["Jo", "Price"], "An hour with [hidden], jo and [hidden]"),
        ("I, too, was paid in C. rates", ["C", "I"], "I, too, was paid in C. rates"),
        ("Write to me@home.example now", AMARA, "Write to [hidden] now"),
        ("Ring 07700 900123 or +44 7700 900123.", AMARA, "Ring [hidden] or [hidden]."),
        ("I live at MK3 6EB, near mk36eb", AMARA, "I live at [hidden], near [hidden]"),
        ("From 2019 to 2024 I had 12 clients", AMARA, "From 2019 to 2024 I had 12 clients"),
        ("Jose cared", ["José", "Li"], "[hidden] cared"),
        ("José cared", ["Jose", "Li"], "[hidden] cared"),
        ("Jose\u0301 cared", ["José", "Li"], "[hidden] cared"),
        ("Lukasz or ŁUKASZ", ["Łukasz", "Wójcik"], "[hidden] or [hidden]"),
        ("OBrien, Obrien and O`Brien", ["Sam", "O'Brien"], "[hidden], [hidden] and [hidden]"),
        ("I am amara_okoye there", AMARA, "I am [hidden]_[hidden] there"),
        ("Mrs Smith–Jones", ["Mary Ann", "Smith-Jones"], "Mrs [hidden]–[hidden]"),
        ("See https://example.com/amaraokoye now", AMARA, "See [hidden] now"),
        ("See linkedin.example/in/amara-o, or @amara.cares", AMARA, "See [hidden] or [hidden]"),
        ("Day and/or night, 24/7", AMARA, "Day and/or night, 24/7"),
        ("Ring 07700–900–123", AMARA, "Ring [hidden]"),
        ("Café work, naïve and cosy", AMARA, "Café work, naïve and cosy"),
        ("Nothing to hide", [], "Nothing to hide"),
        ("Nothing to hide", ["", ""], "Nothing to hide"),
        ("a.*b", [".*", "x"], "a.*b"),
    ],
)
def test_mask(text: str, names: list[str], masked: str) -> None:
    assert mask(text, names) == masked


names_of_three = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=3, max_size=12)


@given(name=names_of_three, before=st.text(max_size=40), after=st.text(max_size=40))
def test_a_name_as_a_word_of_its_own_never_comes_through(name: str, before: str, after: str) -> None:
    text = mask(f"{before} {name} {after}", [name])

    assert HIDDEN in text
    assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.replace(HIDDEN, " "))
