"""The rules of applying and hiring, without a database. Today is Tuesday 24 November 2026."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from careers.applications import policies
from careers.applications.models import ENDED, Application, ApplicationStatus
from careers.errors import BadInput, Conflict, NotAllowed
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.providers.models import Organisation

S = ApplicationStatus
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
MAIN_ROAD = [S.DRAFT, S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.ACCEPTED, S.STARTED]


def vacancy(**changes: Any) -> Vacancy:
    values = {
        "status": OpportunityStatus.LIVE,
        "closes_on": date(2026, 12, 1),
        "posts": 2,
        "posts_filled": 0,
        "organisation": Organisation(reply_days=14, hides_identity=True),
    }
    return Vacancy(**(values | changes))


def application(status: ApplicationStatus = S.SUBMITTED, **changes: Any) -> Application:
    values = {"reference": "A-7KQ3MX", "status": status, "changed_at": NOW, "submitted_at": NOW, "end_reason": ""}
    return Application(**({"vacancy": vacancy()} | values | changes))


def test_the_main_road_leads_from_draft_to_started() -> None:
    steps = pairwise(MAIN_ROAD)

    assert all(after in policies.ARROWS[before] for before, after in steps)


def test_no_step_of_the_main_road_can_be_skipped() -> None:
    skips = [(a, b) for i, a in enumerate(MAIN_ROAD) for b in MAIN_ROAD[i + 2 :]]

    assert not any(b in policies.ARROWS[a] for a, b in skips)


@pytest.mark.parametrize(
    ("end", "starts"),
    [
        (S.NOT_SUCCESSFUL, {S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.ACCEPTED}),
        (S.WITHDRAWN, {S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.ACCEPTED}),
        (S.DECLINED, {S.OFFERED}),
        (S.DID_NOT_START, {S.ACCEPTED}),
        (S.NO_REPLY, {S.SUBMITTED, S.SHORTLISTED}),
    ],
)
def test_each_end_is_reached_from_where_it_makes_sense(end: ApplicationStatus, starts: set[ApplicationStatus]) -> None:
    assert {status for status, onward in policies.ARROWS.items() if end in onward} == starts


def test_only_not_successful_can_be_left_again() -> None:
    assert [end for end in ENDED if policies.ARROWS[end]] == [S.NOT_SUCCESSFUL]
    assert not policies.ARROWS[S.STARTED]
    assert set(policies.ARROWS) == set(S)


def test_a_step_off_the_table_is_refused_in_words() -> None:
    with pytest.raises(Conflict, match="A-7KQ3MX is now “submitted”, so it cannot become “offered”"):
        policies.check_can_move(application(), S.OFFERED)


@pytest.mark.parametrize(
    ("changes", "is_open"),
    [
        ({}, True),
        ({"closes_on": date(2026, 11, 24)}, True),
        ({"closes_on": date(2026, 11, 23)}, False),
        ({"status": OpportunityStatus.PAUSED}, False),
        ({"status": OpportunityStatus.CLOSED}, False),
        ({"status": OpportunityStatus.IN_REVIEW}, False),
    ],
)
def test_only_an_open_advert_takes_applications(changes: dict[str, Any], is_open: bool) -> None:
    if is_open:
        policies.check_can_apply(vacancy(**changes))
    else:
        with pytest.raises(NotAllowed):
            policies.check_can_apply(vacancy(**changes))


@pytest.mark.parametrize(
    ("filled", "promised", "is_allowed"), [(0, 1, True), (0, 2, False), (1, 0, True), (1, 1, False)]
)
def test_offers_never_outnumber_the_posts_left(filled: int, promised: int, is_allowed: bool) -> None:
    if is_allowed:
        policies.check_can_offer(vacancy(posts_filled=filled), promised=promised)
    else:
        with pytest.raises(NotAllowed, match="as many people hold an offer"):
            policies.check_can_offer(vacancy(posts_filled=filled), promised=promised)


@pytest.mark.parametrize(
    ("at", "is_allowed"),
    [
        (NOW, False),
        (NOW + timedelta(minutes=1), True),
        (NOW + timedelta(days=120), True),
        (NOW + timedelta(days=121), False),
    ],
)
def test_an_interview_lies_ahead_within_four_months(at: datetime, is_allowed: bool) -> None:
    if is_allowed:
        policies.check_interview(at)
    else:
        with pytest.raises(BadInput):
            policies.check_interview(at)


def test_the_first_day_of_work_is_counted_in_english_dates() -> None:
    late_in_summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 July in England

    with pytest.raises(BadInput):
        policies.check_start(application(submitted_at=late_in_summer), date(2026, 7, 1))
    policies.check_start(application(submitted_at=late_in_summer), date(2026, 7, 2))


@pytest.mark.parametrize(
    ("hides", "shown_at", "is_visible"), [(True, None, False), (True, NOW, True), (False, None, True)]
)
def test_who_it_is_shows_from_the_invitation_or_where_nothing_is_hidden(
    hides: bool, shown_at: datetime | None, is_visible: bool
) -> None:
    employer = Organisation(hides_identity=hides, reply_days=14)
    seen = application(identity_shown_at=shown_at, vacancy=vacancy(organisation=employer))

    assert policies.identity_is_visible(seen) is is_visible


@pytest.mark.parametrize("status", list(S))
def test_the_employer_owes_an_answer_until_the_interview(status: ApplicationStatus) -> None:
    due_on = policies.reply_due_on(application(status))

    assert due_on == (date(2026, 12, 8) if status in {S.SUBMITTED, S.SHORTLISTED} else None)


def test_the_promise_is_given_up_after_four_more_weeks() -> None:
    waiting = application()

    assert not policies.is_given_up(waiting, date(2027, 1, 5))  # 8 December and 28 days
    assert policies.is_given_up(waiting, date(2027, 1, 6))
    assert not policies.is_given_up(application(S.INTERVIEW), date(2028, 1, 1))


def test_reasons_with_words_fit_the_column() -> None:
    longest = max(len(reason) for reason in policies.TURN_DOWN_REASONS.values())

    assert longest + len(". ") + policies.WORDS_LIMIT <= Application.__table__.c.end_reason.type.length


@pytest.mark.parametrize("reason", list(policies.TURN_DOWN_REASONS))
def test_a_no_is_the_reason_of_the_list_with_words_after_it(reason: str) -> None:
    sentence = policies.turn_down_sentence(reason, " Thank you for coming. ")

    assert sentence == f"{policies.TURN_DOWN_REASONS[reason]}. Thank you for coming."


@pytest.mark.parametrize(
    ("reason", "words", "message"),
    [
        ("", "Thank you.", "Choose one of the reasons"),
        ("values", "Thank you.", "Choose one of the reasons"),
        ("score", "Thank you.", "Choose one of the reasons"),
        ("hours", "", "Write a sentence"),
        ("hours", "  \n", "Write a sentence"),
        ("hours", "-", "Write a sentence"),
    ],
)
def test_a_no_without_a_reason_of_the_list_or_without_words_is_refused(reason: str, words: str, message: str) -> None:
    with pytest.raises(NotAllowed, match=message):
        policies.turn_down_sentence(reason, words)
