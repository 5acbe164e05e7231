"""What an invitation may become, how many may be sent, and what a message may hold."""

from datetime import date
from itertools import product

import pytest

from careers.errors import BadInput, Conflict, NotAllowed
from careers.invitations import policies
from careers.invitations.models import Invitation, InvitationStatus
from careers.jobs.models import OpportunityStatus
from tests.factories import Factory
from tests.invitations.conftest import Home

S = InvitationStatus
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_only_an_invitation_that_waits_can_become_something(before: S, after: S) -> None:
    invitation = Invitation(reference="I-7KQ3MX", status=before)

    if before is S.INVITED and after is not S.INVITED:
        policies.check_can_move(invitation, after)
    else:
        with pytest.raises(Conflict, match="I-7KQ3MX no longer waits"):
            policies.check_can_move(invitation, after)


@pytest.mark.parametrize(
    ("chosen", "for_vacancy", "today", "sentence"),
    [
        (11, 0, 0, "Choose up to 10 people at a time"),
        (3, 18, 0, "You can invite up to 20 people for one vacancy. Choose up to 2 more"),
        (1, 20, 0, "You can invite up to 20 people for one vacancy. You have invited as many already"),
        (2, 0, 29, "You can invite up to 30 people in 24 hours, over all your vacancies. Choose up to 1 more"),
    ],
)
def test_too_many_are_refused_with_how_many_there_can_be(
    chosen: int, for_vacancy: int, today: int, sentence: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        policies.check_number(chosen, for_vacancy=for_vacancy, today=today)

    assert (refusal.value.field, str(refusal.value)) == ("people", sentence)


@pytest.mark.parametrize(("chosen", "for_vacancy", "today"), [(10, 10, 20), (1, 19, 29), (0, 20, 30)])
def test_as_many_as_there_can_be_are_allowed(chosen: int, for_vacancy: int, today: int) -> None:
    policies.check_number(chosen, for_vacancy=for_vacancy, today=today)


@pytest.mark.parametrize(
    "message", ["Ring 07700 900123", "Write to me@care.example.com", "See www.care.example", "We are at MK3 6EB"]
)
def test_a_message_with_ways_to_get_in_touch_is_refused(message: str) -> None:
    with pytest.raises(BadInput, match="Take out phone numbers") as refusal:
        policies.check_message(message)

    assert refusal.value.field == "message"


@pytest.mark.parametrize("message", ["", "We start at 7.30 and pay for training. 12 people live here."])
def test_a_message_without_them_is_allowed(message: str) -> None:
    policies.check_message(message)


def test_only_a_checked_employer_with_an_open_advert_may_invite(home: Home) -> None:
    vacancy = home.vacancy
    policies.check_can_invite(vacancy, TODAY)

    vacancy.status = OpportunityStatus.PAUSED
    with pytest.raises(NotAllowed, match="only while the advert is open"):
        policies.check_can_invite(vacancy, TODAY)
    vacancy.status = OpportunityStatus.LIVE
    with pytest.raises(NotAllowed, match="only while the advert is open"):
        policies.check_can_invite(vacancy, date(2027, 1, 1))
    vacancy.posts_filled = 1
    with pytest.raises(NotAllowed, match="All posts"):
        policies.check_can_invite(vacancy, TODAY)
    vacancy.organisation.verified_at = vacancy.organisation.verified_by = None
    with pytest.raises(NotAllowed, match="once the council has checked"):
        policies.check_can_invite(vacancy, TODAY)


def test_a_paused_advert_does_not_end_an_invitation_and_takes_no_yes(make: Factory, home: Home) -> None:
    invitation = make.invitation(home.vacancy)
    home.vacancy.status = OpportunityStatus.PAUSED

    assert policies.why_not_open(invitation, TODAY) == ""
    with pytest.raises(NotAllowed, match="paused the advert"):
        policies.check_can_accept(invitation, TODAY)


@pytest.mark.parametrize(
    ("changes", "today", "sentence"),
    [
        ({}, date(2026, 12, 8), ""),
        ({}, date(2026, 12, 9), "The time to answer this invitation has run out."),
        ({}, date(2027, 1, 9), "The advert has closed, so this invitation has ended."),
        ({"status": S.EXPIRED}, TODAY, "This invitation has ended."),
        ({"status": S.WITHDRAWN}, TODAY, "The employer has taken this invitation back. This says nothing about you."),
    ],
)
def test_why_an_invitation_is_no_longer_open(
    make: Factory, home: Home, changes: dict[str, object], today: date, sentence: str
) -> None:
    invitation = make.invitation(home.vacancy, **changes)

    assert policies.why_not_open(invitation, today) == sentence
