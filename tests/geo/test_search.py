"""What a person types into "where"."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.geo.places import find_places
from careers.geo.search import resolve_place

MILTON_KEYNES = (52.04, -0.75)


def test_a_postcode_goes_before_names() -> None:
    place = resolve_place(" mk3 6dp ", near=MILTON_KEYNES)

    assert place.typed == "mk3 6dp"
    assert place.location is not None
    assert (place.location.label, place.location.precision) == ("MK3 6DP", "postcode")


def test_a_town_is_found_with_its_namesakes() -> None:
    place = resolve_place("bletchley", near=MILTON_KEYNES)

    assert place.location is not None
    assert (place.location.label, place.location.lad_code) == ("Bletchley, Milton Keynes", "E06000042")
    assert [other.label for other in place.alternatives] == ["Bletchley, Stafford"]
    assert not place.is_corrected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bletchly", "Bletchley, Milton Keynes"),
        ("Milton Kenes", "Milton Keynes"),
        ("miltonkeynes", "Milton Keynes"),
        ("Newport Pagnal", "Newport Pagnell, Milton Keynes"),
        ("Stoney Stratford", "Stony Stratford, Milton Keynes"),
        ("Birmingam", "Birmingham"),
    ],
)
def test_a_misspelt_town_is_mended_and_says_so(typed: str, meant: str) -> None:
    place = resolve_place(typed, near=MILTON_KEYNES)

    assert place.location is not None
    assert place.location.label == meant
    assert place.is_corrected


def test_a_name_that_is_only_somewhat_alike_is_offered_not_taken() -> None:
    place = resolve_place("Kents Hill", near=MILTON_KEYNES)

    assert place.location is None
    assert "Knight's Hill, Lambeth" in [near.label for near in place.suggestions]


def test_an_area_that_does_not_fit_is_forgiven() -> None:
    place = resolve_place("Bletchley, Bucks", near=MILTON_KEYNES)

    assert place.location is not None
    assert place.location.label == "Bletchley, Milton Keynes"


@pytest.mark.parametrize("typed", ["", "   ", "qqqqqqqqq", "QQ1 1AA", "<>", "x" * 5000, "\x00"])
def test_an_unknown_place_is_not_found(typed: str) -> None:
    place = resolve_place(typed, near=MILTON_KEYNES)

    assert place.location is None
    assert place.suggestions == ()


@given(st.text(max_size=60))
@settings(deadline=None)  # the first example loads the places
def test_no_text_makes_it_fail(text: str) -> None:
    place = resolve_place(text, near=MILTON_KEYNES)

    assert place.location is None or -90 <= place.location.lat <= 90


@pytest.mark.parametrize("typed", ["Bletchley", "Bletchly", "Newport Pagnal", "MK3 6DP", "qqqqqqqqq"])
def test_an_answer_takes_less_than_a_fiftieth_of_a_second(typed: str) -> None:
    find_places("warm up")
    resolve_place(typed, near=MILTON_KEYNES)

    seconds = min(_seconds_for(typed) for _ in range(5))

    assert seconds < 0.02


def _seconds_for(typed: str) -> float:
    start = time.process_time()
    resolve_place(typed, near=MILTON_KEYNES)
    return time.process_time() - start
