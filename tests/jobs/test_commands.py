"""What the commands write, refuse, audit and tell the public. Today is Tuesday 24 November 2026."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.audit.models import AuditEvent
from careers.database import db, writing
from careers.errors import BadInput, Conflict, NotAllowed
from careers.jobs import commands
from careers.jobs.models import CloseReason, OpportunityKind, OpportunityStatus, SearchRevision, Vacancy
from careers.providers.models import Workplace
from careers.reference.choices import Contract
from tests.factories import Factory

Status = OpportunityStatus


@pytest.fixture
def workplace(make: Factory) -> Workplace:
    return make.workplace()


@pytest.fixture
def manager(make: Factory, workplace: Workplace) -> User:
    return make.manager(workplace.organisation)


@pytest.fixture
def officer(make: Factory) -> User:
    return make.user(Role.OFFICER)


def audit_of(vacancy: Vacancy) -> list[tuple[str, str | None, str | None, str]]:
    events = db.session.scalars(
        sa.select(AuditEvent).where(AuditEvent.subject_id == vacancy.id).order_by(AuditEvent.id)
    )
    return [(event.action, event.from_status, event.to_status, event.reason) for event in events]


def revision() -> int:
    return db.session.get_one(SearchRevision, 1, populate_existing=True).number


def draft(make: Factory, workplace: Workplace, **changes: Any) -> Vacancy:
    return make.vacancy(workplace, status=Status.DRAFT, first_published_at=None, **changes)


def test_a_draft_begins_without_pay_and_is_not_public(workplace: Workplace, manager: User) -> None:
    vacancy = commands.draft_vacancy(workplace, by=manager, title="Night carer", role_code=8, posts=2)
    db.session.commit()

    assert vacancy.reference.startswith("V-")
    assert (vacancy.status, vacancy.organisation_id) == (Status.DRAFT, workplace.organisation_id)
    assert (vacancy.title, vacancy.posts, vacancy.hours_max_minutes) == ("Night carer", 2, 0)
    assert (vacancy.closes_on, vacancy.starts_on) == (date(2026, 12, 22), date(2027, 1, 5))
    assert audit_of(vacancy) == [("vacancy.drafted", None, "draft", "")]
    assert revision() == 0


def test_a_draft_with_a_wrong_date_is_refused_and_not_kept(workplace: Workplace, manager: User) -> None:
    with pytest.raises(BadInput, match="Enter a closing date between 25 November 2026") as refusal:
        commands.draft_vacancy(workplace, by=manager, title="Carer", role_code=8, closes_on=date(2026, 11, 24))

    assert refusal.value.field == "closes_on"
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Vacancy)) == 0


def test_an_unfinished_draft_cannot_be_published(workplace: Workplace, manager: User) -> None:
    vacancy = commands.draft_vacancy(workplace, by=manager, title="Carer", role_code=8)

    with pytest.raises(NotAllowed, match="Add the pay and the hours"):
        commands.publish_vacancy(vacancy, by=manager)


def test_a_change_of_contract_changes_what_follows_from_it(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = draft(make, workplace)

    commands.change_vacancy(vacancy, by=manager, contract=Contract.APPRENTICESHIP, standard_ref="ST0005")
    assert (vacancy.kind, vacancy.standard_ref) == (OpportunityKind.APPRENTICESHIP, "ST0005")

    commands.change_vacancy(vacancy, by=manager, contract=Contract.ZERO_HOURS)
    assert (vacancy.kind, vacancy.standard_ref) == (OpportunityKind.JOB, None)
    assert not vacancy.has_guaranteed_hours


def test_another_workplace_brings_its_service(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = draft(make, workplace)
    branch = make.workplace(workplace.organisation, service_code=8)

    commands.change_vacancy(vacancy, by=manager, workplace=branch)

    assert vacancy.service_code == 8


def test_a_draft_is_judged_by_what_was_given_only(workplace: Workplace, manager: User) -> None:
    vacancy = commands.draft_vacancy(workplace, by=manager, title="Carer", role_code=8)

    commands.change_vacancy(vacancy, by=manager, description="You help people have a good day.")

    assert vacancy.description == "You help people have a good day."


def test_pay_below_the_floor_is_refused_for_a_draft_too(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = draft(make, workplace)

    with pytest.raises(BadInput, match=r"This pays £12\.70 an hour\. The legal minimum is £12\.71") as refusal:
        commands.change_vacancy(vacancy, by=manager, pay_min_pence=1270)

    assert refusal.value.field == "pay_min_pence"


def test_a_change_to_a_live_advert_is_public_at_once(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = make.vacancy(workplace)
    before = revision()

    commands.change_vacancy(vacancy, by=manager, pay_min_pence=1300, pay_max_pence=1350)
    db.session.commit()

    assert vacancy.revision == before + 1 == revision()
    assert audit_of(vacancy) == [("vacancy.changed", None, None, "pay_max_pence, pay_min_pence")]


def test_a_live_advert_cannot_start_asking_for_money(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = make.vacancy(workplace)

    with pytest.raises(BadInput, match="The council must look at “joining fee” first") as refusal:
        commands.change_vacancy(vacancy, by=manager, benefits="There is a joining fee of £20.")

    assert refusal.value.field == "benefits"


def test_wording_that_the_council_let_pass_may_stay(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = make.vacancy(workplace, benefits="There is a joining fee of £20.")

    commands.change_vacancy(vacancy, by=manager, benefits="There is a joining fee of £20. Free lunch.")

    assert vacancy.benefits.endswith("Free lunch.")


def test_a_start_date_that_makes_the_pay_unlawful_is_refused(
    make: Factory, workplace: Workplace, manager: User
) -> None:
    # the floor of a start in March 2026 would be £12.21; rates of that year are tested in tests/reference
    vacancy = make.vacancy(workplace, pay_min_pence=1250)

    with pytest.raises(BadInput, match=r"The legal minimum is £12\.71") as refusal:
        commands.change_vacancy(vacancy, by=manager, starts_on=date(2027, 1, 11))

    assert refusal.value.field == "starts_on"


def test_an_ended_advert_cannot_be_changed(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = make.vacancy(workplace, status=Status.CLOSED)

    with pytest.raises(NotAllowed, match="This vacancy is closed, so it cannot be changed"):
        commands.change_vacancy(vacancy, by=manager, title="Other")


def test_a_checked_employer_publishes_at_once(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = draft(make, workplace)

    commands.publish_vacancy(vacancy, by=manager)
    commands.publish_vacancy(vacancy, by=manager)
    db.session.commit()

    assert (vacancy.status, vacancy.first_published_at) == (Status.LIVE, clock.now())
    assert audit_of(vacancy) == [("vacancy.published", "draft", "live", "")]
    assert vacancy.revision == revision()


def test_an_unchecked_employer_waits_for_the_council(make: Factory, officer: User) -> None:
    organisation = make.organisation()
    organisation.verified_at = organisation.verified_by = None
    manager = make.manager(organisation)
    vacancy = draft(make, make.workplace(organisation))

    commands.publish_vacancy(vacancy, by=manager)

    assert vacancy.status is Status.IN_REVIEW
    assert vacancy.review_note == "The council has not checked this employer yet."
    assert vacancy.first_published_at is None
    with pytest.raises(NotAllowed, match="first, then approve"):
        commands.approve_vacancy(vacancy, by=officer)


def test_an_approved_advert_is_live(make: Factory, workplace: Workplace, officer: User) -> None:
    vacancy = draft(make, workplace, benefits="There is a joining fee of £20.")
    commands.publish_vacancy(vacancy, by=officer)

    commands.approve_vacancy(vacancy, by=officer)

    assert (vacancy.status, vacancy.review_note) == (Status.LIVE, "")
    assert [action for action, *_ in audit_of(vacancy)] == ["vacancy.sent to the council", "vacancy.approved"]


def test_a_pause_hides_and_a_resume_shows(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = make.vacancy(workplace)

    commands.pause_vacancy(vacancy, by=manager)
    assert vacancy.status is Status.PAUSED

    commands.resume_vacancy(vacancy, by=manager)
    assert vacancy.status is Status.LIVE
    assert [row[:3] for row in audit_of(vacancy)] == [
        ("vacancy.paused", "live", "paused"),
        ("vacancy.resumed", "paused", "live"),
    ]


def test_what_could_not_be_published_today_cannot_be_resumed(
    make: Factory, workplace: Workplace, manager: User
) -> None:
    vacancy = make.vacancy(workplace, status=Status.PAUSED, closes_on=date(2026, 11, 23))

    with pytest.raises(NotAllowed, match="Enter a closing date between 24 November 2026"):
        commands.resume_vacancy(vacancy, by=manager)


def test_a_draft_cannot_be_paused(make: Factory, workplace: Workplace, manager: User) -> None:
    with pytest.raises(NotAllowed, match="This vacancy is a draft, so it cannot be paused"):
        commands.pause_vacancy(draft(make, workplace), by=manager)


def test_closing_keeps_why(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = make.vacancy(workplace)

    commands.close_vacancy(vacancy, reason="We no longer need the post", by=manager)
    db.session.commit()

    assert (vacancy.status, vacancy.close_reason, vacancy.closed_at) == (
        Status.CLOSED,
        CloseReason.PROVIDER,
        clock.now(),
    )
    assert audit_of(vacancy) == [("vacancy.closed", "live", "closed", "We no longer need the post")]


@pytest.mark.parametrize("status", [Status.LIVE, Status.PAUSED, Status.IN_REVIEW])
def test_the_council_withdraws_with_a_reason(
    make: Factory, workplace: Workplace, officer: User, status: Status
) -> None:
    vacancy = make.vacancy(workplace, status=status)

    commands.withdraw_vacancy(vacancy, reason="It asks people to pay for their checks.", by=officer)
    db.session.commit()

    assert (vacancy.status, vacancy.closed_at) == (Status.WITHDRAWN, clock.now())
    assert audit_of(vacancy) == [
        ("vacancy.withdrawn", status.value, "withdrawn", "It asks people to pay for their checks.")
    ]


def test_a_copy_is_a_draft_with_the_same_words_and_fresh_dates(
    make: Factory, workplace: Workplace, manager: User
) -> None:
    old = make.vacancy(
        workplace,
        status=Status.CLOSED,
        close_reason=CloseReason.DATE,
        posts=3,
        posts_filled=2,
        value_keys=["cwp_respect"],
        closes_on=date(2026, 10, 1),
    )

    copy = commands.copy_vacancy(old, by=manager)
    db.session.commit()

    assert copy.id != old.id
    assert copy.reference != old.reference
    assert (copy.title, copy.pay_min_pence, copy.value_keys) == (old.title, 1290, ["cwp_respect"])
    assert (copy.status, copy.posts, copy.posts_filled, copy.close_reason) == (Status.DRAFT, 3, 0, None)
    assert (copy.closes_on, copy.starts_on) == (date(2026, 12, 22), date(2027, 1, 5))
    assert (copy.first_published_at, copy.created_by) == (None, manager.id)
    assert audit_of(copy)[0][3] == f"copied from {old.reference}"


def test_an_overdue_advert_closes_once(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = make.vacancy(workplace, closes_on=date(2026, 11, 23))

    assert commands.close_overdue_vacancy(vacancy, today=date(2026, 11, 24))
    assert not commands.close_overdue_vacancy(vacancy, today=date(2026, 11, 24))
    assert (vacancy.status, vacancy.close_reason) == (Status.CLOSED, CloseReason.DATE)


def test_an_advert_is_open_on_its_closing_date(make: Factory, workplace: Workplace) -> None:
    vacancy = make.vacancy(workplace, closes_on=date(2026, 11, 24))

    assert not commands.close_overdue_vacancy(vacancy, today=date(2026, 11, 24))


def test_filling_the_last_post_closes_the_advert(make: Factory, workplace: Workplace, manager: User) -> None:
    vacancy = make.vacancy(workplace, posts=2)

    commands.fill_post(vacancy, by=manager)
    assert (vacancy.posts_filled, vacancy.status) == (1, Status.LIVE)

    commands.fill_post(vacancy, by=manager)
    db.session.commit()
    assert (vacancy.posts_filled, vacancy.status, vacancy.close_reason) == (2, Status.CLOSED, CloseReason.FILLED)
    assert vacancy.revision == revision()
    assert [row[0] for row in audit_of(vacancy)] == [
        "vacancy.post filled",
        "vacancy.post filled",
        "vacancy.closed",
    ]


def test_a_post_of_a_closed_advert_is_filled_when_the_person_starts(
    make: Factory, workplace: Workplace, manager: User
) -> None:
    vacancy = make.vacancy(workplace, status=Status.CLOSED, close_reason=CloseReason.DATE)

    commands.fill_post(vacancy, by=manager)

    assert (vacancy.posts_filled, vacancy.close_reason) == (1, CloseReason.DATE)
    with pytest.raises(Conflict, match="the last post was filled a moment ago"):
        commands.fill_post(vacancy, by=manager)
    assert vacancy.posts_filled == 1


def test_two_people_fill_the_last_post_at_once_and_one_is_told(
    app: Flask, make: Factory, workplace: Workplace, manager: User
) -> None:
    vacancy_id, manager_id = make.vacancy(workplace).id, manager.id
    db.session.commit()
    together = Barrier(2)

    def fill() -> str:
        with app.app_context(), writing():
            together.wait(timeout=10)
            vacancy = db.session.get_one(Vacancy, vacancy_id)
            try:
                commands.fill_post(vacancy, by=db.session.get_one(User, manager_id))
                db.session.commit()
            except Conflict:
                db.session.rollback()
                return "told"
            return "filled"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(run.result(timeout=30) for run in [pool.submit(fill), pool.submit(fill)])

    assert outcomes == ["filled", "told"]
    vacancy = db.session.get_one(Vacancy, vacancy_id, populate_existing=True)
    assert (vacancy.posts_filled, vacancy.status) == (1, Status.CLOSED)


def test_a_workplace_that_moves_takes_its_live_adverts_along(
    make: Factory, workplace: Workplace, manager: User
) -> None:
    live, closed = make.vacancy(workplace), make.vacancy(workplace, status=Status.CLOSED)
    before = (revision(), closed.revision)

    commands.change_workplace(
        workplace,
        by=manager,
        name="Rose Court",
        street="2 Made Up Road",
        town="Milton Keynes",
        postcode="MK9 3EJ",
        service_code=2,
        getting_there="",
    )
    db.session.commit()

    assert live.revision == before[0] + 1
    assert closed.revision == before[1]
