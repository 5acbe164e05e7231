"""Write questions, make next versions, go live, retire."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from careers.accounts.models import User
from careers.audit.queries import list_history
from careers.database import db
from careers.errors import BadInput, NotAllowed
from careers.questions.commands import writing
from careers.questions.commands.keying import take_key
from careers.questions.content import ResponseContent, content_of
from careers.questions.queries import desk
from careers.screening.bank import NOT_RATED_YET, QuestionStatus
from careers.screening.models import QuestionVersion
from careers.screening.queries import get_version, list_live_questions
from tests.connections import OtherConnections
from tests.factories import Factory, best_ratings
from tests.questions.conftest import KEY, content, three_send

S = QuestionStatus


def test_a_question_begins_as_a_draft_under_its_short_name(officer: User) -> None:
    writing.write_question("The Closed Curtains", content(), by=officer)

    version = get_version("the-closed-curtains", 1)
    assert version.status is S.DRAFT
    assert content_of(version) == content()
    assert [event.action for event in list_history("question version", version.id)] == ["question.written"]


def test_a_name_that_is_taken_is_refused(officer: User) -> None:
    with pytest.raises(BadInput, match="There is a question of this name"):
        writing.write_question("Quiet breakfast", content(), by=officer)


def test_a_draft_is_changed_in_place(officer: User) -> None:
    writing.write_question("Curtains", content(), by=officer)
    db.session.commit()
    fifth = ResponseContent("e", "Leave a note.")
    first = replace(content().responses[0], text="Draw them back.")
    changed = content(situation="Another one.", responses=(first, *content().responses[1:], fifth))

    writing.change_draft("curtains", 1, changed, by=officer)
    db.session.commit()
    assert content_of(get_version("curtains", 1)) == changed

    writing.change_draft("curtains", 1, content(), by=officer)
    db.session.commit()
    assert content_of(get_version("curtains", 1)) == content()


def test_what_is_live_cannot_be_changed(officer: User) -> None:
    before = content_of(get_version(KEY, 1))

    with pytest.raises(NotAllowed, match="its words stay as they are"):
        writing.change_draft(KEY, 1, content(), by=officer)

    assert content_of(get_version(KEY, 1)) == before


def test_a_version_that_was_asked_cannot_be_deleted(make: Factory, officer: User) -> None:
    question = next(one for one in list_live_questions() if one.key == KEY)
    make.answers(make.user(), {KEY: best_ratings(question)})
    db.session.commit()

    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(sa.delete(QuestionVersion).where(QuestionVersion.question_key == KEY))
    db.session.rollback()


def test_a_next_version_is_a_copy_and_leaves_the_live_one_alone(officer: User) -> None:
    version = writing.start_next_version(KEY, by=officer)

    live = get_version(KEY, 1)
    assert (version.number, version.status, live.status) == (2, S.DRAFT, S.LIVE)
    assert content_of(version) == content_of(live)
    assert version.key_source == NOT_RATED_YET


def test_pressed_twice_it_is_one_draft(officer: User) -> None:
    first = writing.start_next_version(KEY, by=officer)

    assert writing.start_next_version(KEY, by=officer) is first


def test_a_later_version_stays_with_its_value(officer: User) -> None:
    value = get_version(KEY, 1).value_key
    writing.start_next_version(KEY, by=officer)

    writing.change_draft(KEY, 2, content(value_key="cwp_respect", situation="New words."), by=officer)

    assert get_version(KEY, 2).value_key == value != "cwp_respect"


def test_a_key_of_experts_does_not_come_along_to_other_words(officer: User, version: QuestionVersion) -> None:
    three_send(version)
    take_key(KEY, 1, by=officer)
    writing.move_to_pilot(KEY, 2, by=officer)
    writing.go_live(KEY, 2, by=officer)

    third = writing.start_next_version(KEY, by=officer)

    assert third.key_source == "no key yet"
    assert [(each.key_rating, each.is_kept) for each in third.responses] == [(None, True)] * 4


def test_nothing_goes_on_trial_without_experts(officer: User) -> None:
    version = writing.start_next_version(KEY, by=officer)
    with pytest.raises(NotAllowed, match="Version 2 is draft now, so it cannot become pilot"):
        writing.move_to_pilot(KEY, 2, by=officer)
    writing.move_to_experts(version, by=officer)

    with pytest.raises(NotAllowed, match="Experts rate a question before people are asked it"):
        writing.move_to_pilot(KEY, 2, by=officer)


def test_a_version_that_goes_live_takes_the_place_of_the_one_before(officer: User, version: QuestionVersion) -> None:
    three_send(version)
    take_key(KEY, 1, by=officer)
    writing.move_to_pilot(KEY, 2, by=officer)
    db.session.commit()

    writing.go_live(KEY, 2, by=officer)
    db.session.commit()

    old, new = get_version(KEY, 1), get_version(KEY, 2)
    assert (old.status, new.status) == (S.RETIRED, S.LIVE)
    assert old.retired_at == new.live_at
    assert list_history("question version", old.id)[-1].reason == "Version 2 took its place"


def test_the_last_two_questions_of_a_value_cannot_be_retired_also_by_two_officers_at_once(
    officer: User, elsewhere: OtherConnections
) -> None:
    keys = [one.key for one in list_live_questions(["cwp_respect"])]
    for key in keys[3:]:
        writing.retire_version(key, 1, reason="Unclear", by=officer)
    officer_id = officer.id
    db.session.commit()

    def retire(key: str) -> str:
        try:
            writing.retire_version(key, 1, reason="Unclear", by=db.session.get_one(User, officer_id))
        except NotAllowed as refusal:
            return str(refusal)
        return "retired"

    tries = [elsewhere.start(lambda key=key: retire(key)) for key in keys[:2]]  # type: ignore[misc]  # a bound default
    answers = sorted(each.result(timeout=20) for each in tries)

    assert answers[1] == "retired"
    assert "This value has 2 live questions" in answers[0]
    assert desk.count_live()["cwp_respect"] == 2
