"""Registering an employer, and changing a workplace."""

from typing import Any

import pytest
import sqlalchemy as sa

from careers.access import Role
from careers.accounts.models import User
from careers.database import db
from careers.providers.models import Organisation, OrganisationKind, Workplace
from tests.client import PageClient
from tests.factories import Factory

WORKPLACE = {
    "name": "Willow House",
    "street": "3 Made Up Lane",
    "town": "Wolverton",
    "postcode": "mk12 5an",
    "service_code": "2",
    "getting_there": "Bus 5 stops outside.",
}
EMPLOYER = {"person_name": "Jo Field", "organisation_name": "Willow & Field Care Ltd", "kind": "care provider"}
# a location in the CQC register's copy: Bay House, Olney
BAY_HOUSE = "1-108509622"


@pytest.fixture
def newcomer(make: Factory) -> User:
    return make.user(Role.CANDIDATE)


def the_organisation() -> Organisation:
    return db.session.scalars(sa.select(Organisation)).one()


def test_a_visitor_is_asked_to_sign_in_first(client: PageClient) -> None:
    page = client.get("/provider/register")

    assert "Sign in to register" in page.text
    assert "/sign-in?next=/provider/register" in page.text


def test_an_employer_registers_from_the_cqc_register(client: PageClient, newcomer: User) -> None:
    client.sign_in(newcomer)

    found = client.get("/provider/register?find=Bay+House")
    assert f"/provider/register/details?location={BAY_HOUSE}" in found.text
    page = client.get(f"/provider/register/details?location={BAY_HOUSE}")
    for value in ("Olney Care Homes Limited", "Bay House", "31 Weston Road", "Olney", "MK46 5BD"):
        assert f'value="{value}"' in page.text
    sent = WORKPLACE | EMPLOYER | {"organisation_name": "Olney Care Homes Limited", "postcode": "MK46 5BD"}
    home = client.follow(client.post(f"/provider/register/details?location={BAY_HOUSE}", sent))

    assert "Registered. You can write your first vacancy now." in home.text
    assert "The council has not checked Olney Care Homes Limited yet." in home.text
    organisation, user = the_organisation(), db.session.get_one(User, newcomer.id)
    assert (organisation.cqc_provider_id, organisation.is_verified) == ("1-101617521", False)
    assert (user.role, user.organisation_id, user.name) == (Role.PROVIDER_MANAGER, organisation.id, "Jo Field")
    assert db.session.scalars(sa.select(Workplace)).one().cqc_location_id == BAY_HOUSE


def test_an_employer_outside_the_register_types_everything(client: PageClient, newcomer: User) -> None:
    client.sign_in(newcomer).post("/provider/register/details", WORKPLACE | EMPLOYER | {"kind": "individual employer"})

    organisation = the_organisation()
    assert (organisation.slug, organisation.kind) == ("willow-and-field-care-ltd", OrganisationKind.INDIVIDUAL)
    workplace = db.session.scalars(sa.select(Workplace)).one()
    assert (workplace.postcode, workplace.lad_code, workplace.cqc_location_id) == ("MK12 5AN", "E06000042", None)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"person_name": ""}, "Enter your name"),
        ({"organisation_name": "x" * 121}, "Use 120 characters or fewer. You have used 121"),
        ({"postcode": "MK12"}, "Enter a full postcode, like MK9 3EJ"),
        ({"postcode": "ZZ9 9ZZ"}, "We do not know the postcode ZZ9 9ZZ. Check it"),
        ({"service_code": ""}, "Choose the main service"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    client: PageClient, newcomer: User, changes: dict[str, Any], sentence: str
) -> None:
    page = client.sign_in(newcomer).post("/provider/register/details", WORKPLACE | EMPLOYER | changes)

    assert page.text.count(sentence) >= 2
    assert 'value="Wolverton"' in page.text
    assert db.session.get_one(User, newcomer.id).role is Role.CANDIDATE
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Organisation)) == 0


def test_nothing_found_says_how_to_go_on(client: PageClient, newcomer: User) -> None:
    page = client.sign_in(newcomer).get("/provider/register?find=Qqqqzzzz+Xxyyq")

    assert "We found nothing like that." in page.text
    assert "It is not in the register" in page.text


def test_an_empty_search_asks_for_words(client: PageClient, newcomer: User) -> None:
    page = client.sign_in(newcomer).get("/provider/register?find=")

    assert "Enter a name, a postcode or a CQC location ID" in page.text


def test_a_candidate_with_a_profile_uses_another_address(client: PageClient, make: Factory) -> None:
    candidate = make.candidate()
    client.sign_in(candidate.user)

    page = client.get("/provider/register")
    assert "You use this account to look for work." in page.text
    refused = client.post("/provider/register/details", WORKPLACE | EMPLOYER)

    assert refused.status_code == 409
    assert db.session.get_one(User, candidate.user_id).role is Role.CANDIDATE


def test_a_manager_is_sent_to_their_vacancies(client: PageClient, make: Factory) -> None:
    client.sign_in(make.manager(make.organisation()))

    assert "You belong to an employer already." in client.get("/provider/register").text
    assert client.post("/provider/register/details", WORKPLACE | EMPLOYER).status_code == 403


def test_an_employer_is_registered_once(client: PageClient, newcomer: User, make: Factory) -> None:
    make.organisation(cqc_provider_id="1-101617521")

    page = client.sign_in(newcomer).post(f"/provider/register/details?location={BAY_HOUSE}", WORKPLACE | EMPLOYER)

    assert page.status_code == 409
    assert "is registered already." in page.text
    assert db.session.get_one(User, newcomer.id).role is Role.CANDIDATE


def test_a_workplace_is_changed_and_its_adverts_with_it(client: PageClient, make: Factory) -> None:
    workplace = make.workplace()
    vacancy = make.vacancy(workplace)
    client.sign_in(make.manager(workplace.organisation))
    path = f"/provider/workplaces/{workplace.id}"

    assert f'value="{workplace.name}"' in client.get(path).text
    page = client.follow(client.post(path, WORKPLACE))

    assert "Workplace saved." in page.text
    assert "Willow House" in client.get(f"/jobs/{vacancy.reference}").text
    assert "Willow House" not in client.get("/jobs?place=MK3+6EB&miles=1").text  # it has moved to Wolverton


def test_another_employers_workplace_is_not_found(client: PageClient, make: Factory) -> None:
    client.sign_in(make.manager(make.organisation()))

    assert client.get(f"/provider/workplaces/{make.workplace().id}").status_code == 404


def test_a_member_may_not_change_workplaces(client: PageClient, make: Factory) -> None:
    workplace = make.workplace()
    client.sign_in(make.user(Role.PROVIDER_MEMBER, organisation_id=workplace.organisation_id))

    assert client.post(f"/provider/workplaces/{workplace.id}", WORKPLACE).status_code == 403
