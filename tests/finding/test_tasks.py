"""Reminders before something saved closes, and the tidying of lists. It is 10am on Tuesday 24 November 2026."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.applications.models import ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db, writing
from careers.finding import tasks
from careers.jobs.models import Opportunity, OpportunityStatus, SavedOpportunity
from careers.mail.models import OutboxMessage
from tests.factories import Factory
from tests.messages import assert_message

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)


def save(candidate: Candidate, opportunity: Opportunity, **changes: object) -> None:
    db.session.add(
        SavedOpportunity(
            candidate_id=candidate.id, opportunity_id=opportunity.id, **({"saved_at": clock.now()} | changes)
        )
    )
    db.session.commit()


def messages() -> list[str]:
    return list(db.session.scalars(sa.select(OutboxMessage.event_key).order_by(OutboxMessage.id)))


def left_saved() -> list[int]:
    return sorted(db.session.scalars(sa.select(SavedOpportunity.opportunity_id)))


def test_one_message_tells_all_that_closes_within_three_days_once(make: Factory) -> None:
    person = make.candidate(make.user(email="amara@example.com"))
    home = make.workplace(make.organisation(name="Larkfield Care"))
    save(
        person, make.vacancy(home, title="Night care assistant", reference="V-NGHT22", closes_on=FRIDAY), note="Ask Jo"
    )
    save(person, make.placement(home, title="Try care", reference="P-TRYY22", closes_on=clock.today()))
    save(person, make.vacancy(home, title="Later", closes_on=SATURDAY))

    first, second = tasks.remind_of_closing(clock.now()), tasks.remind_of_closing(clock.now())

    assert (first, second) == (1, 0)
    key = f"closing-soon:{person.id}:2026-11-24"
    assert messages() == [key]
    assert_message(key, reads="finding/closing_soon", to="amara@example.com")


def test_the_next_day_tells_only_what_is_new(make: Factory) -> None:
    person = make.candidate()
    save(person, make.vacancy(closes_on=FRIDAY))
    save(person, make.vacancy(title="Cook", closes_on=SATURDAY))

    tasks.remind_of_closing(clock.now())
    tomorrow = tasks.remind_of_closing(clock.now() + timedelta(days=1))

    assert tomorrow == 1
    (_, message) = db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id))
    assert message.subject == "A job you saved closes soon"
    assert "Cook" in (message.text or "")
    assert "Care assistant" not in (message.text or "")


def test_at_most_one_message_a_day_even_when_something_is_saved_in_between(make: Factory) -> None:
    person = make.candidate()
    save(person, make.vacancy(closes_on=FRIDAY))
    tasks.remind_of_closing(clock.now())
    save(person, make.vacancy(closes_on=FRIDAY))

    same_day = tasks.remind_of_closing(clock.now() + timedelta(hours=2))
    next_day = tasks.remind_of_closing(clock.now() + timedelta(days=1))

    assert (same_day, next_day) == (0, 1)


def test_nobody_is_reminded_of_what_they_applied_for_or_let_go_or_cannot_have(make: Factory) -> None:
    person = make.candidate()
    applied, begun = make.vacancy(closes_on=FRIDAY), make.vacancy(closes_on=FRIDAY)
    asked, paused = make.placement(closes_on=FRIDAY), make.vacancy(closes_on=FRIDAY, status=OpportunityStatus.PAUSED)
    past, gone = make.vacancy(closes_on=date(2026, 11, 23)), make.vacancy(closes_on=FRIDAY)
    for advert in (applied, begun, asked, paused, past):
        save(person, advert)
    save(person, gone, let_go_at=clock.now())
    make.application(applied, person, status=ApplicationStatus.WITHDRAWN)
    make.application(begun, person, status=ApplicationStatus.DRAFT, submitted_at=None)
    make.booking(asked, person)

    assert tasks.remind_of_closing(clock.now()) == 1

    reminded = db.session.scalars(
        sa.select(SavedOpportunity.opportunity_id).where(SavedOpportunity.reminded_at.is_not(None))
    ).all()
    assert reminded == [begun.id]


def test_whoever_said_no_or_was_closed_gets_nothing(make: Factory) -> None:
    advert = make.vacancy(closes_on=FRIDAY)
    save(make.candidate(is_reminded=False), advert)
    save(make.candidate(make.user(disabled_at=clock.now())), advert)

    assert tasks.remind_of_closing(clock.now()) == 0
    assert messages() == []


@pytest.mark.parametrize(
    ("moment", "is_day"),
    [
        (datetime(2026, 11, 24, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 19, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 20, 0, tzinfo=UTC), False),
        (datetime(2027, 3, 29, 7, 0, tzinfo=UTC), True),  # the clocks went forward on the 28th: it is 8am
        (datetime(2027, 3, 29, 19, 0, tzinfo=UTC), False),
    ],
)
def test_nobody_is_written_to_at_night(make: Factory, moment: datetime, is_day: bool) -> None:
    save(make.candidate(), make.vacancy(closes_on=clock.local(moment).date()))

    assert tasks.remind_of_closing(moment) == int(is_day)


def test_two_schedulers_at_once_write_one_message(app: Flask, make: Factory) -> None:
    save(make.candidate(), make.vacancy(closes_on=FRIDAY))
    both_ready = Barrier(2)

    def run() -> int:
        with app.app_context(), writing():
            both_ready.wait(timeout=10)
            return tasks.remind_of_closing(clock.now())

    with ThreadPoolExecutor(2) as pool:
        done = [future.result(timeout=30) for future in [pool.submit(run), pool.submit(run)]]

    assert sorted(done) == [0, 1]
    assert len(messages()) == 1


def test_what_was_let_go_a_day_ago_and_what_closed_90_days_ago_leaves_the_lists(make: Factory) -> None:
    person, now = make.candidate(), clock.now()
    live, fresh, old = make.vacancy(), make.vacancy(), make.vacancy()
    closed = make.vacancy(status=OpportunityStatus.CLOSED, closed_at=now - timedelta(days=89))
    long_closed = make.vacancy(status=OpportunityStatus.CLOSED, closed_at=now - timedelta(days=91))
    for advert in (live, closed, long_closed):
        save(person, advert)
    save(person, fresh, let_go_at=now - timedelta(hours=23))
    save(person, old, let_go_at=now - timedelta(hours=25))

    first, second = tasks.forget_old_saved_adverts(now), tasks.forget_old_saved_adverts(now)

    assert (first, second) == (2, 0)
    assert left_saved() == sorted([live.id, closed.id, fresh.id])
