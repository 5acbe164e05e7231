"""Named places: exact, beginning with, and nearly spelt."""

import pytest

from careers.geo.places import find_places, likeness, normalise_place, suggest_places

MILTON_KEYNES = (52.04, -0.75)
STOKE = (53.0, -2.18)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Stoke-on-Trent", "stoke on trent"),
        ("Bo’ness", "boness"),
        ("King's Lynn", "kings lynn"),
        ("  Woughton &  Fishermead ", "woughton and fishermead"),
        ("Ynys Môn", "ynys mon"),
        ("…", ""),
    ],
)
def test_names_compare_without_marks(text: str, plain: str) -> None:
    assert normalise_place(text) == plain


def test_an_exact_point_goes_before_an_approximate_one() -> None:
    found = find_places("bletchley")

    assert [place.label for place in found] == ["Bletchley, Milton Keynes", "Bletchley, Stafford"]
    assert [place.precision for place in found] == ["point", "approx"]


def test_the_larger_place_goes_first_when_nobody_says_where() -> None:
    found = find_places("Stone")

    assert [place.district for place in found[:2]] == ["Stafford", "Ashford"]  # 14,258 and 6,100 people


def test_a_nearby_place_goes_before_a_larger_one_far_away() -> None:
    assert find_places("Stone", near=MILTON_KEYNES)[0].district == "Buckinghamshire"
    assert find_places("Stone", near=STOKE)[0].district == "Stafford"


def test_nearness_also_beats_precision() -> None:
    assert find_places("Wolverton")[0].district == "Basingstoke and Deane"
    assert find_places("Wolverton", near=MILTON_KEYNES)[0].district == "Milton Keynes"


def test_a_ward_with_the_name_of_a_place_is_listed_once() -> None:
    labels = [place.label for place in find_places("Olney")]

    assert labels.count("Olney, Milton Keynes") == 1


def test_the_district_after_the_name_chooses() -> None:
    assert [place.label for place in find_places("Bletchley, Stafford")] == ["Bletchley, Stafford"]
    assert [place.label for place in find_places("bletchley staffordshire")] == ["Bletchley, Stafford"]


@pytest.mark.parametrize("name", ["Bletchley", "Stone", "Newport", "Staffordshire", "Central Milton Keynes"])
def test_every_label_finds_its_place_again(name: str) -> None:
    for place in find_places(name):
        assert find_places(place.label)[0] == place


def test_a_name_finds_longer_names_nearby_when_it_has_none_there() -> None:
    names = [place.name for place in find_places("Newport", near=MILTON_KEYNES)]

    assert "Newport Pagnell" in names
    assert "Newport Pagnell" not in [place.name for place in find_places("Newport")]


def test_a_well_known_place_far_off_beats_a_longer_name_nearby() -> None:
    assert find_places("London", near=(51.88, -0.41))[0].label == "London, Westminster"


def test_wards_and_the_halves_of_their_names_are_places() -> None:
    (whole,) = find_places("Central Milton Keynes")
    (half,) = find_places("Fishermead")

    assert (whole.precision, whole.lad_code) == ("ward", "E06000042")
    assert (half.precision, half.lad_code) == ("approx", "E06000042")


def test_councils_and_counties_are_places() -> None:
    (council,) = find_places("Central Bedfordshire")
    (county,) = find_places("Staffordshire")

    assert (council.label, council.lad_code) == ("Central Bedfordshire", "E06000056")
    assert (county.label, county.lad_code, county.precision) == ("Staffordshire", None, "council")


def test_nothing_is_found_for_nothing() -> None:
    assert find_places("") == []
    assert find_places("qqqqqq") == []


def test_no_more_than_asked_for_are_found() -> None:
    assert len(find_places("Newport", limit=3)) == 3


def test_near_spellings_come_with_the_most_alike_first() -> None:
    assert suggest_places("Bletchly", near=MILTON_KEYNES)[0].label == "Bletchley, Milton Keynes"
    assert suggest_places("Luten", near=MILTON_KEYNES)[0].label == "Luton"
    assert suggest_places("qqqqqqqq") == []


def test_likeness_counts_letters_in_common() -> None:
    luton = find_places("Luton")[0]

    assert likeness("Luten", luton) == 80  # 2 x 4 letters in common of 5 + 5
    assert likeness("LUTON", luton) == 100
