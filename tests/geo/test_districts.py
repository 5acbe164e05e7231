"""Council areas and the middle of several."""

import pytest

from careers.geo.districts import centre_of, get_district, list_districts, without_rank


def test_a_unitary_council_is_its_own_social_services_council() -> None:
    district = get_district("E06000042")

    assert (district.name, district.utla_name, district.region_name) == (
        "Milton Keynes",
        "Milton Keynes",
        "South East",
    )


def test_a_district_belongs_to_its_county() -> None:
    assert get_district("E07000197").utla_name == "Staffordshire"


def test_an_unknown_code_is_named_in_the_error() -> None:
    with pytest.raises(LookupError, match="E99999999"):
        get_district("E99999999")


def test_every_district_is_listed_once_by_code() -> None:
    codes = [district.lad_code for district in list_districts()]

    assert codes == sorted(set(codes))
    assert len(codes) == 350


def test_the_middle_of_one_district_is_its_own() -> None:
    assert centre_of(("E06000042",)) == pytest.approx((52.04003, -0.75003))


def test_the_middle_of_two_districts_lies_nearer_to_the_one_with_more_postcodes() -> None:
    centre = centre_of(
        (
            "E06000042",
            "E06000055",
        )
    )

    # (52.04003 x 7746 + 52.14482 x 4752) / 12498, and the same for longitude
    assert centre == pytest.approx((52.07987, -0.64465), abs=0.00001)


def test_the_middle_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no districts"):
        centre_of(())


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("Bristol, City of", "Bristol"),
        ("Herefordshire, County of", "Herefordshire"),
        ("City of London", "City of London"),
    ],
)
def test_councils_are_named_as_people_say_them(official: str, said: str) -> None:
    assert without_rank(official) == said
    assert said in {district.name for district in list_districts()}
