"""Bring questions in from a file: drafts, next versions, what is the same, all or nothing."""

import json
from typing import Any

import pytest
import sqlalchemy as sa

from careers.accounts.models import User
from careers.database import db
from careers.questions.bank_files import csv_text, json_text
from careers.questions.commands import writing
from careers.questions.commands.importing import import_questions
from careers.questions.content import Item, item_of
from careers.questions.queries.desk import get_question, list_versions
from careers.screening import bank
from careers.screening.bank import QuestionStatus
from careers.screening.models import QuestionResponse, QuestionVersion
from careers.screening.queries import get_version
from tests.questions.conftest import KEY, content

S = QuestionStatus


def everything() -> list[Item]:
    return [item_of(version) for version in list_versions()]


def exported(**changes: dict[str, Any]) -> bytes:
    """Return our own export with parts of some questions changed, by key."""
    file = json.loads(json_text(everything()))
    for question in file["questions"]:
        question |= changes.get(question["key"].replace("-", "_"), {})
    return json.dumps(file).encode()


@pytest.mark.parametrize("write", [json_text, csv_text])
def test_an_export_brought_into_an_empty_bank_is_the_same_bank(write: Any, officer: User) -> None:
    writing.write_question("Curtains", content(), by=officer)
    writing.retire_version(KEY, 1, reason="Unclear", by=officer)
    db.session.commit()
    before = everything()
    file = write(before).encode()
    db.session.execute(sa.delete(QuestionResponse))
    db.session.execute(sa.delete(QuestionVersion))
    db.session.commit()

    done = import_questions(file, by=officer)
    db.session.commit()

    assert len(done.restored) == len(before) > 40
    assert everything() == before


@pytest.mark.parametrize("write", [json_text, csv_text])
def test_an_export_brought_in_again_changes_nothing(write: Any, officer: User) -> None:
    before = everything()

    done = import_questions(write(before).encode(), by=officer)

    assert len(done.identical) == len(before)
    assert (done.new, done.next_versions, done.faults) == ((), (), ())
    assert everything() == before


def test_the_file_that_the_service_ships_with_is_there_already(officer: User) -> None:
    done = import_questions((bank.DATA / "questions.json").read_bytes(), by=officer)

    assert len(done.identical) == len(everything())


def test_new_questions_and_other_wordings_come_in_as_drafts(officer: User) -> None:
    new = item_of(writing.write_question("Curtains", content(), by=officer))
    db.session.rollback()
    raw = json.loads(exported(quiet_breakfast={"situation": "Jean is quiet.", "status": "live"}))
    raw["questions"].append(json.loads(json_text([new]))["questions"][0] | {"status": "live", "version": 7})

    done = import_questions(json.dumps(raw).encode(), by=officer)

    assert (done.new, done.next_versions) == (("curtains",), (KEY,))
    assert (get_version("curtains", 1).status, get_version(KEY, 2).status) == (S.DRAFT, S.DRAFT)
    assert get_version(KEY, 2).situation == "Jean is quiet."
    assert get_version(KEY, 1).status is S.LIVE


def test_another_key_is_another_version(officer: User) -> None:
    responses = json.loads(json_text([item_of(get_version(KEY, 1))]))["questions"][0]["responses"]
    responses[0]["key_rating"] = 1.5

    done = import_questions(exported(quiet_breakfast={"responses": responses}), by=officer)

    assert done.next_versions == (KEY,)
    assert get_version(KEY, 2).responses[0].key_rating == 1.5


def test_a_single_fault_keeps_everything_out(officer: User) -> None:
    before = everything()
    raw = exported(quiet_breakfast={"situation": "Jean is quiet."}, outside_the_shop={"role_family": "space"})

    done = import_questions(raw, by=officer)

    assert [fault.why.split(":")[0] for fault in done.faults] == ["Its role family is not one of"]
    assert everything() == before


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"value": "cwp_respect"}, "belongs to another value"),
        ({"situation": "Other words."}, "Its version 2 here is still being worked on"),
    ],
)
def test_what_cannot_follow_what_is_here_is_a_fault(officer: User, changes: dict[str, str], why: str) -> None:
    if "situation" in changes:
        writing.start_next_version(KEY, by=officer)
    raw = json.dumps(
        {"questions": [json.loads(json_text([item_of(get_version(KEY, 1))]))["questions"][0] | changes]}
    ).encode()

    done = import_questions(raw, by=officer)

    assert [fault.place for fault in done.faults] == [KEY]
    assert why in done.faults[0].why


def test_of_several_versions_in_a_file_the_newest_is_taken_and_the_others_are_named(officer: User) -> None:
    first = json.loads(json_text([item_of(get_version(KEY, 1))]))["questions"][0]
    raw = [first | {"version": 3, "situation": "Third."}, first | {"version": 2, "situation": "Second."}]

    done = import_questions(json.dumps(raw).encode(), by=officer)

    assert (done.next_versions, done.older) == ((KEY,), (f"{KEY} version 2",))
    assert get_question(KEY).newest.situation == "Third."


def test_an_empty_bank_takes_no_two_live_versions_of_a_question(officer: User) -> None:
    first = json.loads(json_text([item_of(get_version(KEY, 1))]))["questions"][0]
    db.session.execute(sa.delete(QuestionResponse))
    db.session.execute(sa.delete(QuestionVersion))

    done = import_questions(json.dumps([first, first | {"version": 2}]).encode(), by=officer)

    assert [fault.why for fault in done.faults] == ["Two of its versions are live, and only one can be."]
