"""Postcodes: their shape, and where they are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.geo.distance import miles_between
from careers.geo.postcodes import find_postcode, normalise_postcode
from careers.geo.tables import read_columns


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("MK3 6DP", "MK3 6DP"),
        ("mk36dp", "MK3 6DP"),
        ("  mk3   6dp ", "MK3 6DP"),
        ("MK3-6DP.", "MK3 6DP"),
        ("MK36 DP", "MK3 6DP"),
        ("sw1a1aa", "SW1A 1AA"),
        ("M11AE", "M1 1AE"),
        ("mk1o 9aa", "MK10 9AA"),
        ("MK9 OAA", "MK9 0AA"),
        ("OX1 1AA", "OX1 1AA"),
    ],
)
def test_a_postcode_is_tidied(typed: str, tidy: str) -> None:
    assert normalise_postcode(typed) == tidy


@pytest.mark.parametrize("typed", ["", "MK3", "MK3 6", "Bletchley", "MK3 6DPX", "12345", "MK3 6D1", "É13 6DP"])
def test_what_has_not_the_shape_of_a_postcode_is_none(typed: str) -> None:
    assert normalise_postcode(typed) is None


@given(st.text(max_size=20))
def test_tidying_twice_changes_nothing_and_never_fails(text: str) -> None:
    once = normalise_postcode(text)

    assert once is None or normalise_postcode(once) == once


def test_a_postcode_that_we_hold_is_found_itself() -> None:
    location = find_postcode("mk3 6dp")

    assert location == ("MK3 6DP", 52.00147, -0.74019, "postcode", "E06000042", ())


def test_a_postcode_that_we_lack_gets_the_middle_of_its_sector_under_its_own_name() -> None:
    location = find_postcode("SW1A 1AA")

    assert location is not None
    assert (location.label, location.precision) == ("SW1A 1AA", "sector")
    assert miles_between(location.point, (51.50101, -0.14156)) < 0.5


def test_a_postcode_of_an_unknown_sector_gets_the_middle_of_its_outcode() -> None:
    location = find_postcode("MK9 9ZZ")

    assert location is not None
    assert (location.label, location.precision, location.lad_code) == ("MK9 9ZZ", "outcode", "E06000042")


def test_a_sector_and_an_outcode_are_found() -> None:
    sector, outcode = find_postcode("mk3 6"), find_postcode("mk3")

    assert sector == ("MK3 6", 51.99991, -0.74726, "sector", "E06000042", ())
    assert outcode is not None
    assert (outcode.label, outcode.precision) == ("MK3", "outcode")


def test_a_sector_without_its_space_is_found_where_no_such_outcode_is() -> None:
    sector, outcode = find_postcode("mk36"), find_postcode("MK12")

    assert sector is not None
    assert (sector.label, sector.precision) == ("MK3 6", "sector")
    assert outcode is not None
    assert (outcode.label, outcode.precision) == ("MK12", "outcode")


@pytest.mark.parametrize("typed", ["QQ1 1AA", "QQ1", "ZZ99 9ZZ", "", "Bletchley", "BT1 1AA"])
def test_an_unknown_postcode_is_none(typed: str) -> None:
    assert find_postcode(typed) is None


@pytest.mark.parametrize("name", ["postcodes.csv.gz", "sectors.csv.gz", "outcodes.csv.gz"])
def test_the_files_are_in_the_order_that_searching_by_halves_needs(name: str) -> None:
    codes = read_columns(name)["code"]

    assert all(before < after for before, after in pairwise(codes))
