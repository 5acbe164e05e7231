"""Asking, arranging, writing, typing in and ending, and what is refused."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.audit.models import AuditEvent
from careers.database import db
from careers.errors import NotAllowed
from careers.formats import commands, queries
from careers.formats.models import FormatRequest, FormatStatus, WrittenAnswer
from careers.screening import queries as screening
from careers.screening.errors import Refused
from careers.screening.queries import Person
from careers.screening.scoring import Strength
from tests.connections import OtherConnections
from tests.factories import Factory, best_ratings

S = FormatStatus


@pytest.fixture
def amara(make: Factory) -> User:
    return make.user(email="amara@example.com")


@pytest.fixture
def officer(make: Factory) -> User:
    return make.user(Role.OFFICER)


def test_asking_twice_is_one_request_and_takes_in_more_values(amara: User) -> None:
    first = commands.ask_for_format(amara, ["cwp_respect"])
    second = commands.ask_for_format(amara, ["cwp_proud_positive", "cwp_whole_person"])

    assert first is second
    assert second.value_keys == ["cwp_respect", "cwp_whole_person", "cwp_proud_positive"]
    assert queries.count_open() == 1


def test_asking_at_the_same_moment_from_two_pages_is_one_request(amara: User, elsewhere: OtherConnections) -> None:
    user_id = amara.id

    def ask() -> str:
        return commands.ask_for_format(db.session.get_one(User, user_id)).reference

    tries = [elsewhere.start(ask) for _ in range(2)]

    assert len({each.result(timeout=20) for each in tries}) == 1
    assert db.session.scalar(select(func.count()).select_from(FormatRequest)) == 1


def test_arranging_can_be_changed_but_not_after_the_end(amara: User, officer: User) -> None:
    request = commands.ask_for_format(amara)
    commands.arrange_format(request, arranged_for="a call on Monday", by=officer)
    commands.arrange_format(request, arranged_for="a call on Tuesday", by=officer)
    commands.complete_format(request, outcome="Thank you", by=officer)

    assert (request.status, request.arranged_for, request.outcome) == (S.DONE, "a call on Tuesday", "Thank you")
    assert request.ended_by == officer.id
    with pytest.raises(NotAllowed, match="is done already"):
        commands.arrange_format(request, arranged_for="later", by=officer)
    with pytest.raises(NotAllowed, match="is done already"):
        commands.withdraw_request(request, by=amara)
    with pytest.raises(NotAllowed, match="answers stay as they are"):
        commands.write_answer(request, "cwp_respect", "More", by=amara)


def test_pressing_complete_or_take_back_twice_is_done_once(amara: User, officer: User, make: Factory) -> None:
    request = commands.ask_for_format(amara)
    commands.complete_format(request, outcome="A", by=officer)
    commands.complete_format(request, outcome="B", by=officer)
    other = commands.ask_for_format(make.user())
    commands.withdraw_request(other, by=other.user)
    commands.withdraw_request(other, by=other.user)

    events = db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert request.outcome == "A"
    assert events.count("format request.done") == events.count("format request.withdrawn") == 1


def test_what_is_written_is_kept_changed_and_taken_away(amara: User, officer: User) -> None:
    request = commands.ask_for_format(amara, ["cwp_respect"])

    commands.write_answer(request, "cwp_respect", "I knocked.", by=amara)
    commands.write_answer(request, "cwp_respect", "I knocked and waited.", by=officer)
    db.session.flush()
    kept = [(each.text, each.entered_by) for each in db.session.scalars(select(WrittenAnswer))]
    commands.write_answer(request, "cwp_respect", "", by=amara)
    db.session.flush()

    assert kept == [("I knocked and waited.", officer.id)]
    assert db.session.scalars(select(WrittenAnswer)).all() == []
    with pytest.raises(NotAllowed, match="not part of the request"):
        commands.write_answer(request, "cwp_whole_person", "x", by=amara)
    with pytest.raises(NotAllowed, match="Write about at least one value"):
        commands.send_written(request, by=amara)


def test_what_was_written_is_shown_only_once_it_is_sent_and_serves_the_next_wish(amara: User) -> None:
    request = commands.ask_for_format(amara, ["cwp_respect"])
    commands.write_answer(request, "cwp_respect", "I knocked.", by=amara)
    before = queries.list_written(amara.id, ["cwp_respect"])

    commands.send_written(request, by=amara)

    assert before == {}
    assert queries.list_written(amara.id, ["cwp_respect"]) == {"cwp_respect": "I knocked."}
    assert queries.is_served(amara.id, ["cwp_respect"])
    assert commands.ask_for_format(amara, ["cwp_respect"]) is request
    request.ended_at = clock.now() - timedelta(days=200)
    assert not queries.is_served(amara.id, ["cwp_respect"])
    assert commands.ask_for_format(amara, ["cwp_respect"]) is not request


def test_what_was_written_serves_to_the_day_on_which_ratings_could_be_given_again(amara: User) -> None:
    request = commands.ask_for_format(amara, ["cwp_respect"])
    commands.write_answer(request, "cwp_respect", "I knocked.", by=amara)
    commands.send_written(request, by=amara)
    served = []

    for day in ("2027-05-23T12:00:00+01:00", "2027-05-24T12:00:00+01:00"):
        with time_machine.travel(day, tick=False):
            served.append(queries.is_served(amara.id, ["cwp_respect"]))

    assert served == [True, False]


def test_ratings_on_paper_become_a_finished_sitting_with_its_score(amara: User, officer: User) -> None:
    request = commands.ask_for_format(amara, ["cwp_respect"])
    commands.make_paper(request, by=officer)
    situations = queries.list_situations(request)
    for each in situations:
        commands.enter_ratings(
            request, question_key=each.question.key, version=1, ratings=best_ratings(each.question), by=officer
        )
    unfinished = queries.list_finished_values(request)

    commands.complete_format(request, outcome="", by=officer)

    entered = select(AuditEvent.actor_id, AuditEvent.about_user_id).where(
        AuditEvent.action == "format request.ratings entered"
    )
    assert len(situations) == 3
    assert unfinished == []
    assert queries.list_finished_values(request) == ["cwp_respect"]
    assert screening.value_scores(amara.id)["cwp_respect"].strength is Strength.CLEAR
    assert db.session.execute(entered).all() == [(officer.id, amara.id)] * 3


def test_a_situation_left_out_on_paper_is_not_counted_and_stays_open_to_the_person(amara: User, officer: User) -> None:
    request = commands.ask_for_format(amara, ["cwp_respect"])
    commands.make_paper(request, by=officer)
    first = queries.list_situations(request)[0].question
    commands.enter_ratings(request, question_key=first.key, version=1, ratings=best_ratings(first), by=officer)

    commands.complete_format(request, outcome="", by=officer)

    assert request.status is S.DONE
    assert queries.list_finished_values(request) == []
    assert len(screening.get_standing(Person(amara.id), ["cwp_respect"]).left) == 2


def test_completing_without_paper_leaves_own_answers_open(amara: User, officer: User, make: Factory) -> None:
    own = {each.key: best_ratings(each) for each in screening.list_live_questions(["cwp_respect"])[:3]}
    make.answers(amara, own, is_finished=False)
    request = commands.ask_for_format(amara, ["cwp_respect"])

    commands.complete_format(request, outcome="", by=officer)

    assert queries.list_finished_values(request) == []


def test_typing_in_is_checked_as_on_the_pages(amara: User, officer: User) -> None:
    request = commands.ask_for_format(amara, ["cwp_respect"])
    commands.make_paper(request, by=officer)
    question = queries.list_situations(request)[0].question
    good = best_ratings(question)

    for ratings in ({**good, "a": 6}, {**good, "zz": 3}, {"a": 3}):
        with pytest.raises(Refused):
            commands.enter_ratings(request, question_key=question.key, version=1, ratings=ratings, by=officer)
    with pytest.raises(Refused):
        commands.enter_ratings(request, question_key=question.key, version=2, ratings=good, by=officer)
    with pytest.raises(NoResultFound):
        commands.enter_ratings(request, question_key="no-such", version=1, ratings=good, by=officer)
    assert screening.list_answers(amara.id) == []


def test_requests_go_with_what_was_written(amara: User, officer: User) -> None:
    request = commands.ask_for_format(amara, ["cwp_respect"])
    commands.write_answer(request, "cwp_respect", "I knocked.", by=amara)
    commands.send_written(request, by=amara)
    again = commands.ask_for_format(amara, ["cwp_whole_person"])
    db.session.commit()

    commands.forget_requests(amara.id, before=clock.now() + timedelta(days=1))
    db.session.commit()

    assert db.session.scalars(select(FormatRequest.id)).all() == [again.id]
    assert db.session.scalars(select(WrittenAnswer)).all() == []
    commands.forget_requests(amara.id)
    db.session.commit()
    assert db.session.scalars(select(FormatRequest)).all() == []
