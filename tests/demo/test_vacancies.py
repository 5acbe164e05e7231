"""Adverts of the demonstration: lawful, publishable, and none reads like another."""

import re
from collections import Counter
from itertools import combinations

import pytest
import sqlalchemy as sa

from careers import clock
from careers.database import db
from careers.jobs.models import Opportunity, OpportunityKind, OpportunityStatus, Vacancy
from careers.jobs.pay import check_pay
from careers.jobs.policies import list_problems, list_review_reasons
from careers.placements.models import Placement
from careers.placements.policies.adverts import list_problems as list_placement_problems
from careers.reference.apprenticeships import funding_on
from careers.reference.choices import Contract, Need, Rounds
from tests.demo.conftest import TODAY

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.usefixtures("area")]


def live_vacancies() -> list[Vacancy]:
    return list(db.session.scalars(sa.select(Vacancy).where(Vacancy.status == OpportunityStatus.LIVE)))


def test_every_live_vacancy_pays_lawfully_and_could_be_published() -> None:
    for vacancy in live_vacancies():
        pay = check_pay(
            vacancy.pay_min_pence,
            is_yearly=vacancy.pay_period.value == "year",
            starts_on=vacancy.starts_on,
            youngest_age=vacancy.youngest_age,
            is_apprenticeship=vacancy.contract is Contract.APPRENTICESHIP,
            weekly_minutes=vacancy.hours_max_minutes,
            contact_minutes=vacancy.contact_minutes or 0,
            unpaid_minutes=vacancy.unpaid_travel_minutes or 0,
        )
        assert pay.is_lawful, vacancy.title
        assert list_problems(vacancy, TODAY) == [], vacancy.title
        assert list_review_reasons(vacancy) == [], vacancy.title


def test_work_starts_a_week_or_more_after_its_advert_closes() -> None:
    vacancies = db.session.scalars(sa.select(Vacancy)).all()

    assert min((each.starts_on - each.closes_on).days for each in vacancies) == 7


def test_every_live_apprenticeship_has_a_standard_that_is_funded_on_its_start() -> None:
    apprenticeships = [each for each in live_vacancies() if each.kind is OpportunityKind.APPRENTICESHIP]

    assert len(apprenticeships) == 30
    assert all(funding_on(each.standard_ref or "", each.starts_on).is_funded for each in apprenticeships)


def test_every_live_placement_could_be_published() -> None:
    live = db.session.scalars(sa.select(Placement).where(Placement.status == OpportunityStatus.LIVE)).all()

    assert {(each.title, tuple(list_placement_problems(each, TODAY))) for each in live} == {
        (each.title, ()) for each in live
    }
    assert {each.organisation.is_verified for each in live} == {True}
    assert all(each.expenses and each.who_for for each in live)


def test_some_live_adverts_close_soon_and_all_are_at_most_eight_weeks_old() -> None:
    live = live_vacancies()

    days_left = [(vacancy.closes_on - TODAY).days for vacancy in live]
    days_shown = [(clock.now() - vacancy.first_published_at).days for vacancy in live if vacancy.first_published_at]

    assert min(days_left) >= 0
    assert 10 <= sum(days <= 7 for days in days_left) <= 90
    assert 0 <= min(days_shown) <= max(days_shown) <= 56


def test_adverts_of_one_role_do_not_read_the_same() -> None:
    texts: dict[int, list[set[str]]] = {}
    for role_code, text in db.session.execute(
        sa.select(Opportunity.role_code, Opportunity.description).where(Opportunity.status == OpportunityStatus.LIVE)
    ):
        texts.setdefault(role_code, []).append(set(re.split(r"(?<=[.?:])\s+", text)))
    shared = [
        len(one & other) / min(len(one), len(other))
        for group in texts.values()
        for one, other in combinations(group, 2)
    ]

    assert max(shared) <= 0.8
    assert sum(share > 0.5 for share in shared) / len(shared) < 0.01


def test_no_description_has_a_gap_that_was_not_filled() -> None:
    texts = db.session.scalars(sa.select(Opportunity.description)).all()

    assert [text for text in texts if "{" in text or "}" in text or "  " in text] == []


def test_drafts_paused_adverts_and_adverts_for_the_council_are_there() -> None:
    statuses = Counter(db.session.scalars(sa.select(Vacancy.status)))
    in_review = db.session.scalars(sa.select(Vacancy).where(Vacancy.status == OpportunityStatus.IN_REVIEW)).all()

    assert statuses[OpportunityStatus.DRAFT] >= 2
    assert statuses[OpportunityStatus.PAUSED] >= 2
    assert statuses[OpportunityStatus.CLOSED] >= 300
    assert {vacancy.organisation.is_verified for vacancy in in_review} == {True, False}
    assert all(vacancy.review_note for vacancy in in_review)


def test_rounds_are_said_as_the_words_say_them() -> None:
    walked = [vacancy for vacancy in live_vacancies() if vacancy.rounds is Rounds.WALKED]

    assert walked
    assert all(vacancy.driving is Need.NOT_NEEDED for vacancy in walked)
