"""Looking employers up in the CQC register."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.reference.cqc import (
    find_location,
    is_cqc_id,
    normalise_name,
    registered_names,
    search_locations,
)


@pytest.mark.parametrize("text", ["1-120099700", "1-23665908810", "RX3", "RX3LD"])
def test_ids_have_one_of_two_shapes(text: str) -> None:
    assert is_cqc_id(text)


@pytest.mark.parametrize("text", ["", "1-1234567", "1-123456789012", "2-120099700", "rx3", "RX", "1-120099700\n"])
def test_other_texts_are_no_ids(text: str) -> None:
    assert not is_cqc_id(text)


def test_a_location_is_found_by_its_id() -> None:
    location = find_location(" 1-120099700 ")

    assert location is not None
    assert location.name == "Annandale Lodge"
    assert location.provider_name == "Lansglade Homes Limited"
    assert (location.address, location.postcode) == ("8 Linden Road, Bedford", "MK40 2DA")
    assert location.service_types == ("Nursing homes",)
    assert (location.council, location.source_year) == ("Bedford", 2016)


def test_a_location_of_both_files_has_the_newer_name_and_the_older_address() -> None:
    location = find_location("1-104959356")

    assert location is not None
    assert location.names == ("Acorn Hove", "Loxwood House Ltd", "Loxwood House Residential Home")
    assert (location.address, location.postcode) == ("Loxwood House, 17 Old Shoreham Road, Hove", "BN3 6NR")
    assert (location.service_types, location.source_year) == (("Residential homes",), 2025)


@pytest.mark.parametrize("location_id", ["1-999999999", "not an id", ""])
def test_an_unknown_id_finds_nothing(location_id: str) -> None:
    assert find_location(location_id) is None


@pytest.mark.parametrize("words", ["Annandale Lodge", "annandale loge", "lodge annandale", "  ANNANDALE  lodge"])
def test_a_name_finds_its_location_misspelt_or_not(words: str) -> None:
    assert search_locations(words, limit=3)[0].name == "Annandale Lodge"


def test_a_provider_name_finds_its_locations() -> None:
    found = search_locations("Lansglade Homes Ltd", limit=5)

    assert {location.provider_name for location in found} == {"Lansglade Homes Limited"}
    assert "Annandale Lodge" in {location.name for location in found}


def test_a_postcode_finds_what_is_there_and_an_outcode_only_its_own() -> None:
    at_postcode = search_locations("mk402da")
    at_outcode = search_locations("MK4", limit=100)

    assert "1-120099700" in {location.location_id for location in at_postcode}
    assert {location.postcode for location in at_postcode} == {"MK40 2DA"}
    assert {location.postcode.split()[0] for location in at_outcode} <= {"MK4"}


@pytest.mark.parametrize("words", ["", "   ", "qqqqqqqq", "ZZ99 9ZZ", "?"])
def test_nothing_is_found_for_nothing(words: str) -> None:
    assert search_locations(words) == []


@given(st.text(max_size=60), st.integers(1, 20))
@settings(deadline=None, max_examples=50)  # the first example loads the register
def test_no_search_fails_or_answers_more_than_asked(words: str, limit: int) -> None:
    assert len(search_locations(words, limit=limit)) <= limit


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Lansglade Homes Limited", "lansglade homes"),
        ("Smith & Sons (Care) Ltd.", "smith and sons care"),
        ("Rose’s Court", "roses court"),
        ("Rose's Court", "roses court"),
        ("Ltd", "ltd"),
        ("", ""),
    ],
)
def test_names_compare_without_marks_and_legal_form(name: str, plain: str) -> None:
    assert normalise_name(name) == plain


def test_registered_names_are_those_of_locations_and_providers() -> None:
    names = registered_names()

    assert {"annandale lodge", "lansglade homes", "methodist homes"} <= names
    assert all(name == normalise_name(name) for name in names)
