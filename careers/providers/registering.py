"""What the CQC register says about a location, as the answers of our forms. Pure: a location in, answers out."""

from typing import TypedDict

from careers.reference.cqc import CqcLocation

SERVICES = {
    "Nursing homes": 1,
    "Residential homes": 2,
    "Homecare agencies": 8,
    "Shared lives": 17,
    "Supported housing": 53,
    "Extra Care housing services": 54,
    "Supported living": 55,
    "Specialist college service": 60,
    "Hospice": 66,
    "Community health care services - Nurses Agency only": 74,
}
"""The ASC-WDS main service that a CQC service type is nearest to; the employer may choose another."""


class LocationAnswers(TypedDict):
    """What a form about a workplace begins with."""

    name: str
    street: str
    town: str
    postcode: str
    service_code: int | None


def answers_of(location: CqcLocation) -> LocationAnswers:
    """Return a location's name, address and service; the last part of the address is its town."""
    street, _, town = location.address.rpartition(", ")
    known = [SERVICES[service] for service in location.service_types if service in SERVICES]
    return {
        "name": location.name[:120],
        "street": street[:120],
        "town": town[:80],
        "postcode": location.postcode,
        "service_code": known[0] if known else None,
    }
