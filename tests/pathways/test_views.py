"""The map and the pages of its roles, as a visitor without an account sees them."""

import re

import pytest

from careers.jobs.models import OpportunityKind
from careers.pathways.career_map import Role, roles
from careers.reference.choices import Need
from tests.client import PageClient
from tests.connections import counted
from tests.factories import Factory

FAR_AWAY = {"town": "Leeds", "postcode": "LS1 4AP", "lat": 53.797, "lon": -1.548, "lad_code": "E08000035"}


def words(html: str) -> str:
    """The text of a page, one space between words."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_show_map_has_every_role_twice_as_a_stop_and_in_the_list(client: PageClient) -> None:
    response = client.get("/pathways")

    assert response.status_code == 200
    for role in roles():
        assert response.text.count(f'href="/pathways/roles/{role.key}"') == 2, role.key


def test_show_map_counts_what_is_open(client: PageClient, make: Factory) -> None:
    make.vacancy(role_code=4)
    make.vacancy(role_code=4)

    html = client.get("/pathways").text

    assert 'aria-label="Registered manager: 2 open now"' in html
    assert 'aria-label="Deputy manager: none open now"' in html
    assert "Registered manager 2 open now" in words(html)


def test_show_map_says_when_a_count_covers_related_work(client: PageClient, make: Factory) -> None:
    make.vacancy(role_code=8)

    html = client.get("/pathways").text

    assert 'aria-label="Personal assistant: 1 open in this and related work"' in html


def test_show_map_can_be_scrolled_by_keyboard_and_is_named(client: PageClient) -> None:
    html = client.get("/pathways").text

    assert 'role="region" aria-labelledby="map-heading" tabindex="0"' in html
    assert 'id="map-heading"' in html


def test_show_map_counts_near_a_place_and_keeps_it_in_the_links(client: PageClient, make: Factory) -> None:
    make.vacancy(role_code=4)
    make.vacancy(make.workplace(**FAR_AWAY), role_code=4)

    html = client.get("/pathways?place=MK3+6EB&miles=5").text

    assert 'aria-label="Registered manager: 1 open now"' in html
    assert "what is open now within 5 miles of MK3 6EB" in words(html)
    assert 'href="/pathways/roles/registered_manager?place=MK3+6EB&amp;miles=5"' in html


def test_show_map_mends_a_misspelt_place_and_offers_others(client: PageClient) -> None:
    text = words(client.get("/pathways?place=Bletchly").text)

    assert "We took “Bletchly” as Bletchley, Milton Keynes. Did you mean another place?" in text


def test_show_map_says_so_when_a_place_is_unknown(client: PageClient) -> None:
    html = client.get("/pathways?place=%3Cb%3Eqqqxzzvv").text

    assert "We could not find “&lt;b&gt;qqqxzzvv”" in html
    assert "The numbers are for our whole area" in html


@pytest.mark.parametrize("address", ["/pathways?miles=lots&kind=unicorn", "/pathways?place=&miles=-1"])
def test_show_map_ignores_what_it_does_not_know(client: PageClient, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert '<option value="10" selected>10 miles</option>' in response.text


def test_show_role_says_what_it_is_needs_and_leads_to(client: PageClient) -> None:
    text = words(client.get("/pathways/roles/deputy_manager").text)

    assert "Leading care services · Deputy or professional" in text
    assert "Registered manager None open now A step up , usually after 1 to 3 years" in text
    assert "Level 5 Diploma in Leadership and Management for Adult Care or Leader in adult care" in text
    assert "Team leader or supervisor , usually after 1 to 3 years" in text
    assert "Leader in adult care apprenticeship (ST0008)" in text
    assert "As known in October 2019; check first." in text
    assert "Not yet checked against a source." in text


@pytest.mark.parametrize(
    ("key", "regulated", "is_checked"),
    [("social_worker", "Social Work England", True), ("dass", "A post that the law requires", False)],
)
def test_show_role_marks_what_nobody_has_checked(
    client: PageClient, key: str, regulated: str, is_checked: bool
) -> None:
    text = words(client.get(f"/pathways/roles/{key}").text)

    about = text.partition("Regulated:")[2].partition("Where it can lead")[0]
    assert about.strip().startswith(regulated)
    assert ("Not yet checked" not in about) is is_checked


def test_show_role_links_to_exactly_what_it_counted(client: PageClient, make: Factory) -> None:
    make.vacancy(role_code=8, experience=Need.NEEDED)
    make.vacancy(role_code=8, experience=Need.NOT_NEEDED)
    make.vacancy(role_code=8, kind=OpportunityKind.APPRENTICESHIP, experience=Need.NOT_NEEDED)

    html = client.get("/pathways/roles/new_to_care?place=MK3+6EB&miles=3").text

    assert "2 within 3 miles of MK3 6EB" in words(html)
    address = "/jobs?place=MK3+6EB&amp;miles=3&amp;kind=job&amp;kind=apprenticeship&amp;role=8&amp;no_experience=1"
    assert f'href="{address}"' in html


def test_show_role_says_what_to_do_when_nothing_is_open(client: PageClient) -> None:
    html = client.get("/pathways/roles/cook?place=MK3+6EB").text

    assert "No jobs of this kind within 10 miles of MK3 6EB today" in html
    assert "Look further away, or at a role that leads here or follows from it." in html


def test_show_role_of_an_unpaid_carer_counts_nothing(client: PageClient) -> None:
    text = words(client.get("/pathways/roles/unpaid_carer").text)

    assert "Nobody advertises this" in text
    assert "People start here." in text


@pytest.mark.parametrize("role", roles(), ids=lambda role: role.key)
def test_show_role_works_for_every_role(client: PageClient, role: Role) -> None:
    response = client.get(f"/pathways/roles/{role.key}")

    assert response.status_code == 200
    assert f"{role.title}: career pathways" in response.text


def test_show_role_of_an_unknown_role_is_not_found(client: PageClient) -> None:
    response = client.get("/pathways/roles/astronaut")

    assert response.status_code == 404


@pytest.mark.parametrize("path", ["/pathways", "/pathways/roles/care_worker"])
def test_pages_ask_the_database_nothing_but_the_revision_however_much_is_open(
    client: PageClient, make: Factory, path: str
) -> None:
    workplace = make.workplace()
    for code in (4, 7, 8, 43):
        make.vacancy(workplace, role_code=code)
    client.get(path)

    with counted() as asked:
        client.get(path)

    assert set(asked) <= {"BEGIN"}  # the question for the revision goes past what counts here
