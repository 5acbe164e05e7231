"""Every write to equality answers. None says in the audit who answered: only that somebody had theirs deleted."""

from collections.abc import Mapping
from datetime import date, datetime

import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import SYSTEM, record
from careers.database import Upsert, db, insert_into
from careers.equality import policies
from careers.equality.models import EqualityAnswer
from careers.equality.queries import own
from careers.equality.questionnaire import asked_questions
from careers.equality.sealing import link_of, seal


def keep_answers(user_id: int, answers: Mapping[str, str], *, on: date | None = None) -> None:
    """Keep a person's answers (question to code, blank or absent is blank) in place of all earlier ones.

    Safe to repeat, also at the same moment. Refuses answers that are not offered and people who have not applied.
    Of the day on which they were given, by default today, only the month is kept.
    """
    policies.check_can_answer(has_applied=own.has_applied(user_id))
    policies.check_answers(answers, asked_questions())
    insert = _insert_of(user_id, answers, on or clock.today())
    db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["link"], set_={"answer": insert.excluded.answer, "given_in": insert.excluded.given_in}
        )
    )


def skip_questions(user_id: int, *, on: date | None = None) -> None:
    """Note that a person was asked and left everything blank; what they answered before or elsewhere stays."""
    policies.check_can_answer(has_applied=own.has_applied(user_id))
    db.session.execute(_insert_of(user_id, {}, on or clock.today()).on_conflict_do_nothing())


def delete_answers(user: User, *, by: User) -> None:
    """Delete all of a person's answers at their wish; leaves a note of that, whether or not there were any."""
    db.session.execute(sa.delete(EqualityAnswer).where(EqualityAnswer.link.in_(own.lock_links(user.id))))
    record(action="equality.deleted", subject_type="user", subject_id=user.id, by=by, about_user_id=user.id)


def forget_answers(*, before: datetime) -> int:
    """Delete answers of months before a moment's, except of people with an application open; return how many."""
    old = own.list_old_links(before=month_of(clock.local(before).date()))
    for start in range(0, len(old), 500):
        db.session.execute(sa.delete(EqualityAnswer).where(EqualityAnswer.link.in_(old[start : start + 500])))
    if old:
        record(
            action="equality.forgotten", subject_type="equality", subject_id=0, by=SYSTEM, reason=f"{len(old)} answers"
        )
    return len(old)


def month_of(day: date) -> str:
    """Return the month of a day, like 2026-11."""
    return f"{day:%Y-%m}"


def _insert_of(user_id: int, answers: Mapping[str, str], on: date) -> Upsert:
    """Return the insert of one sheet: always the same rows in the same order, so that two at once cannot block."""
    rows = [
        {
            "link": link_of(user_id, question),
            "answer": seal(user_id, question, answer),
            "given_in": month_of(on),
        }
        for question, answer in policies.settle(answers, asked_questions()).items()
    ]
    insert = insert_into(EqualityAnswer)
    return insert.values(sorted(rows, key=lambda row: row["link"]))
