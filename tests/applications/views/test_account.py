"""The account page: where each application stands in plain words, and what happens next. Today is 24 November 2026."""

import sqlalchemy as sa

from careers import clock
from careers.applications.models import ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import SavedOpportunity
from careers.screening.queries import list_live_questions
from tests.applications.conftest import Home
from tests.client import PageClient
from tests.connections import counted
from tests.factories import Factory, best_ratings, worst_ratings

S = ApplicationStatus


def test_somebody_new_is_shown_the_way(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user())

    page = client.get("/account")

    assert "Nothing under way" in page.text
    assert 'href="/account/profile"' in page.text
    assert db.session.scalars(sa.select(Candidate)).all() == []


def test_each_application_says_where_it_stands(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    make.application(home.vacancy, amara)
    make.application(make.vacancy(title="Night carer"), amara, status=S.DRAFT, submitted_at=None)
    make.application(make.vacancy(), amara, status=S.NOT_SUCCESSFUL)

    page = as_amara.get("/account")

    assert "Hello Amara" in page.text
    assert "Larkfield Care has until Tuesday 8 December 2026 to reply. We will tell you either way." in page.text
    assert "Carry on with Night carer" in page.text
    assert "All your applications (1 ended)" in page.text
    assert "Not successful" not in page.text


def test_all_applications_are_listed_on_their_own_page(as_amara: PageClient, make: Factory, amara: Candidate) -> None:
    make.application(make.vacancy(title="Cook"), amara, status=S.NOT_SUCCESSFUL)
    make.application(make.vacancy(title="Driver"))

    page = as_amara.get("/account/applications")

    assert "Cook" in page.text
    assert "Not successful this time" in page.text
    assert "Driver" not in page.text


def test_saved_adverts_are_at_hand(as_amara: PageClient, home: Home, amara: Candidate) -> None:
    db.session.add(SavedOpportunity(candidate_id=amara.id, opportunity_id=home.vacancy.id, saved_at=clock.now()))
    db.session.commit()

    page = as_amara.get("/account")

    assert "Saved for later" in page.text
    assert 'href="/jobs/V-7KQ3MX">Care assistant, Larkfield Care</a>' in page.text


def test_jobs_that_suit_are_shown_with_why_once_situations_are_answered(
    as_amara: PageClient, make: Factory, amara: Candidate
) -> None:
    amara.lat, amara.lon, amara.travel_miles, amara.patterns = 51.9927, -0.7486, 5, ["nights"]
    make.vacancy(title="Night carer", patterns=["nights"])
    applied = make.vacancy(title="Waking night carer", patterns=["nights"])
    make.application(applied, amara)
    make.vacancy(make.workplace(lat=53.4, lon=-2.2), title="Carer far away", patterns=["nights"])
    before = as_amara.get("/account").text
    make.answers(amara.user, {question.key: best_ratings(question) for question in list_live_questions()})

    page = as_amara.get("/account").text

    suitable = page.split("Jobs that suit you")[1].split("About you")[0]
    assert "Jobs that suit you" not in before
    assert "Night carer" in suitable
    assert "Suits you well" in suitable
    assert "You chose nights." in suitable
    assert "Waking night carer" not in suitable
    assert "Carer far away" not in suitable


def test_a_job_that_does_not_suit_is_not_called_suitable(as_amara: PageClient, make: Factory, amara: Candidate) -> None:
    amara.lat, amara.lon, amara.travel_miles = 51.9927, -0.7486, 5
    amara.patterns, amara.contracts, amara.pay_min_pence = ["nights"], ["fixed-term"], 2500
    make.vacancy(title="Day carer", patterns=["days"])
    make.answers(amara.user, {question.key: worst_ratings(question) for question in list_live_questions()})

    assert "Jobs that suit you" not in as_amara.get("/account").text


def test_the_account_asks_no_question_per_application(as_amara: PageClient, make: Factory, amara: Candidate) -> None:
    def questions() -> int:
        with counted() as asked:
            as_amara.get("/account")
        return len(asked)

    make.application(candidate=amara)
    as_amara.get("/account")
    few = questions()
    for _ in range(5):
        make.application(candidate=amara)
    as_amara.get("/account")

    assert questions() == few
