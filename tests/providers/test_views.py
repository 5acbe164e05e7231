"""Workplaces, team, and employers at the council's desk."""

import re

import pytest
import sqlalchemy as sa

from careers.access import Role
from careers.audit.models import AuditEvent
from careers.database import db
from careers.providers.models import Organisation, OrganisationKind
from careers.providers.queries import list_workplaces
from tests.client import PageClient
from tests.factories import Factory

PLACE = {
    "name": "Willow House",
    "street": "3 Made Up Lane",
    "town": "Wolverton",
    "postcode": "MK12 5AN",
    "service_code": "8",
    "getting_there": "",
    "bus_routes": "Routes 4 and 6 stop 200 metres away.",
}


@pytest.fixture
def organisation(make: Factory) -> Organisation:
    return make.organisation(name="Larkfield Care")


@pytest.fixture
def manager(client: PageClient, make: Factory, organisation: Organisation) -> PageClient:
    return client.sign_in(make.manager(organisation))


@pytest.fixture
def officer(client: PageClient, make: Factory) -> PageClient:
    return client.sign_in(make.user(Role.OFFICER))


def test_a_workplace_is_added(manager: PageClient, organisation: Organisation) -> None:
    assert "No workplaces yet" in manager.get("/provider/workplaces").text
    manager.get("/provider/workplaces/new")
    page = manager.follow(manager.post("/provider/workplaces/new", PLACE))

    assert "Workplace added." in page.text
    for words in ("Willow House", "3 Made Up Lane, Wolverton, MK12 5AN", "Care at home"):
        assert words in page.text
    assert [place.bus_routes for place in list_workplaces(organisation.id)] == ["Routes 4 and 6 stop 200 metres away."]


def test_the_cqc_register_fills_the_form(manager: PageClient, organisation: Organisation) -> None:
    found = manager.get("/provider/workplaces/new?find=MK46+5BD")
    assert "/provider/workplaces/new?location=1-108509622" in found.text
    page = manager.get("/provider/workplaces/new?location=1-108509622")
    assert 'value="Bay House"' in page.text
    manager.post("/provider/workplaces/new?location=1-108509622", PLACE | {"postcode": "MK46 5BD"})

    assert [place.cqc_location_id for place in list_workplaces(organisation.id)] == ["1-108509622"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Enter the name of the workplace"),
        ({"postcode": "ZZ9 9ZZ"}, "We do not know the postcode ZZ9 9ZZ"),
        ({"bus_routes": "x" * 201}, "Use 200 characters or fewer. You have used 201"),
        ({"getting_there": "x" * 501}, "Use 500 characters or fewer. You have used 501"),
    ],
)
def test_what_is_wrong_with_a_workplace_is_said(
    manager: PageClient, organisation: Organisation, changes: dict[str, str], sentence: str
) -> None:
    page = manager.post("/provider/workplaces/new", PLACE | changes)

    assert page.text.count(sentence) >= 2
    assert 'value="Wolverton"' in page.text
    assert not list_workplaces(organisation.id)


def test_a_member_sees_workplaces_and_cannot_add_one(client: PageClient, make: Factory) -> None:
    workplace = make.workplace()
    client.sign_in(make.user(Role.PROVIDER_MEMBER, organisation_id=workplace.organisation_id))

    page = client.get("/provider/workplaces")

    assert workplace.name in page.text
    assert "Add a workplace" not in page.text
    assert client.get("/provider/workplaces/new").status_code == 403


def test_a_colleague_is_invited(manager: PageClient) -> None:
    manager.get("/provider/team/invite")
    page = manager.follow(manager.post("/provider/team/invite", {"name": "Sam Reed", "email": "sam@example.com"}))

    assert "Invitation sent." in page.text
    assert "sam@example.com" in page.text


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("sam", "Enter an e-mail address like name@example.com"),
        ("taken@example.com", "Somebody already has an account with that e-mail address."),
    ],
)
def test_an_address_that_cannot_be_invited(manager: PageClient, make: Factory, email: str, sentence: str) -> None:
    make.user(email="taken@example.com")

    page = manager.post("/provider/team/invite", {"name": "Sam Reed", "email": email})

    assert page.text.count(sentence) == 2
    assert 'value="Sam Reed"' in page.text


def test_nobody_sends_invitations_or_tries_addresses_by_the_hundred(manager: PageClient, make: Factory) -> None:
    make.user(email="taken@example.com")
    sent = {"name": "Sam Reed", "email": "taken@example.com"}
    here = {"REMOTE_ADDR": "192.0.2.20"}

    codes = [manager.post("/provider/team/invite", sent, environ_overrides=here).status_code for _ in range(21)]

    assert codes == [200] * 20 + [429]


def test_the_team_is_the_organisations_own(manager: PageClient, make: Factory) -> None:
    stranger = make.manager(make.organisation())

    assert stranger.email not in manager.get("/provider/team").text


def test_an_officer_checks_an_employer(officer: PageClient, make: Factory, organisation: Organisation) -> None:
    organisation.verified_at = organisation.verified_by = None
    db.session.commit()
    make.workplace(organisation, cqc_location_id="1-108509622")
    make.manager(organisation)

    assert "Larkfield Care" in officer.get("/council/organisations").text
    page = officer.get(f"/council/organisations/{organisation.id}")
    assert "Bay House, Olney Care Homes Limited, 31 Weston Road, Olney, MK46 5BD (2016)" in page.text
    done = officer.follow(officer.post(f"/council/organisations/{organisation.id}/verify"))

    assert "Checked." in done.text
    assert db.session.get_one(Organisation, organisation.id).is_verified


def test_unchecked_employers_come_first(officer: PageClient, make: Factory, organisation: Organisation) -> None:
    newer = make.organisation(name="Zinnia Care")
    newer.verified_at = newer.verified_by = None
    db.session.commit()

    page = officer.get("/council/organisations")

    assert page.text.index("Zinnia Care") < page.text.index("Larkfield Care")


def test_an_unknown_employer_is_not_found(officer: PageClient) -> None:
    assert officer.get("/council/organisations/999").status_code == 404


def test_a_manager_cannot_check_their_own_employer(manager: PageClient, organisation: Organisation) -> None:
    assert manager.post(f"/council/organisations/{organisation.id}/verify").status_code == 403


def test_a_manager_lets_other_sites_list_the_adverts_and_takes_it_back(
    manager: PageClient, organisation: Organisation
) -> None:
    assert "/provider/settings" in manager.get("/provider").text
    page = manager.get("/provider/settings").text
    assert is_ticked(page) == {"allows_syndication": False, "rates_first": True}
    assert "first half of your postcode" not in page

    both = {"allows_syndication": "y", "rates_first": "y"}
    allowed = manager.follow(manager.post("/provider/settings", both))
    assert "Other job sites may list your adverts" in allowed.text
    assert is_ticked(allowed.text) == {"allows_syndication": True, "rates_first": True}
    assert organisation.allows_syndication

    stopped = manager.follow(manager.post("/provider/settings", {"rates_first": "y"}))
    assert "Your adverts appear on this site only" in stopped.text
    assert not organisation.allows_syndication


def test_a_manager_lets_the_score_be_seen_at_once_and_takes_it_back(
    manager: PageClient, organisation: Organisation
) -> None:
    at_once = manager.follow(manager.post("/provider/settings", {"submit": "Save"}))
    was = organisation.rates_first
    first = manager.follow(manager.post("/provider/settings", {"rates_first": "y"}))

    assert (was, organisation.rates_first) == (False, True)
    assert is_ticked(at_once.text)["rates_first"] is False
    assert "Saved." in first.text
    noted = sa.select(AuditEvent.to_status).where(AuditEvent.action == "organisation.rating first")
    assert db.session.scalars(noted.order_by(AuditEvent.id)).all() == ["score at once", "own rating first"]


def is_ticked(page: str) -> dict[str, bool]:
    """Return which boxes of the settings are ticked, by name."""
    boxes = [box for box in re.findall(r"<input[^>]*>", page) if 'type="checkbox"' in box]
    return {re.findall(r'name="(\w+)"', box)[0]: " checked" in box for box in boxes}


def test_looking_at_the_settings_changes_nothing(manager: PageClient, organisation: Organisation) -> None:
    manager.get("/provider/settings?allows_syndication=y")

    assert not organisation.allows_syndication


def test_a_member_of_the_team_does_not_decide_where_adverts_appear(
    client: PageClient, make: Factory, organisation: Organisation
) -> None:
    client.sign_in(make.user(Role.PROVIDER_MEMBER, organisation_id=organisation.id))

    assert client.post("/provider/settings", {"allows_syndication": "y"}).status_code == 403
    assert "/provider/settings" not in client.get("/provider").text
    assert not organisation.allows_syndication


def test_a_person_who_employs_somebody_is_told_what_is_kept_back(client: PageClient, make: Factory) -> None:
    person = make.organisation(kind=OrganisationKind.INDIVIDUAL)
    client.sign_in(make.manager(person))

    assert "first half of your postcode" in client.get("/provider/settings").text
