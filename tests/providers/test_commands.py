"""Writes to organisations, workplaces and teams."""

from typing import Any

import pytest
import sqlalchemy as sa

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.audit.models import AuditEvent
from careers.database import db
from careers.errors import BadInput, NotAllowed
from careers.mail.models import OutboxMessage
from careers.providers import commands
from careers.providers.models import Organisation, OrganisationKind
from tests.factories import Factory
from tests.messages import assert_message

PLACE: dict[str, Any] = {
    "name": "Willow House",
    "street": "3 Made Up Lane",
    "town": "Wolverton",
    "postcode": "MK12 5AN",
    "service_code": 2,
    "getting_there": "",
}


def register(user: User, **changes: Any) -> Organisation:
    values = {
        "organisation_name": "Willow & Field Care Ltd",
        "kind": OrganisationKind.CARE_PROVIDER,
        "person_name": "Jo Field",
        "has_profile": False,
    }
    return commands.register_organisation(user, **PLACE | values | changes)


def actions() -> list[str]:
    return list(db.session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)))


def unchecked(make: Factory) -> Organisation:
    organisation = make.organisation(name="Larkfield Care")
    organisation.verified_at = organisation.verified_by = None
    db.session.commit()
    return organisation


def test_registering_makes_an_unchecked_employer_with_a_manager(make: Factory) -> None:
    user = make.user()

    organisation = register(user)
    db.session.commit()

    assert not organisation.is_verified
    assert (user.role, user.organisation_id) == (Role.PROVIDER_MANAGER, organisation.id)
    assert actions() == ["organisation.registered", "user.role given", "workplace.added"]


def test_two_employers_of_one_name_have_two_addresses(make: Factory) -> None:
    slugs = [register(make.user()).slug for _ in range(3)]

    assert slugs == ["willow-and-field-care-ltd", "willow-and-field-care-ltd-2", "willow-and-field-care-ltd-3"]


def test_a_name_without_letters_has_an_address_too(make: Factory) -> None:
    assert register(make.user(), organisation_name="???").slug == "employer"


def test_somebody_with_a_profile_cannot_register(make: Factory) -> None:
    with pytest.raises(NotAllowed, match="Use another e-mail address"):
        register(make.user(), has_profile=True)


def test_an_employer_of_the_register_registers_once(make: Factory) -> None:
    register(make.user(), cqc_provider_id="1-101617521")

    with pytest.raises(NotAllowed, match="is registered already"):
        register(make.user(), cqc_provider_id="1-101617521")


def test_a_workplace_is_placed_by_its_postcode(make: Factory) -> None:
    workplace = commands.add_workplace(make.organisation(), by=make.user(), **PLACE)

    assert workplace.lad_code == "E06000042"
    assert (round(workplace.lat, 1), round(workplace.lon, 1)) == (52.1, -0.8)


def test_an_unknown_postcode_is_refused_at_its_field(make: Factory) -> None:
    with pytest.raises(BadInput, match="We do not know the postcode ZZ9 9ZZ") as refusal:
        commands.add_workplace(make.organisation(), by=make.user(), **PLACE | {"postcode": "ZZ9 9ZZ"})

    assert refusal.value.field == "postcode"


def test_a_cqc_location_belongs_to_one_workplace(make: Factory) -> None:
    organisation, user = make.organisation(), make.user()
    commands.add_workplace(organisation, by=user, cqc_location_id="1-108509622", **PLACE)

    with pytest.raises(NotAllowed, match="registered already"):
        commands.add_workplace(organisation, by=user, cqc_location_id="1-108509622", **PLACE)


def test_a_colleague_is_invited_as_a_member(make: Factory) -> None:
    organisation = make.organisation()
    manager = make.manager(organisation)

    colleague = commands.invite_colleague(manager, email="New.Colleague@example.com", name="Sam Reed")
    db.session.commit()

    assert (colleague.role, colleague.organisation_id) == (Role.PROVIDER_MEMBER, organisation.id)
    assert db.session.scalar(sa.select(OutboxMessage.to_email)) == "new.colleague@example.com"
    with pytest.raises(NotAllowed, match="already has an account"):
        commands.invite_colleague(manager, email="new.colleague@example.com", name="Sam Reed")


def test_checking_an_employer_tells_its_managers_once(make: Factory) -> None:
    organisation = unchecked(make)
    manager = make.user(Role.PROVIDER_MANAGER, email="boss@example.com", organisation_id=organisation.id)
    make.user(Role.PROVIDER_MEMBER, organisation_id=organisation.id)
    officer = make.user(Role.OFFICER)

    commands.verify_organisation(organisation, by=officer)
    commands.verify_organisation(organisation, by=officer)
    db.session.commit()

    assert (organisation.verified_at, organisation.verified_by) == (clock.now(), officer.id)
    assert actions() == ["organisation.verified"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 1
    key = f"organisation_verified:{organisation.id}:{manager.id}"
    assert_message(key, reads="providers/organisation_verified", to="boss@example.com")


def test_where_adverts_may_appear_is_noted_once_with_who_said_so(make: Factory) -> None:
    organisation = make.organisation()
    manager = make.manager(organisation)

    news = [commands.allow_syndication(organisation, allowed=allowed, by=manager) for allowed in (False, True, True)]
    db.session.commit()

    events = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "organisation.syndication")).all()
    assert news == [False, True, False]
    assert [(event.actor_id, event.from_status, event.to_status) for event in events] == [
        (manager.id, "here only", "elsewhere too")
    ]
    assert organisation.syndication_changed_at == clock.now()
