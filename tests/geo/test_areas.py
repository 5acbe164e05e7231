"""Councils, counties and regions: areas that a search looks inside."""

import pytest

from careers.geo.areas import Area, area_named_like, find_area, is_nation_wide, spell_out_counties
from careers.geo.districts import get_district, list_districts
from careers.geo.places import find_places
from careers.geo.tables import read_columns

BEDFORD, CENTRAL_BEDFORDSHIRE, LUTON, MILTON_KEYNES = "E06000055", "E06000056", "E06000032", "E06000042"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Bedford Borough", {BEDFORD}),
        ("bedford borough council", {BEDFORD}),
        ("Borough of Bedford", {BEDFORD}),
        ("Milton Keynes council", {MILTON_KEYNES}),
        ("Milton Keynes City Council", {MILTON_KEYNES}),
        ("Bedford council area", {BEDFORD}),
        ("London Borough of Camden", {"E09000007"}),
        ("Hull City Council", {"E06000010"}),
        ("Durham County Council", {"E06000047"}),
        ("Bedfordshire", {BEDFORD, CENTRAL_BEDFORDSHIRE, LUTON}),
    ],
)
def test_a_name_that_says_council_or_county_means_the_area(typed: str, codes: set[str]) -> None:
    area = find_area(typed)

    assert area is not None
    assert set(area.lad_codes) == codes


def test_a_county_council_has_all_its_districts() -> None:
    area = find_area("Staffordshire County Council")

    assert area is not None
    assert len(area.lad_codes) == 8
    assert {get_district(code).utla_name for code in area.lad_codes} == {"Staffordshire"}


@pytest.mark.parametrize(("typed", "districts"), [("Wales", 22), ("Scotland", 32), ("Greater London", 33)])
def test_a_country_or_region_has_all_its_districts(typed: str, districts: int) -> None:
    area = find_area(typed)

    assert area is not None
    assert len(area.lad_codes) == districts


@pytest.mark.parametrize("typed", ["Bedford", "Luton", "London", "Borough Green", "council", "borough", "", "county"])
def test_a_town_or_a_word_alone_is_no_area(typed: str) -> None:
    assert find_area(typed) is None


def test_every_label_finds_its_area_again() -> None:
    for typed in ("Bedford Borough", "Staffordshire County Council", "Yorkshire", "Bedfordshire", "Hull City Council"):
        area = find_area(typed)

        assert area is not None
        assert find_area(area.label) == area


def test_a_town_offers_the_council_of_its_name_when_it_lies_there() -> None:
    bedford, bletchley = find_places("Bedford")[0], find_places("Bletchley")[0]

    assert area_named_like(bedford) == Area("Bedford council area", (BEDFORD,))
    assert area_named_like(bletchley) is None


@pytest.mark.parametrize("typed", ["England", " uk ", "Anywhere", "nation-wide", "REMOTE", "Great Britain"])
def test_words_for_the_whole_country(typed: str) -> None:
    assert is_nation_wide(typed)


@pytest.mark.parametrize("typed", ["New England", "London", "", "anywhere near Luton"])
def test_other_words_are_not_the_whole_country(typed: str) -> None:
    assert not is_nation_wide(typed)


def test_short_names_of_counties_are_written_out() -> None:
    assert spell_out_counties("Central Beds") == "Central bedfordshire"
    assert spell_out_counties("Bedshire") == "Bedshire"


def test_counties_without_a_council_name_real_districts() -> None:
    known = {district.name for district in list_districts()}

    named = {name for parts in read_columns("counties.csv")["districts"] for name in parts.split(";")}

    assert named <= known
