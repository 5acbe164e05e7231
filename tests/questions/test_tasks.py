"""A new release comes into force once everybody has their scores; experts are reminded and forgotten."""

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.database import db
from careers.errors import BadInput, NotAllowed
from careers.questions import tasks
from careers.questions.commands.experts import invite_experts
from careers.questions.commands.releases import make_release
from careers.questions.models import ExpertInvitation, ExpertKind
from careers.screening import commands as screening
from careers.screening.item_scores import Method
from careers.screening.models import BankRelease, StoredScore
from careers.screening.queries import Person, get_release, get_standing, list_live_questions, scores_of
from tests.factories import Factory, best_ratings
from tests.questions.conftest import KEY


def release(officer: User, name: str = "2027", method: Method = Method.BEST_WORST) -> BankRelease:
    made = make_release(
        name=name,
        method=method,
        questions_a_value=4,
        months_valid=6,
        most_spread=1,
        least_agreement=0.6,
        least_experts=8,
        by=officer,
    )
    db.session.commit()
    return made


def answered(make: Factory, count: int) -> list[User]:
    """Make people who have answered as the key has it."""
    questions = list_live_questions(["cwp_respect"])[:3]
    people = [make.user() for _ in range(count)]
    for user in people:
        make.answers(user, {question.key: best_ratings(question) for question in questions})
        for sitting_id in [each.id for each in screening.queries.list_sittings(Person(user.id))]:
            screening.score_sitting(sitting_id)
    db.session.commit()
    return people


def test_nobody_is_without_a_score_while_a_release_is_made_ready(
    make: Factory, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = answered(make, 5)
    monkeypatch.setattr(tasks, "BATCH", 2)
    old = get_release().name
    release(officer)

    def methods() -> set[str]:
        return {score.method.value for user in people for score in scores_of(Person(user.id)).values()}

    assert (get_release().name, methods()) == (old, {"absolute-distance-1"})
    assert tasks.score_releases(clock.now()) == 5
    assert (get_release().name, methods()) == (old, {"absolute-distance-1"})
    tasks.score_releases(clock.now())
    assert (get_release().name, methods()) == ("2027", {"best-worst-1"})
    assert all(scores_of(Person(user.id)) for user in people)
    assert tasks.score_releases(clock.now()) == 0
    names = Counter(db.session.scalars(sa.select(StoredScore.release_name)))
    assert names == {old: 5, "2027": 5}


def test_scores_that_are_missing_are_worked_out_however_late(make: Factory) -> None:
    people = answered(make, 2)
    db.session.execute(sa.delete(StoredScore))
    get_release().in_force_at = clock.now() - timedelta(days=2)
    db.session.commit()
    too_late = tasks.score_releases(clock.now())

    done = [tasks.score_missing(clock.now()), tasks.score_missing(clock.now())]

    assert too_late == 0
    assert done == [2, 0]
    assert all(scores_of(Person(user.id)) for user in people)


def test_an_answer_given_meanwhile_counts_under_both(make: Factory, officer: User) -> None:
    user = make.user()
    screening.begin_sittings(Person(user.id), ["cwp_respect"])
    question = get_standing(Person(user.id), ["cwp_respect"]).asked[0].question
    release(officer)

    screening.answer_question(Person(user.id), question_key=question.key, version=1, ratings=best_ratings(question))
    db.session.commit()

    assert db.session.query(StoredScore).count() == 2
    tasks.score_releases(clock.now())
    assert get_release().name == "2027"
    assert scores_of(Person(user.id))["cwp_respect"].method is Method.BEST_WORST


def test_one_release_waits_at_a_time_and_names_are_not_used_twice(officer: User) -> None:
    with pytest.raises(BadInput, match="There is a release of this name"):
        release(officer, get_release().name)
    release(officer)

    with pytest.raises(NotAllowed, match="Release 2027 is being made ready"):
        release(officer, "2028")


def invited(officer: User) -> ExpertInvitation:
    (made,) = invite_experts([(KEY, 1)], kind=ExpertKind.WORKER, emails_of=["sam@people.example"], by=officer)
    db.session.commit()
    return made


def test_an_expert_is_reminded_once_a_week_before_the_link_ends(officer: User) -> None:
    invitation = invited(officer)
    due = invitation.expires_at - timedelta(days=7)

    assert tasks.remind_experts(due - timedelta(seconds=1)) == 0
    assert tasks.remind_experts(due) == 1
    assert tasks.remind_experts(due + timedelta(days=1)) == 0


def test_an_address_is_forgotten_when_the_link_is_over(officer: User) -> None:
    invitation = invited(officer)

    assert tasks.forget_expert_addresses(invitation.expires_at - timedelta(seconds=1)) == 0
    assert invitation.email == "sam@people.example"
    assert tasks.forget_expert_addresses(invitation.expires_at) == 1
    assert invitation.email is None
    assert tasks.forget_expert_addresses(invitation.expires_at) == 0
    assert tasks.remind_experts(invitation.expires_at) == 0
