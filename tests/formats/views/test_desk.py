"""The council's desk for answering in another way, with the paper form."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.formats import queries
from careers.formats.commands import withdraw_request
from careers.formats.models import FormatRequest, FormatStatus
from careers.screening import queries as screening
from careers.screening.commands import answer_question
from careers.screening.models import Sitting
from careers.screening.queries import Person
from tests.client import PageClient
from tests.factories import Factory, best_ratings
from tests.screening.views.pages import full, text_of

DESK = "/council/formats"
F = f"{DESK}/F-7KQ3MX"


@pytest.fixture
def officer(make: Factory) -> User:
    return make.user(Role.OFFICER, email="officer@council.example")


@pytest.fixture
def desk(client: PageClient, officer: User) -> PageClient:
    return client.sign_in(officer)


@pytest.fixture
def amara(make: Factory) -> Candidate:
    return make.candidate(make.user(email="amara@example.com"))


@pytest.fixture
def wish(make: Factory, amara: Candidate) -> FormatRequest:
    return make.format_request(amara.user, reference="F-7KQ3MX", contact="After 6pm")


def test_list_formats_has_those_who_wait_first_and_marks_the_overdue(
    desk: PageClient, make: Factory, wish: FormatRequest
) -> None:
    wish.asked_at = clock.now() - timedelta(days=9)
    db.session.commit()
    make.format_request(reference="F-ARR222", arranged_for="a call", asked_at=clock.now() - timedelta(days=20))
    make.format_request(reference="F-NEW222")
    make.format_request(reference="F-DONE22", status=FormatStatus.DONE, ended_at=clock.now())

    page = desk.get(DESK).text

    order = [page.index(name) for name in ("Amara Okoye", "F-NEW222", "F-ARR222", "F-DONE22")]
    assert order == sorted(order)
    assert page.count("Overdue") == 1
    assert "9 days" in page
    assert "3 people answering in another way" in desk.get("/council").text


def test_an_empty_desk_says_what_would_come(desk: PageClient) -> None:
    assert "Nobody waits" in desk.get(DESK).text


def test_show_request_says_how_to_reach_the_person_who_sees_the_look(
    desk: PageClient, client: PageClient, amara: Candidate, wish: FormatRequest
) -> None:
    page = text_of(desk.get(F).text)

    assert "Amara Okoye" in page
    assert "After 6pm" in page
    assert "amara@example.com" in page
    assert "07700 900123" in page
    assert "your request to answer in another way" in client.sign_in(amara.user).get("/account/sharing").text
    assert wish.status is FormatStatus.ASKED


def test_arrange_format_and_complete_format_tell_the_person(desk: PageClient, wish: FormatRequest) -> None:
    missing = desk.post(f"{F}/arrange", {"arranged_for": ""})
    arranged = desk.follow(desk.post(f"{F}/arrange", {"arranged_for": "a call on Monday at 10am"}))
    asked = desk.get(f"{F}/complete")
    done = desk.follow(desk.post(f"{F}/complete", {"outcome": "Thank you for your time."}))

    assert "Enter when and how the person answers" in missing.text
    assert "Arranged: a call on Monday at 10am." in arranged.text
    assert "Not answered, so not counted" in asked.text
    assert "Done on Tuesday 24 November 2026." in done.text
    assert wish.outcome == "Thank you for your time."


def test_write_down_keeps_the_persons_words_with_who_wrote_them_down(
    desk: PageClient, officer: User, wish: FormatRequest
) -> None:
    page = desk.follow(desk.post(f"{F}/writing/cwp_respect", {"text": "She said: I always knock."}))

    assert "She said: I always knock." in page.text
    assert [(each.value_key, each.entered_by) for each in wish.written] == [("cwp_respect", officer.id)]


def test_looking_at_a_request_chooses_no_situations(desk: PageClient, wish: FormatRequest) -> None:
    shown = desk.get(f"{F}/paper")
    desk.get(F)

    assert shown.location == F
    assert db.session.scalars(select(Sitting)).all() == []
    assert wish.paper_made_at is None


def test_show_paper_has_the_persons_situations_in_their_order_and_no_key(desk: PageClient, wish: FormatRequest) -> None:
    page = desk.follow(desk.post(f"{F}/paper/make")).text
    again = desk.get(f"{F}/paper").text

    asked = queries.list_situations(wish)
    body = page.split("<main")[1].split("</main>")[0]
    assert [page.index(each.question.situation[:30]) for each in asked] == sorted(
        page.index(each.question.situation[:30]) for each in asked
    )
    assert body == again.split("<main")[1].split("</main>")[0]
    assert body.count("paper-table__box") == 5 * sum(len(each.question.responses) for each in asked)
    assert not re.search(r"\d\.\d", body)
    assert "Respect" not in body
    assert "cwp_" not in body


def test_enter_ratings_situation_by_situation_until_the_paper_is_typed_in(
    desk: PageClient, officer: User, amara: Candidate, wish: FormatRequest
) -> None:
    desk.post(f"{F}/paper/make")
    page, pages = f"{F}/ratings/{queries.list_situations(wish)[0].question.key}", []
    while "/ratings/" in page:
        pages.append(desk.get(page).text)
        key = page.split("/")[-1]
        question = next(each.question for each in queries.list_situations(wish) if each.question.key == key)
        page = desk.post(page, full(question)).location
    ready = desk.get(f"{F}/complete").text
    desk.post(f"{F}/complete", {"outcome": ""})

    entered = select(AuditEvent.actor_id).where(AuditEvent.action == "format request.ratings entered")
    assert ["Type in situation 1 of 3" in pages[0], len(pages), page] == [True, 3, F]
    assert "Every situation has its ratings: they count from now on" in ready
    assert screening.value_scores(amara.user_id).keys() == {"cwp_respect"}
    assert db.session.scalars(entered).all() == [officer.id] * 3


@pytest.mark.parametrize("changes", [{"response_zz": "3"}, {"response_a": "6"}, {"version": "2"}])
def test_enter_ratings_refuses_what_the_page_does_not_send(
    desk: PageClient, amara: Candidate, wish: FormatRequest, changes: dict[str, str]
) -> None:
    desk.post(f"{F}/paper/make")
    question = queries.list_situations(wish)[0].question

    answer = desk.post(f"{F}/ratings/{question.key}", full(question, **changes))

    assert answer.status_code == 409
    assert screening.list_answers(amara.user_id) == []


def test_enter_ratings_after_the_end_keeps_nothing(desk: PageClient, amara: Candidate, wish: FormatRequest) -> None:
    desk.post(f"{F}/paper/make")
    question = queries.list_situations(wish)[0].question
    desk.post(f"{F}/complete", {"outcome": ""})

    answer = desk.post(f"{F}/ratings/{question.key}", full(question))

    assert answer.location == F
    assert screening.list_answers(amara.user_id) == []


def test_what_a_person_answers_after_their_request_is_over_is_their_own(
    desk: PageClient, amara: Candidate, wish: FormatRequest
) -> None:
    desk.post(f"{F}/paper/make")
    question = queries.list_situations(wish)[0].question
    withdraw_request(wish, by=amara.user)
    answer_question(Person(amara.user_id), question_key=question.key, version=1, ratings=best_ratings(question))
    db.session.commit()

    assert question.situation not in desk.follow(desk.get(f"{F}/paper")).text
    assert question.situation not in desk.follow(desk.get(f"{F}/ratings/{question.key}")).text


def test_a_request_that_is_not_there_is_not_found(desk: PageClient) -> None:
    for path in ("", "/arrange", "/complete", "/paper", "/writing/cwp_respect", "/ratings/door-key"):
        assert desk.get(f"{DESK}/F-NONE22{path}").status_code == 404
