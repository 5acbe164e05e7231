"""What anybody may be told of a workplace."""

import pytest

from careers.geo.postcodes import find_postcode
from careers.providers.models import OrganisationKind
from tests.factories import Factory


@pytest.mark.parametrize("kind", OrganisationKind)
def test_only_a_persons_home_is_placed_roughly(make: Factory, kind: OrganisationKind) -> None:
    outcode = find_postcode("MK3")
    assert outcode is not None

    place = make.workplace(make.organisation(kind=kind))

    assert place.public_point == (outcode.point if kind is OrganisationKind.INDIVIDUAL else (place.lat, place.lon))


def test_a_home_with_a_postcode_that_nobody_knows_is_placed_roughly_too(make: Factory) -> None:
    person = make.organisation(kind=OrganisationKind.INDIVIDUAL)

    place = make.workplace(person, postcode="QQ9 9QQ", lat=51.9927, lon=-0.7486)

    assert place.public_point == (52.0, -0.7)
