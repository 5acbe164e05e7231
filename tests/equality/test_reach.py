"""Every door tried by everybody else: behind none of them lies anything of a person's equality answers.

Amara has applied, was invited (so that her name shows), has a placement and a referral, and has answered with words
that stand nowhere else. Then everybody opens every page and presses every button.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from flask import Flask, g
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.config import ROOT
from careers.database import db
from careers.equality.groups import CHARACTERISTICS, groups_of
from careers.equality.models import EqualityAnswer
from careers.equality.questionnaire import get_question
from careers.logs import configure_logs
from tests.applications.conftest import Home
from tests.client import PageClient
from tests.equality.conftest import SHEET, kept_rows
from tests.factories import Factory

TELLING = ("ethnicity", "sexual_orientation", "religion", "unpaid_care", "activity_restriction")
"""Questions whose answers stand on no other page of the service."""

MARKS = [*(SHEET[key] for key in TELLING), *(get_question(key).label_of(SHEET[key]) for key in TELLING)]
GROUPS = frozenset(
    text for characteristic in CHARACTERISTICS for group in groups_of(characteristic) for text in group[:2]
)
"""Names of groups: the board's pages may print them, for all groups alike, but then nothing of any person."""

WHO = ("amara@example.com", "A-7KQ3MX", "Okoye")
CHANGES_WHO_IS_SIGNED_IN = frozenset({"accounts"})


class Scene(NamedTuple):
    """Who is there, and what can stand in an address."""

    people: dict[str, User | None]
    values: dict[str, list[str]]


@pytest.fixture
def loud(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Log everything to what capsys reads."""
    configure_logs("DEBUG")
    yield
    configure_logs("WARNING")


@pytest.fixture
def scene(make: Factory, home: Home, amara: Candidate, sent: Application) -> Scene:
    """Give everybody who might look, and the references of everything of Amara's."""
    sent.status, sent.identity_shown_at = ApplicationStatus.INTERVIEW, clock.now()
    sent.interview_at, sent.interview_place = clock.now(), "Rose Court"
    placement = make.placement(sent.vacancy.workplace)
    adviser = make.user(Role.ADVISER, office="Bletchley Jobcentre")
    referral = make.referral(
        adviser, sent.vacancy, candidate_id=amara.id, email="amara@example.com", agreed_at=clock.now(), status="agreed"
    )
    booking = make.booking(placement, amara, referral_id=referral.id)
    make.alert("amara@example.com")
    references = [thing.reference for thing in (home.vacancy, sent, placement, booking, referral)]
    hiring = {"organisation_id": home.organisation.id}
    people = {role.value: make.user(role) for role in Role if not role.value.startswith("provider")}
    return Scene(
        people
        | {
            "the manager": home.manager,
            "a colleague": make.user(Role.PROVIDER_MEMBER, **hiring),
            "another provider": make.manager(make.organisation()),
            "the adviser": adviser,
            "nobody signed in": None,
        },
        {
            "reference": references,
            "applicant_reference": [sent.reference],
            "booking_reference": [booking.reference],
            "key": ["live-vacancies", "filled-posts", "care-worker"],
            "page": ["privacy", "data"],
            "organisation_id": [str(home.organisation.id)],
            "user_id": [str(amara.user_id)],
            "workplace_id": [str(sent.vacancy.workplace_id)],
            "message_id": ["1", "2", "3"],
        },
    )


def addresses_of(rule: Rule, values: dict[str, list[str]]) -> list[str]:
    """Return the addresses of a rule, with every value that can stand there."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", rule.rule)
    found = []
    for chosen in itertools.product(*(values.get(name, ["1"]) for name in names)):
        path = rule.rule
        for value in chosen:
            path = re.sub(r"<[^>]+>", value, path, count=1)
        found.append(path)
    return found


def browser_of(app: Flask, user: User | None) -> FlaskClient:
    """Return a browser in which somebody is signed in, or nobody."""
    browser = app.test_client()
    if user is not None:
        with browser.session_transaction() as session:
            session["_user_id"], session["_fresh"] = user.get_id(), True
    return browser


def found_in(text: str, marks: Iterable[str]) -> list[str]:
    return [mark for mark in marks if mark in text]


def found_on(path: str, text: str, marks: list[str]) -> list[str]:
    """Return what a page tells of Amara's answers; on the board's, group names are no secret but people are."""
    if path.startswith("/board"):  # the way back after signing in repeats the address that was asked for
        return found_in(text.replace(path, ""), {*marks, *WHO} - GROUPS)
    return found_in(text, marks)


def everything_else_that_is_stored() -> str:
    """Return every row of every other table as one text."""
    tables = [table for table in db.metadata.sorted_tables if table is not EqualityAnswer.__table__]
    return "\n".join(str(tuple(row)) for table in tables for row in db.session.execute(sa.select(table)))


def test_no_page_button_log_message_or_row_of_anybody_else_tells_of_a_persons_answers(
    loud: None, app: Flask, scene: Scene, amara: Candidate, capsys: pytest.CaptureFixture[str]
) -> None:
    own = PageClient(app).sign_in(amara.user)
    assert own.post("/account/equality/questions", SHEET).location == "/account/equality/done"
    marks = [*MARKS, *(text for link, answer, _ in kept_rows() for text in (link, answer))]
    leaks, faults, reached = [], [], 0

    for method, (who, user) in itertools.product(("GET", "POST"), scene.people.items()):
        browser = browser_of(app, user)
        for rule in app.url_map.iter_rules():
            is_signing_in = method == "POST" and rule.endpoint.partition(".")[0] in CHANGES_WHO_IS_SIGNED_IN
            if method not in (rule.methods or ()) or is_signing_in:
                continue
            for path in addresses_of(rule, scene.values):
                answer = browser.open(path, method=method)
                g.pop("_login_user", None)
                text = f"{answer.get_data(as_text=True)} {answer.headers}"
                reached += answer.status_code == 200
                leaks += [f"{method} {path} as {who}: {mark}" for mark in found_on(path, text, marks)]
                faults += [f"{method} {path} as {who}"] * (answer.status_code >= 500)

    assert not leaks
    assert not faults
    assert reached > 200
    assert not found_in(capsys.readouterr().out, marks)
    assert not found_in(everything_else_that_is_stored(), marks)
    assert sorted(found_in(own.get("/account/data/download").text, MARKS)) == sorted(MARKS[len(TELLING) :])


def test_the_answers_themselves_cannot_be_read_where_they_are_stored(as_amara: PageClient, sent: Application) -> None:
    as_amara.post("/account/equality/questions", SHEET)

    stored = str(kept_rows())

    assert stored.count("2026-11") == len(SHEET)
    assert not found_in(stored, [*SHEET, *SHEET.values(), *MARKS])


def test_no_other_package_names_the_table_or_pages_of_answers() -> None:
    outside = [
        file
        for file in [*ROOT.glob("careers/**/*.py"), *ROOT.glob("templates/**/*.html")]
        if "equality" not in file.relative_to(ROOT).parts and "migrations" not in file.parts
    ]

    named = [file.name for file in outside if re.search("equality_answers|EqualityAnswer", file.read_text())]

    assert len(outside) > 300
    assert named == []
