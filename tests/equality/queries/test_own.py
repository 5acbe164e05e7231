"""What a person gets to see of their own answers."""

from careers.applications.models import Application
from careers.candidates.models import Candidate
from careers.database import db
from careers.equality.commands import keep_answers
from careers.equality.queries.own import OwnAnswer, has_answered, has_applied, list_own_answers
from tests.equality.conftest import SHEET
from tests.factories import Factory


def test_a_person_reads_their_own_words_and_blanks_in_the_order_of_the_questions(sent: Application) -> None:
    keep_answers(sent.candidate.user_id, {"ethnicity": "mixed_white_asian", "sex": "prefer_not_to_say", "llhc": "no"})
    db.session.commit()

    answers = list_own_answers(sent.candidate.user_id)

    assert answers[:2] == [
        OwnAnswer("What is your ethnic group?", "White and Asian"),
        OwnAnswer("What is your sex?", "Prefer not to say"),
    ]
    assert [answer for _, answer in answers] == ["White and Asian", "Prefer not to say", None, "No", None, None, None]


def test_nobody_else_reads_them(make: Factory, sent: Application) -> None:
    keep_answers(sent.candidate.user_id, SHEET)
    db.session.commit()

    assert list_own_answers(make.user().id) == []
    assert not has_answered(make.user().id)


def test_only_what_was_sent_counts_as_applying(make: Factory, sent: Application, amara: Candidate) -> None:
    assert has_applied(amara.user_id)
    assert not has_applied(make.candidate().user_id)
