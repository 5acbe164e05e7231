"""The frame of every page: navigation by role, the demonstration banner, errors in the title."""

import re

import pytest

from careers.access import Role
from tests.client import PageClient
from tests.factories import Factory


def navigation_of(html: str) -> list[str]:
    """Return the words of the main navigation, in order."""
    nav = re.search(r'<nav aria-label="Main".*?</nav>', html, re.DOTALL)
    assert nav is not None
    words = (re.sub(r"<[^>]+>|\s+", " ", item).split() for item in re.findall(r"<li.*?</li>", nav[0], re.DOTALL))
    return [" ".join(word) for word in words]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.CANDIDATE, ["Find work", "Pathways", "What matters to you", "Your account", "Sign out"]),
        (Role.PROVIDER_MEMBER, ["Hiring", "Find work", "Pathways", "Sign out"]),
        (Role.ADVISER, ["Caseload", "Find work", "Pathways", "Sign out"]),
        (Role.OFFICER, ["Council desk", "Board", "Find work", "Pathways", "Sign out"]),
        (Role.BOARD_MEMBER, ["Board", "Find work", "Pathways", "Sign out"]),
        (Role.OPERATOR, ["Messages", "Find work", "Pathways", "Sign out"]),
    ],
)
def test_each_role_finds_its_pages(client: PageClient, make: Factory, role: Role, expected: list[str]) -> None:
    client.sign_in(make.user(role))

    page = client.get("/help/contact")

    assert navigation_of(page.text) == expected


def test_a_visitor_is_offered_to_sign_in(client: PageClient) -> None:
    page = client.get("/help/contact")

    assert navigation_of(page.text) == [
        "Find work",
        "Pathways",
        "What matters to you",
        "For employers",
        "Sign in",
    ]


def test_every_page_of_a_demonstration_says_so(client: PageClient) -> None:
    assert "Employers, people and jobs here are invented." in client.get("/help/contact").text


def test_a_real_service_does_not(client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(client.app.config, "CAREERS_MODE", "production")

    assert "This is a demonstration" not in client.get("/help/contact").text


def test_a_failed_form_is_said_in_the_title_and_over_the_heading(client: PageClient) -> None:
    page = client.post("/sign-in", {"email": ""})

    assert "<title>Error: Sign in – Care Careers</title>" in page.text
    assert page.text.index("There is a problem") < page.text.index("<h1")


def test_the_data_page_prints_every_licence_statement(client: PageClient) -> None:
    page = client.get("/help/data")

    for statement in (
        "Contains Royal Mail data",
        "Place names: GeoNames",
        "Contains Care Quality Commission",
        "ESCO",
    ):
        assert statement in page.text
