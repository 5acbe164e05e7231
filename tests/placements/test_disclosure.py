"""What a provider sees of somebody who asks for a place."""

from datetime import UTC, datetime
from typing import Any

from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.placements.disclosure import seen_by_provider
from careers.placements.models import Booking, Placement
from careers.providers.models import Organisation, Workplace

WHY = "I am Amara Okoye, amara@example.com, 07700 900123. I cared for my gran in MK3 6EB."


def booking(*, hides_identity: bool = True, **changes: Any) -> Booking:
    placement = Placement(
        organisation=Organisation(hides_identity=hides_identity), workplace=Workplace(lat=51.9927, lon=-0.7486)
    )
    candidate = Candidate(
        first_name="Amara",
        last_name="Okoye",
        phone="07700 900123",
        user=User(email="amara@example.com"),
        lat=51.9927,
        lon=-0.7486,
    )
    values = {"reference": "B-7KQ3MX", "placement": placement, "candidate": candidate, "why": WHY, "end_reason": ""}
    return Booking(**(values | changes))


def test_before_the_answer_nothing_tells_who_it_is() -> None:
    guest = seen_by_provider(booking())

    assert (guest.label, guest.email, guest.phone) == ("Person B-7KQ3MX", "", "")
    assert guest.why == "I am [hidden] [hidden], [hidden], [hidden]. I cared for my gran in [hidden]."
    assert guest.distance_words.endswith("away")


def test_after_the_answer_they_can_be_reached() -> None:
    guest = seen_by_provider(booking(accepted_at=datetime(2026, 11, 24, tzinfo=UTC)))

    assert (guest.label, guest.email, guest.phone) == ("Amara Okoye", "amara@example.com", "07700 900123")
    assert guest.why == WHY


def test_a_provider_that_does_not_hide_names_sees_them_at_once() -> None:
    assert seen_by_provider(booking(hides_identity=False)).label == "Amara Okoye"


def test_without_a_name_or_a_place_there_is_still_a_label() -> None:
    nameless = booking(
        hides_identity=False,
        candidate=Candidate(first_name="", last_name="", phone="", user=User(email="amara@example.com")),
    )

    guest = seen_by_provider(nameless)

    assert (guest.label, guest.distance_words) == ("Person B-7KQ3MX", "")
