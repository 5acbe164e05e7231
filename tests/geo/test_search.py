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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("near bletchley", "Bletchley, Milton Keynes"),
        ("in Luton", "Luton"),
        ("Luton Bedfordshire", "Luton"),
        ("Luton town centre", "Luton"),
        ("Milton Keynes hospital", "Milton Keynes"),
        ("Leeds city centre", "Leeds"),
        ("12 High Street, Stevenage", "Stevenage"),
        ("Dunstable or Luton", "Luton"),
    ],
)
def test_a_town_among_other_words_is_taken_and_said(typed: str, meant: str) -> None:
    place = resolve_place(typed, near=MILTON_KEYNES)

    assert place.location is not None
    assert (place.location.label, place.typed, place.is_corrected) == (meant, typed, True)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("mk3, 6eb", "MK3 6EB"),
        ("postcode MK3 6EB", "MK3 6EB"),
        ("12 High Street, Bletchley MK3 6EB, UK", "MK3 6EB"),
        ("Bletchley, MK3", "MK3"),
    ],
)
def test_a_postcode_in_an_address_is_taken(typed: str, label: str) -> None:
    place = resolve_place(typed, near=MILTON_KEYNES)

    assert place.location is not None
    assert (place.location.label, place.typed) == (label, typed)


def test_a_postcode_with_a_figure_for_a_letter_gets_its_sector_and_says_so() -> None:
    place = resolve_place("MK3 6E8", near=MILTON_KEYNES)

    assert place.location is not None
    assert place.location.label == "MK3 6"
    assert place.notice == "“MK3 6E8” is not a postcode, so distances are from the middle of MK3 6."


def test_the_letters_of_a_postcode_alone_are_its_first_district_and_say_so() -> None:
    place = resolve_place("lu", near=MILTON_KEYNES)

    assert place.location is not None
    assert place.location.label == "LU1"
    assert place.notice.startswith("LU is a large area, so distances are from the middle of LU1.")
    assert resolve_place("me").location is None


def test_a_name_that_is_only_somewhat_alike_is_offered_not_taken() -> None:
    place = resolve_place("Kents Hill", near=MILTON_KEYNES)

    assert place.location is None
    assert "Knight's Hill, Lambeth" in [near.label for near in place.suggestions]


def test_an_area_that_does_not_fit_is_forgiven() -> None:
    place = resolve_place("Bletchley, Bucks", near=MILTON_KEYNES)

    assert place.location is not None
    assert place.location.label == "Bletchley, Milton Keynes"


def test_a_town_is_a_point_and_offers_its_council() -> None:
    town, council = resolve_place("Bedford"), resolve_place("Bedford Borough")

    assert (town.words, council.words) == ("near Bedford", "in Bedford council area")
    assert town.location is not None
    assert town.location.lad_codes == ()
    assert town.whole_area is not None
    assert resolve_place(town.whole_area.label).location == council.location


def test_a_county_council_is_all_its_districts() -> None:
    place = resolve_place("Staffordshire")

    assert place.location is not None
    assert (place.words, len(place.location.lad_codes)) == ("in Staffordshire", 8)


def test_an_abbreviated_county_is_understood() -> None:
    place = resolve_place("Central Beds", near=MILTON_KEYNES)

    assert (place.typed, place.words) == ("Central Beds", "in Central Bedfordshire")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Bedfordshre", "in Bedfordshire"),
        ("Northamptonshir", "in Northamptonshire"),
        ("Yorkshir", "in Yorkshire and The Humber"),
    ],
)
def test_a_misspelt_county_is_mended_and_says_so(typed: str, words: str) -> None:
    place = resolve_place(typed, near=MILTON_KEYNES)

    assert (place.words, place.is_corrected) == (words, True)


def test_the_word_the_before_a_name_does_not_matter() -> None:
    assert resolve_place("the Wirral").words == "near Wirral"


@pytest.mark.parametrize("typed", ["England", "anywhere", "remote"])
def test_the_whole_country_is_no_place_and_says_so(typed: str) -> None:
    place = resolve_place(typed, near=MILTON_KEYNES)

    assert place.location is None
    assert place.is_nation_wide
    assert place.notice.startswith(f"You typed “{typed}”, so we look everywhere.")


def test_several_places_of_one_name_are_offered_with_their_districts() -> None:
    place = resolve_place("Newport", near=MILTON_KEYNES)

    labels = [other.label for other in place.alternatives]

    assert place.words == "near Newport, Isle of Wight"
    assert labels[:2] == ["Newport Pagnell, Milton Keynes", "Newport, Uttlesford"]
    assert "Newport" not in labels
    for other in place.alternatives:
        assert resolve_place(other.label, near=MILTON_KEYNES).location is not None


@pytest.mark.parametrize(
    ("typed", "meant", "offered"),
    [
        ("Whitburn", "Whitburn, South Tyneside", []),
        ("Bridgend", "Bridgend", ["Bridgend, Westmorland and Furness", "Bridgend, Cornwall"]),
        ("Barry", "Barry, Vale of Glamorgan", ["Barry, Angus"]),
    ],
)
def test_abroad_is_meant_where_england_has_no_town_and_offered_where_it_has_no_place_of_the_name(
    typed: str, meant: str, offered: list[str]
) -> None:
    place = resolve_place(typed, near=MILTON_KEYNES)

    assert place.words == f"near {meant}"
    assert [other.label for other in place.alternatives] == offered


def test_a_postcode_that_we_do_not_hold_gets_its_sector_and_says_so() -> None:
    place = resolve_place("MK3 6ZZ", near=MILTON_KEYNES)

    assert place.words == "near MK3 6"
    assert place.notice == "We do not hold the exact postcode MK3 6ZZ, so distances are from the middle of MK3 6."


@pytest.mark.parametrize(
    ("typed", "country"), [("EH1 1YZ", "Scotland"), ("CF10 1AA", "Wales"), ("BT1 1AA", "Northern Ireland")]
)
def test_a_postcode_outside_england_says_where_it_is(typed: str, country: str) -> None:
    place = resolve_place(typed, near=MILTON_KEYNES)

    assert f"is in {country}" in place.notice
    assert (place.location is None) == (country == "Northern Ireland")


def test_near_me_without_a_location_asks_for_a_place() -> None:
    place = resolve_place("near me")

    assert (place.location, place.notice) == (None, "We do not know where you are. Enter a town or a postcode.")


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
