"""What a location of the CQC register fills in."""

from careers.providers.registering import answers_of
from careers.reference.cqc import CqcLocation


def location(address: str, *services: str) -> CqcLocation:
    return CqcLocation(
        location_id="1-100000001",
        name="Rose Court",
        provider_id="1-100000002",
        provider_name="Larkfield Care Ltd",
        other_names=(),
        address=address,
        postcode="MK3 6EB",
        service_types=services,
        council="Milton Keynes",
        source_year=2016,
    )


def test_the_last_part_of_the_address_is_the_town() -> None:
    answers = answers_of(location("Unit 3, 1 Made Up Road, Bletchley", "Homecare agencies"))

    assert answers == {
        "name": "Rose Court",
        "street": "Unit 3, 1 Made Up Road",
        "town": "Bletchley",
        "postcode": "MK3 6EB",
        "service_code": 8,
    }


def test_what_the_register_does_not_say_stays_empty() -> None:
    answers = answers_of(location("", "Dentist"))

    assert (answers["street"], answers["town"], answers["service_code"]) == ("", "", None)


def test_the_first_known_service_counts() -> None:
    assert answers_of(location("Olney", "Diagnosis/screening", "Nursing homes"))["service_code"] == 1
