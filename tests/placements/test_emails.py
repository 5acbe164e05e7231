"""Messages about placements and referrals: who gets them, and their words."""

from typing import Any

import pytest

from careers.access import Role
from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.database import db
from careers.placements import emails
from careers.placements.models import Booking, BookingStatus, Referral
from careers.providers.models import OrganisationKind
from tests.factories import Factory
from tests.messages import assert_message, get_message, read_expected
from tests.placements.conftest import Home, messages_to

PERSON, MANAGER, ADVISER = "amara@example.com", "manager@larkfield.example", "priya@jobcentre.example"


@pytest.fixture
def booking(make: Factory, home: Home, amara: Candidate) -> Booking:
    """Give Amara's booking B-7KQ3MX."""
    return make.booking(home.placement, amara, reference="B-7KQ3MX")


def referral_to(make: Factory, opportunity: Any, adviser: User, **changes: Any) -> Referral:
    referral: Referral = make.referral(
        adviser, opportunity, reference="R-7KQ3MX", email=PERSON, office=adviser.office, **changes
    )
    return referral


def test_asked_and_received(booking: Booking, home: Home) -> None:
    emails.send_asked(booking)

    assert_message(f"booking-asked:{booking.id}", reads="placements/asked", to=PERSON)
    key = f"booking-received:{booking.id}:user-{home.manager.id}"
    assert_message(key, reads="placements/received", to=MANAGER)


def test_introduced_to_a_placement(make: Factory, booking: Booking, home: Home, adviser: User) -> None:
    booking.referral = referral_to(make, home.placement, adviser)
    db.session.flush()

    emails.send_asked(booking)

    key = f"booking-received:{booking.id}:user-{home.manager.id}"
    assert_message(key, reads="placements/introduced_to_placement", to=MANAGER)
    assert messages_to(PERSON) == []


def test_accepted(booking: Booking) -> None:
    emails.send_accepted(booking)

    assert_message(f"booking-accepted:{booking.id}", reads="placements/accepted", to=PERSON)


def test_a_persons_home_is_named_once_somebody_has_a_place(booking: Booking) -> None:
    booking.placement.organisation.kind = OrganisationKind.INDIVIDUAL
    db.session.flush()

    emails.send_asked(booking)
    emails.send_accepted(booking)

    asked = get_message(f"booking-asked:{booking.id}").text or ""
    accepted = get_message(f"booking-accepted:{booking.id}").text or ""
    name = booking.placement.workplace.name
    assert "(Bletchley, MK3)" in asked
    assert name not in asked
    assert f"({name})" in accepted


def test_declined(booking: Booking) -> None:
    emails.send_declined(booking)

    assert_message(f"booking-declined:{booking.id}", reads="placements/declined", to=PERSON)


def test_noted(booking: Booking) -> None:
    booking.status = BookingStatus.LEFT_EARLY

    emails.send_noted(booking)

    assert_message(f"booking-noted:{booking.id}-left-early", reads="placements/noted", to=PERSON)


def test_withdrawn(booking: Booking, home: Home) -> None:
    emails.send_withdrawn(booking)

    key = f"booking-withdrawn:{booking.id}:user-{home.manager.id}"
    assert_message(key, reads="placements/withdrawn", to=MANAGER)


def test_link(make: Factory, home: Home, adviser: User) -> None:
    referral = referral_to(make, home.placement, adviser)

    emails.send_link(referral, "a-token")

    key = f"referral-link:{referral.id}-{referral.token_hash[:16]}"
    assert_message(key, reads="placements/link_to_placement", to=PERSON)


def test_the_preview_is_the_message_but_for_its_link(make: Factory, home: Home, adviser: User) -> None:
    referral = referral_to(make, home.placement, adviser)

    preview = emails.preview_link(home.placement, by=adviser, answer_by=referral.expires_on)

    sent = read_expected("placements/link_to_placement")
    shown = sent.replace("/referrals/a-token", emails.WHERE_THE_LINK_STANDS)
    assert f"Subject: {preview.subject}\n\n{preview.text}" == shown


def test_agreed_to_a_placement(make: Factory, booking: Booking, home: Home, adviser: User) -> None:
    referral = referral_to(make, home.placement, adviser, shares_attendance=True, shares_outcome=True)

    emails.send_agreed(referral, booking)

    assert_message(f"referral-agreed:{referral.id}", reads="placements/agreed_to_placement", to=PERSON)
    assert messages_to(MANAGER) == []


def test_agreed_to_a_job(make: Factory, home: Home, adviser: User) -> None:
    vacancy = make.vacancy(home.placement.workplace, reference="V-7KQ3MX")
    referral = referral_to(make, vacancy, adviser)

    emails.send_agreed(referral, None)

    assert_message(f"referral-agreed:{referral.id}", reads="placements/agreed_to_job", to=PERSON)
    key = f"referral-introduced:{referral.id}:user-{home.manager.id}"
    assert_message(key, reads="placements/introduced_to_job", to=MANAGER)


def test_news(make: Factory, home: Home, adviser: User) -> None:
    referral = referral_to(make, home.placement, adviser)

    emails.send_news(referral, event="answered")

    assert_message(f"referral-news:{referral.id}-answered", reads="placements/news", to=ADVISER)


def test_nobody_who_has_left_is_written_to(make: Factory, booking: Booking, home: Home, adviser: User) -> None:
    referral = referral_to(make, home.placement, adviser)
    for user in (home.manager, adviser):
        user.disabled_at = user.created_at
    make.user(Role.PROVIDER_MEMBER, organisation_id=home.organisation.id, email="member@larkfield.example")

    emails.send_withdrawn(booking)
    emails.send_news(referral, event="answered")

    assert messages_to(MANAGER) == []
    assert messages_to(ADVISER) == []
    assert messages_to("member@larkfield.example") == ["booking_withdrawn"]
