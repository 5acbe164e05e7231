"""What a person may know of their own equality answers, and what must go when."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from careers.applications.models import Application, ApplicationStatus
from careers.applications.policies import UNDER_WAY
from careers.candidates.models import Candidate
from careers.database import db
from careers.equality.models import EqualityAnswer
from careers.equality.questionnaire import stored_questions
from careers.equality.sealing import BLANK, DOES_NOT_APPLY, link_of, open_answer


class OwnAnswer(NamedTuple):
    """One answer in words; None was left blank."""

    question: str
    answer: str | None


def has_applied(user_id: int) -> bool:
    """Say whether a person has sent an application, whatever came of it."""
    sent = (
        sa.select(Application.id)
        .join(Application.candidate)
        .where(Candidate.user_id == user_id, Application.status != ApplicationStatus.DRAFT)
    )
    return bool(db.session.scalar(sa.select(sent.exists())))


def list_own_answers(user_id: int) -> Sequence[OwnAnswer]:
    """Return what a person was asked and said, in the order of the questions. For their own eyes only."""
    sealed = _sealed(user_id)
    found = []
    for question in stored_questions():
        kept = sealed.get(link_of(user_id, question.key))
        code = kept and open_answer(user_id, question.key, kept, (BLANK, DOES_NOT_APPLY, *sorted(question.codes)))
        if code is not None and code != DOES_NOT_APPLY:
            found.append(OwnAnswer(question.wording, question.label_of(code) if code else None))
    return found


def has_answered(user_id: int) -> bool:
    """Say whether a person has answered any question; who skipped them all has not."""
    return any(own.answer is not None for own in list_own_answers(user_id))


def links_of(user_ids: Collection[int]) -> set[str]:
    """Return the names under which people's answers are kept, if there are any."""
    return {link_of(user_id, question.key) for user_id in user_ids for question in stored_questions()}


def lock_links(user_id: int) -> Sequence[str]:
    """Return the names of a person's answers, the rows locked in the order in which sheets are kept."""
    return db.session.scalars(
        sa.select(EqualityAnswer.link)
        .where(EqualityAnswer.link.in_(links_of([user_id])))
        .order_by(EqualityAnswer.link)
        .with_for_update()
    ).all()


def list_old_links(*, before: str) -> Sequence[str]:
    """Return the names of answers of earlier months than `before`, without those of people with an application open."""
    old = db.session.scalars(
        sa.select(EqualityAnswer.link).where(EqualityAnswer.given_in < before).order_by(EqualityAnswer.link)
    ).all()
    if not old:
        return []
    waiting = sa.select(Candidate.user_id).join(Application.candidate).where(Application.status.in_(UNDER_WAY))
    needed = links_of(db.session.scalars(waiting.distinct()).all())
    return [link for link in old if link not in needed]


def _sealed(user_id: int) -> dict[str, str]:
    rows = db.session.execute(
        sa.select(EqualityAnswer.link, EqualityAnswer.answer).where(EqualityAnswer.link.in_(links_of([user_id])))
    )
    return dict(iter(rows))
