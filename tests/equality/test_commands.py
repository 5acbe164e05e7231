"""Keeping, skipping and deleting answers: what is stored, and what two at once leave. Today is 24 November 2026."""

from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from careers.applications.models import Application, ApplicationStatus
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.equality.commands import delete_answers, keep_answers, skip_questions
from careers.equality.models import EqualityAnswer
from careers.equality.queries.own import has_answered, list_own_answers
from careers.errors import NotAllowed
from tests.applications.conftest import Home
from tests.connections import OtherConnections
from tests.equality.conftest import SHEET, kept_rows
from tests.factories import Factory

OTHER_SHEET = SHEET | {"religion": "hindu", "llhc": "no", "activity_restriction": "", "sex": "male"}


def said(user_id: int) -> dict[str, str | None]:
    """Return what a person said, by the first words of the question."""
    return {own.question.rstrip("?").split()[-1]: own.answer for own in list_own_answers(user_id)}


def test_what_is_kept_says_nothing_of_whom_or_what(sent: Application) -> None:
    keep_answers(sent.candidate.user_id, SHEET)
    db.session.commit()

    rows = kept_rows()

    assert len(rows) == len(SHEET)
    assert {month for _, _, month in rows} == {"2026-11"}
    assert len({text for link, answer, _ in rows for text in (link, answer)}) == 2 * len(SHEET)
    assert set(EqualityAnswer.__table__.c.keys()) == {"link", "answer", "given_in"}
    assert not EqualityAnswer.__table__.foreign_keys


def test_everybody_leaves_the_same_number_of_rows_whatever_they_say(make: Factory, home: Home) -> None:
    for answers in (SHEET, OTHER_SHEET, {}):
        before = len(kept_rows())
        keep_answers(make.application(home.vacancy).candidate.user_id, answers)
        db.session.commit()

        assert len(kept_rows()) - before == len(SHEET)


def test_equal_answers_of_two_people_look_different(make: Factory, home: Home) -> None:
    for _ in range(2):
        keep_answers(make.application(home.vacancy).candidate.user_id, SHEET)
    db.session.commit()

    assert len({answer for _, answer, _ in kept_rows()}) == 2 * len(SHEET)


def test_answering_leaves_no_trace_of_who_in_the_audit(sent: Application) -> None:
    before = db.session.scalar(sa.select(sa.func.count(AuditEvent.id)))

    keep_answers(sent.candidate.user_id, SHEET)
    skip_questions(sent.candidate.user_id)
    db.session.commit()

    assert db.session.scalar(sa.select(sa.func.count(AuditEvent.id))) == before


def test_a_new_sheet_takes_the_place_of_the_old_one(sent: Application) -> None:
    user_id = sent.candidate.user_id
    keep_answers(user_id, SHEET)

    keep_answers(user_id, {"religion": "hindu"})
    db.session.commit()

    assert len(kept_rows()) == len(SHEET)
    assert {answer for answer in said(user_id).values() if answer} == {"Hindu"}


def test_skipping_notes_that_somebody_was_asked_and_never_wipes_what_they_said(sent: Application) -> None:
    user_id = sent.candidate.user_id
    skip_questions(user_id)
    skipped = (len(kept_rows()), has_answered(user_id))
    keep_answers(user_id, SHEET)
    skip_questions(user_id)
    db.session.commit()

    assert skipped == (len(SHEET), False)
    assert said(user_id)["religion"] == "Buddhist"


@pytest.mark.parametrize("forged", [{"religion": "jedi"}, {"gender_identity": "yes"}, {"shoe_size": "43"}])
def test_of_a_forged_sheet_nothing_is_kept(sent: Application, forged: dict[str, str]) -> None:
    with pytest.raises(NotAllowed):
        keep_answers(sent.candidate.user_id, SHEET | forged)

    assert kept_rows() == []


def test_nothing_is_kept_of_somebody_who_has_only_a_draft(make: Factory, home: Home, amara: Candidate) -> None:
    make.application(home.vacancy, amara, status=ApplicationStatus.DRAFT, submitted_at=None)

    for write in (lambda: keep_answers(amara.user_id, SHEET), lambda: skip_questions(amara.user_id)):
        with pytest.raises(NotAllowed, match="after you have sent an application"):
            write()

    assert kept_rows() == []


def test_deleting_takes_one_persons_answers_and_leaves_a_note_without_words(make: Factory, sent: Application) -> None:
    user = sent.candidate.user
    other = make.application(sent.vacancy).candidate.user_id
    keep_answers(user.id, SHEET)
    keep_answers(other, SHEET)

    delete_answers(user, by=user)
    delete_answers(user, by=user)
    db.session.commit()

    notes = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "equality.deleted")).all()
    assert list_own_answers(user.id) == []
    assert said(other)["religion"] == "Buddhist"
    assert [(note.about_user_id, note.reason) for note in notes] == [(user.id, "")] * 2


@pytest.mark.parametrize("change", [{"link": "short"}, {"answer": "buddhist"}, {"given_in": "2026-11-24"}])
def test_the_table_takes_nothing_readable_and_no_day(app: Flask, change: dict[str, str]) -> None:
    row = {"link": "a" * 64, "answer": "b" * 64, "given_in": "2026-11"}

    db.session.execute(sa.insert(EqualityAnswer).values(row))
    db.session.rollback()
    # the month's width is enforced by PostgreSQL itself before the CHECK is asked
    with pytest.raises((IntegrityError, sa.exc.DataError)):
        db.session.execute(sa.insert(EqualityAnswer).values(row | change))


def test_two_sheets_sent_at_the_same_moment_leave_one_of_them_whole(
    elsewhere: OtherConnections, sent: Application
) -> None:
    user_id = sent.candidate.user_id
    sheets = [SHEET, OTHER_SHEET] * 2

    for _ in range(5):
        barrier = Barrier(len(sheets))

        def send(sheet: dict[str, str], barrier: Barrier = barrier) -> None:
            barrier.wait(timeout=10)
            keep_answers(user_id, sheet)

        running = [elsewhere.start(lambda sheet=sheet, send=send: send(sheet)) for sheet in sheets]
        for each in running:
            each.result(timeout=30)
        db.session.rollback()

        religion, activity = said(user_id)["religion"], said(user_id).get("activities")
        assert len(kept_rows()) == len(SHEET)
        assert (religion, activity) in {("Buddhist", "Yes, a little"), ("Hindu", None)}
        assert ("activities" in said(user_id)) == (religion == "Buddhist")


def test_deleting_while_a_sheet_is_sent_leaves_all_or_nothing(elsewhere: OtherConnections, sent: Application) -> None:
    user, user_id = sent.candidate.user, sent.candidate.user_id
    keep_answers(user_id, SHEET)

    for _ in range(5):
        barrier = Barrier(2)

        def send(barrier: Barrier = barrier) -> None:
            barrier.wait(timeout=10)
            keep_answers(user_id, OTHER_SHEET)

        def delete(barrier: Barrier = barrier) -> None:
            barrier.wait(timeout=10)
            person = db.session.get_one(type(user), user_id)
            delete_answers(person, by=person)

        running = [elsewhere.start(send), elsewhere.start(delete)]
        for each in running:
            each.result(timeout=30)
        db.session.rollback()

        assert len(kept_rows()) in {0, len(SHEET)}
