"""A person sees, takes and deletes what is held about them."""

import sqlalchemy as sa

from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db
from careers.screening.models import ScreeningAnswer
from tests.applications.conftest import Home, answer_situations
from tests.client import PageClient
from tests.factories import Factory

S = ApplicationStatus


def test_a_person_without_a_profile_sees_how_little_is_held(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user(email="new@example.com"))

    page = client.get("/account/data")

    assert "new@example.com" in page.text
    assert "Empty" in page.text


def test_the_copy_holds_the_profile_the_applications_and_the_answers(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    answer_situations(amara.user, home.vacancy)
    make.application(home.vacancy, amara, reference="A-7KQ3MX")
    make.application(home.vacancy, reference="A-OTHER2")

    answer = as_amara.get("/account/data/download")

    data = answer.get_json()
    assert answer.headers["Content-Disposition"] == "attachment; filename=my-data.json"
    assert data["profile"]["phone"] == "07700 900123"
    assert [(a["reference"], a["job"], a["why"]) for a in data["applications"]] == [
        ("A-7KQ3MX", "Care assistant", "I like people and I am patient.")
    ]
    assert data["applications"][0]["submitted_at"] == "2026-11-24T10:00:00+00:00"
    assert len(data["answers"]) >= 3 * 4  # three situations of at least four ideas


def test_deleting_asks_first_and_then_empties_profile_answers_and_drafts(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    answer_situations(amara.user, home.vacancy)
    make.application(home.vacancy, amara, status=S.DRAFT, submitted_at=None)
    ended = make.application(make.vacancy(), amara, status=S.NOT_SUCCESSFUL)

    asked = as_amara.get("/account/data/delete")
    still_there = amara.first_name
    as_amara.post("/account/data/delete")

    assert "You cannot take this back." in asked.text
    assert still_there == "Amara"
    assert (amara.first_name, amara.phone, amara.lat) == ("", "", None)
    assert db.session.scalars(sa.select(Application.id)).all() == [ended.id]
    assert db.session.scalars(sa.select(ScreeningAnswer)).all() == []


def test_nothing_is_deleted_while_an_employer_works_on_an_application(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    make.application(home.vacancy, amara)

    asked = as_amara.get("/account/data/delete")
    answer = as_amara.post("/account/data/delete")

    assert "An employer is still working on an application of yours." in asked.text
    assert "Delete my data</button>" not in asked.text
    assert answer.status_code == 409
    assert amara.first_name == "Amara"
