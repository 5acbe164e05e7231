"""The key of three experts, worked by hand: means 5/3, 5, 5/3, 13/3; spread 0.577 or 0; W = 456 / 504."""

import pytest

from careers.accounts.models import User
from careers.database import db
from careers.errors import NotAllowed
from careers.questions.commands import writing
from careers.questions.commands.keying import take_key
from careers.questions.models import ExpertRating, TakenKey
from careers.questions.queries import desk
from careers.screening.bank import NOT_RATED_YET, QuestionStatus
from careers.screening.models import QuestionVersion
from careers.screening.queries import get_release, get_version, to_question
from tests.connections import OtherConnections
from tests.questions.conftest import AGREEING, KEY, content, expert, three_send

S = QuestionStatus


def test_the_key_of_a_live_question_makes_its_next_version(officer: User, version: QuestionVersion) -> None:
    three_send(version)

    keyed = take_key(KEY, 1, by=officer)

    assert (keyed.number, keyed.status, keyed.key_source) == (2, S.WITH_EXPERTS, "rated by 3 experts, November 2026")
    assert [each.key_rating for each in keyed.responses] == pytest.approx([5 / 3, 5, 5 / 3, 13 / 3])
    assert all(each.is_kept for each in keyed.responses)
    taken = db.session.get_one(TakenKey, version.id)
    assert (taken.experts, taken.agreement) == (3, pytest.approx(456 / 504))
    live = get_version(KEY, 1)
    assert (live.status, live.key_source) == (S.LIVE, NOT_RATED_YET)
    assert db.session.query(ExpertRating).count() == 12


def test_the_key_of_a_question_with_the_experts_is_put_on_itself(officer: User) -> None:
    version = writing.write_question("Curtains", content(), by=officer)
    writing.move_to_experts(version, by=officer)
    three_send(version)

    keyed = take_key("curtains", 1, by=officer)

    assert keyed is version
    assert [each.key_rating for each in keyed.responses] == pytest.approx([5 / 3, 5, 5 / 3, 13 / 3])
    writing.move_to_pilot("curtains", 1, by=officer)
    assert keyed.status is S.PILOT


def test_a_response_on_which_they_differ_is_left_out_and_not_asked(officer: User, version: QuestionVersion) -> None:
    get_release().least_experts = 3
    for a in (1, 3, 5):  # mean 3, spread 2
        expert(version, {"a": a, "b": 5, "c": 1, "d": 4})

    keyed = take_key(KEY, 1, by=officer)

    assert [each.is_kept for each in keyed.responses] == [False, True, True, True]
    assert [response.key for response in to_question(keyed).responses] == ["b", "c", "d"]


def test_too_few_experts_are_refused_with_the_number(officer: User, version: QuestionVersion) -> None:
    get_release().least_experts = 3
    for ratings in (AGREEING["first"], AGREEING["second"]):
        expert(version, ratings)
    expert(version, AGREEING["third"], is_sent=False)

    with pytest.raises(NotAllowed, match="2 of at least 3 experts have rated this version"):
        take_key(KEY, 1, by=officer)


def test_experts_who_do_not_agree_make_no_key(officer: User, version: QuestionVersion) -> None:
    get_release().least_experts = 2
    expert(version, {"a": 1, "b": 2, "c": 4, "d": 5})
    expert(version, {"a": 5, "b": 4, "c": 2, "d": 1})

    with pytest.raises(NotAllowed, match=r"Kendall's W is 0\.00, and at least 0\.60 is needed"):
        take_key(KEY, 1, by=officer)

    assert len(desk.get_question(KEY).versions) == 1


def test_a_key_waits_for_the_wording_that_is_being_worked_on(officer: User, version: QuestionVersion) -> None:
    three_send(version)
    writing.start_next_version(KEY, by=officer)

    with pytest.raises(NotAllowed, match="Version 2 is being worked on"):
        take_key(KEY, 1, by=officer)


def test_two_officers_who_press_at_once_make_one_version(
    officer: User, version: QuestionVersion, elsewhere: OtherConnections
) -> None:
    three_send(version)
    officer_id = officer.id

    def press() -> int:
        return take_key(KEY, 1, by=db.session.get_one(User, officer_id)).number

    tries = [elsewhere.start(press) for _ in range(3)]

    assert [each.result(timeout=20) for each in tries] == [2, 2, 2]
    assert len(desk.get_question(KEY).versions) == 2


def test_ratings_that_come_after_the_key_was_taken_are_kept_and_change_nothing(
    officer: User, version: QuestionVersion
) -> None:
    three_send(version)
    take_key(KEY, 1, by=officer)
    expert(version, {"a": 5, "b": 1, "c": 5, "d": 1})

    keyed = take_key(KEY, 1, by=officer)

    assert keyed.responses[1].key_rating == 5
    assert db.session.query(ExpertRating).count() == 16
