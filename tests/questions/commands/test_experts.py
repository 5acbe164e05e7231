"""Invite experts, keep their ratings, close links, forget addresses."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.database import db
from careers.errors import BadInput, Conflict, NotAllowed
from careers.mail.models import OutboxMessage
from careers.questions import policies
from careers.questions.commands import experts as commands
from careers.questions.commands import writing
from careers.questions.models import ExpertInvitation, ExpertKind, ExpertRating
from careers.questions.queries.experts import get_rated, list_ratings_by
from careers.screening.bank import QuestionStatus
from careers.screening.models import QuestionVersion
from careers.screening.queries import get_release, get_version
from tests.questions.conftest import AGREEING, KEY, content, expert

SAM, OLA = "sam@people.example", "ola@people.example"


def invite(officer: User, *emails: str, keys: tuple[str, ...] = (KEY,)) -> list[ExpertInvitation]:
    versions = [(key, 1) for key in keys]
    return list(commands.invite_experts(versions, kind=ExpertKind.WORKER, emails_of=emails, by=officer))


def test_each_person_gets_a_link_of_their_own(officer: User) -> None:
    first, second = invite(officer, SAM, OLA)

    texts = {message.to_email: message.text or "" for message in db.session.scalars(sa.select(OutboxMessage))}
    assert texts.keys() == {SAM, OLA}
    assert first.token_hash != second.token_hash
    assert first.expires_at == clock.now() + timedelta(days=21)
    assert all(each.token_hash not in text for text in texts.values() for each in (first, second))


def test_a_draft_goes_to_the_experts_and_a_live_question_stays_live(officer: User) -> None:
    writing.write_question("Curtains", content(), by=officer)

    invite(officer, SAM, keys=("curtains", KEY))

    assert get_version("curtains", 1).status is QuestionStatus.WITH_EXPERTS
    assert get_version(KEY, 1).status is QuestionStatus.LIVE


def test_nobody_has_two_open_links(officer: User) -> None:
    invite(officer, SAM)

    with pytest.raises(BadInput, match=r"sam@people\.example: a link to this address is still open"):
        invite(officer, SAM, OLA)


def test_the_address_is_free_again_once_the_link_is_over(officer: User) -> None:
    (first,) = invite(officer, SAM)
    first.expires_at = clock.now()
    db.session.flush()

    invite(officer, SAM)

    assert first.email is None


def test_what_experts_have_keyed_is_not_sent_to_experts(officer: User, version: QuestionVersion) -> None:
    version.key_source = "rated by 9 experts, November 2026"

    with pytest.raises(NotAllowed, match="Experts cannot rate"):
        invite(officer, SAM)


def test_ratings_are_kept_in_place_of_earlier_ones(officer: User, version: QuestionVersion) -> None:
    (invitation,) = invite(officer, SAM)

    commands.rate_question(invitation, version, number=1, ratings=AGREEING["first"])
    commands.rate_question(invitation, version, number=1, ratings=AGREEING["second"])

    assert list_ratings_by(invitation.id) == {version.id: AGREEING["second"]}


@pytest.mark.parametrize(
    "ratings",
    [
        {},
        {"a": 1, "b": 1, "c": 1},
        {"a": 1, "b": 1, "c": 1, "d": 6},
        {"a": 1, "b": 1, "c": 1, "d": 0},
        {"a": 1, "b": 1, "c": 1, "d": 2.5},
        {"a": 1, "b": 1, "c": 1, "e": 1},
    ],
)
def test_anything_but_one_rating_for_each_response_is_refused(
    officer: User, version: QuestionVersion, ratings: dict[str, int]
) -> None:
    (invitation,) = invite(officer, SAM)

    with pytest.raises(NotAllowed):
        commands.rate_question(invitation, version, number=1, ratings=ratings)

    assert list_ratings_by(invitation.id) == {}


def test_once_sent_the_link_takes_nothing_and_the_address_is_forgotten(officer: User, version: QuestionVersion) -> None:
    (invitation,) = invite(officer, SAM)
    with pytest.raises(Conflict, match="Rate at least one"):
        commands.send_ratings(invitation)
    commands.rate_question(invitation, version, number=1, ratings=AGREEING["first"])

    commands.send_ratings(invitation)

    assert (invitation.email, invitation.sent_at) == (None, clock.now())
    for press in (
        lambda: commands.send_ratings(invitation),
        lambda: commands.begin_rating(invitation),
        lambda: commands.rate_question(invitation, version, number=1, ratings=AGREEING["second"]),
        lambda: commands.stop_link(invitation, by=officer),
    ):
        with pytest.raises(Conflict, match="has been used"):
            press()
    assert list_ratings_by(invitation.id) == {version.id: AGREEING["first"]}


def test_a_link_that_was_stopped_keeps_its_ratings_and_they_do_not_count(
    officer: User, version: QuestionVersion
) -> None:
    (invitation,) = invite(officer, SAM)
    commands.rate_question(invitation, version, number=1, ratings=AGREEING["first"])

    commands.stop_link(invitation, by=officer)

    assert invitation.email is None
    assert db.session.query(ExpertRating).count() == 4
    assert get_rated(version, get_release()).experts == 0


def test_an_expert_is_reminded_once_with_a_link_that_works_beside_the_first(officer: User) -> None:
    (invitation,) = invite(officer, SAM)
    first = invitation.token_hash

    assert commands.remind_expert(invitation, now=clock.now())
    assert not commands.remind_expert(invitation, now=clock.now())

    assert invitation.token_hash == first != invitation.reminder_hash
    assert db.session.query(OutboxMessage).filter_by(to_email=SAM).count() == 2


def test_who_has_their_data_deleted_is_no_expert_any_more(officer: User) -> None:
    (invitation,) = invite(officer, SAM)

    commands.forget_expert("Sam@people.example", by=officer)

    assert invitation.email is None
    assert not policies.is_link_open(sent_at=invitation.sent_at, expires_at=invitation.expires_at, now=clock.now())


def test_nobody_sees_a_key_before_enough_experts_have_sent(version: QuestionVersion) -> None:
    get_release().least_experts = 3
    for ratings in (AGREEING["first"], AGREEING["second"]):
        expert(version, ratings, kind=ExpertKind.MANAGER)
    expert(version, AGREEING["third"], is_sent=False)

    rated = get_rated(version, get_release())

    assert (rated.experts, rated.by_kind, rated.waiting, rated.key) == (2, {ExpertKind.MANAGER: 2}, 1, None)
