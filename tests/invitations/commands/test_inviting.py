"""Employers invite people: whom, how many, once, and what is noted."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.errors import BadInput, Conflict, NotAllowed
from careers.invitations import queries
from careers.invitations.commands import inviting
from careers.invitations.models import Invitation, InvitationStatus
from careers.jobs.models import OpportunityStatus, Vacancy
from tests.connections import OtherConnections
from tests.factories import Factory
from tests.invitations.conftest import Home, keys_of_messages_to

S = InvitationStatus


def everybody() -> list[Invitation]:
    return list(db.session.scalars(sa.select(Invitation).order_by(Invitation.id)))


def test_each_is_invited_and_written_to(home: Home, people: list[Candidate]) -> None:
    invited = inviting.invite_people(
        home.vacancy, [each.id for each in people[:2]], message="Come and see us.", by=home.manager
    )

    assert invited == 2
    assert {invitation.candidate_id for invitation in everybody()} == {people[0].id, people[1].id}
    invitation = everybody()[0]
    assert (invitation.status, invitation.message, invitation.sent_by) == (
        S.INVITED,
        "Come and see us.",
        home.manager.id,
    )
    assert invitation.reference.startswith("I-")
    assert invitation.expires_on == date(2026, 12, 8)
    assert keys_of_messages_to("amara@example.com") == ["invitation-sent"]
    assert keys_of_messages_to(people[2].user.email) == []
    event = db.session.scalars(
        sa.select(AuditEvent).where(AuditEvent.about_user_id == invitation.candidate.user_id)
    ).one()
    assert (event.action, event.actor_id, event.reason) == ("invitation.invited", home.manager.id, "")


def test_an_invitation_ends_with_the_advert(home: Home, amara: Candidate) -> None:
    home.vacancy.closes_on = date(2026, 11, 27)

    inviting.invite_people(home.vacancy, [amara.id], message="", by=home.manager)

    assert everybody()[0].expires_on == date(2026, 11, 27)


def test_who_cannot_be_invited_any_more_is_left_out(make: Factory, home: Home, people: list[Candidate]) -> None:
    make.application(home.vacancy, people[0])
    stranger = make.candidate()

    invited = inviting.invite_people(
        home.vacancy, [people[0].id, people[1].id, stranger.id], message="", by=home.manager
    )

    assert invited == 1
    assert [invitation.candidate_id for invitation in everybody()] == [people[1].id]


def test_a_second_time_invites_nobody(home: Home, amara: Candidate) -> None:
    inviting.invite_people(home.vacancy, [amara.id], message="", by=home.manager)

    assert inviting.invite_people(home.vacancy, [amara.id], message="", by=home.manager) == 0
    assert keys_of_messages_to("amara@example.com") == ["invitation-sent"]


def test_an_advert_that_is_not_open_is_refused(home: Home, amara: Candidate) -> None:
    home.vacancy.status = OpportunityStatus.CLOSED
    db.session.flush()

    with pytest.raises(NotAllowed, match="only while the advert is open"):
        inviting.invite_people(home.vacancy, [amara.id], message="", by=home.manager)


def test_the_limit_of_a_vacancy_counts_those_who_answered_too(make: Factory, home: Home, amara: Candidate) -> None:
    long_ago = clock.now() - timedelta(days=9)
    for _ in range(20):
        make.invitation(home.vacancy, status=S.DECLINED, sent_at=long_ago)

    with pytest.raises(BadInput, match="up to 20 people for one vacancy"):
        inviting.invite_people(home.vacancy, [amara.id], message="", by=home.manager)


def test_the_limit_of_a_day_counts_all_vacancies_of_the_employer(make: Factory, home: Home, amara: Candidate) -> None:
    other = make.vacancy(home.vacancy.workplace)
    for _ in range(30):
        make.invitation(other, status=S.DECLINED)
    make.invitation(status=S.DECLINED)

    with pytest.raises(BadInput, match="up to 30 people in 24 hours"):
        inviting.invite_people(home.vacancy, [amara.id], message="", by=home.manager)


def test_a_message_that_leads_elsewhere_is_refused(home: Home, amara: Candidate) -> None:
    with pytest.raises(BadInput, match="Take out phone numbers"):
        inviting.invite_people(home.vacancy, [amara.id], message="Ring 07700 900123", by=home.manager)

    assert everybody() == []


def invite_elsewhere(elsewhere: OtherConnections, vacancy_id: int, by_id: int, candidate_id: int) -> Any:
    def invite() -> int:
        vacancy, by = db.session.get_one(Vacancy, vacancy_id), db.session.get_one(User, by_id)
        return inviting.invite_people(vacancy, [candidate_id], message="", by=by)

    return elsewhere.start(invite)


def test_two_colleagues_at_once_invite_a_person_once(
    make: Factory, home: Home, amara: Candidate, elsewhere: OtherConnections
) -> None:
    colleague = make.manager(home.organisation)
    ids = (home.vacancy.id, amara.id)
    managers = (home.manager.id, colleague.id)

    runs = [invite_elsewhere(elsewhere, ids[0], manager, ids[1]) for manager in managers]

    assert sorted(run.result(timeout=30) for run in runs) == [0, 1]
    assert len(everybody()) == 1


def test_two_employers_at_once_do_not_pass_the_limit_of_a_persons_week(
    make: Factory, home: Home, amara: Candidate, elsewhere: OtherConnections
) -> None:
    make.invitation(candidate=amara, status=S.DECLINED)
    other = make.vacancy()
    manager = make.manager(other.organisation)
    pairs = ((home.vacancy.id, home.manager.id), (other.id, manager.id))
    candidate_id = amara.id

    runs = [invite_elsewhere(elsewhere, vacancy_id, by_id, candidate_id) for vacancy_id, by_id in pairs]

    assert sorted(run.result(timeout=30) for run in runs) == [0, 1]
    assert len(everybody()) == 2


def test_the_table_itself_keeps_one_invitation_a_person_and_vacancy(
    make: Factory, home: Home, amara: Candidate
) -> None:
    make.invitation(home.vacancy, amara)

    assert inviting._invite(home.vacancy, amara, message="", by=home.manager) is False
    assert len(everybody()) == 1


def test_what_waits_can_be_taken_back_once(make: Factory, home: Home, amara: Candidate) -> None:
    invitation = make.invitation(home.vacancy, amara)

    inviting.take_back_invitation(invitation, by=home.manager)
    inviting.take_back_invitation(invitation, by=home.manager)

    assert (invitation.status, invitation.ended_at) == (S.WITHDRAWN, clock.now())
    assert queries.count_waiting(amara.user_id, clock.today()) == 0


def test_what_was_answered_cannot_be_taken_back(make: Factory, home: Home) -> None:
    invitation = make.invitation(home.vacancy, status=S.DECLINED)

    with pytest.raises(Conflict, match="no longer waits"):
        inviting.take_back_invitation(invitation, by=home.manager)
