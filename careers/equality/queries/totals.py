"""What the board may know of equality answers: counts by group. Only `careers.board` may import this.

The joining is done here, in memory, with the key: no query could do it. Counts are exact; whoever shows them puts them
through disclosure control first. `list_positions` is for statistics alone: it says which of the given people are in
which group, so its result must not be stored, logged or shown, only summed up.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from careers import clock
from careers.applications.models import Application, ApplicationStatus
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.equality.counts import STAGES, DeclarationCounts, Stage, StageCounts, count_declared, count_stages
from careers.equality.groups import Answers, group_of, groups_of, questions_behind
from careers.equality.models import EqualityAnswer
from careers.equality.questionnaire import asked_questions, get_question
from careers.equality.sealing import BLANK, DOES_NOT_APPLY, link_of, open_answer
from careers.jobs.models import Vacancy
from careers.providers.models import Workplace

S = ApplicationStatus

REACHED: Mapping[str, Stage] = {
    S.SUBMITTED: Stage.SCREENED,
    S.SHORTLISTED: Stage.SHORTLISTED,
    S.INTERVIEW: Stage.INTERVIEW,
    S.OFFERED: Stage.OFFERED,
    S.ACCEPTED: Stage.OFFERED,
    S.DECLINED: Stage.OFFERED,
    S.DID_NOT_START: Stage.OFFERED,
    S.STARTED: Stage.STARTED,
}
"""The stage that an application has reached when it has, or once had, a status; the other ends tell nothing."""


def stage_counts(characteristic: str, *, start: date, end: date, area_codes: Collection[str]) -> StageCounts:
    """Count the applications sent in a period (both days included) for work in an area, by group and stage reached.

    A person counts once for each application. Answers that are deleted count as not asked.
    """
    sent = _sent(start, end, area_codes)
    applications = db.session.execute(sent.with_only_columns(Application.id, Candidate.user_id, Application.status))
    rows = [(application_id, user_id, status) for application_id, user_id, status in applications]
    once = _furthest_in_history(sent)
    answers = _read({user_id for _, user_id, _ in rows}, questions_behind(characteristic))
    return count_stages(
        characteristic,
        (
            (
                group_of(characteristic, answers[user_id]),
                max(REACHED.get(status, Stage.SCREENED), once.get(application_id, Stage.SCREENED), key=STAGES.index),
            )
            for application_id, user_id, status in rows
        ),
    )


def declaration_counts(*, start: date, end: date, area_codes: Collection[str]) -> list[DeclarationCounts]:
    """Count, for each question asked now, what the people said who applied in a period; each person counts once."""
    user_ids = db.session.scalars(_sent(start, end, area_codes).with_only_columns(Candidate.user_id).distinct()).all()
    keys = [question.key for question in asked_questions()]
    people = _read(user_ids, keys).values()
    return [count_declared(key, people) for key in keys]


def list_positions(user_ids: Sequence[int], characteristic: str) -> dict[str, list[int]]:
    """Return for each group of a characteristic the positions in `user_ids` of its members, in order."""
    answers = _read(user_ids, questions_behind(characteristic))
    positions: dict[str, list[int]] = {group.key: [] for group in groups_of(characteristic)}
    for position, user_id in enumerate(user_ids):
        positions[group_of(characteristic, answers[user_id])].append(position)
    return positions


def _sent(start: date, end: date, area_codes: Collection[str]) -> sa.Select[Application]:
    since, until = (clock.from_local(datetime.combine(day, time())) for day in (start, end + timedelta(days=1)))
    return (
        sa.select(Application)
        .join(Application.candidate)
        .join(Vacancy, Application.vacancy_id == Vacancy.id)
        .join(Workplace, Vacancy.workplace_id == Workplace.id)
        .where(
            Application.status != S.DRAFT,
            Application.submitted_at >= since,
            Application.submitted_at < until,
            Workplace.lad_code.in_(area_codes),
        )
    )


def _furthest_in_history(sent: sa.Select[Application]) -> dict[int, Stage]:
    """The furthest stage that the history of each of some applications tells of."""
    moves = db.session.execute(
        sa.select(AuditEvent.subject_id, AuditEvent.to_status)
        .where(
            AuditEvent.subject_type == "application",
            AuditEvent.to_status.in_([status.value for status in S if status in REACHED]),
            AuditEvent.subject_id.in_(sent.with_only_columns(Application.id)),
        )
        .distinct()
    )
    furthest: dict[int, Stage] = {}
    for application_id, status in moves:
        furthest[application_id] = max(
            furthest.get(application_id, Stage.SCREENED), REACHED[status or ""], key=STAGES.index
        )
    return furthest


def _read(user_ids: Collection[int], keys: Collection[str]) -> dict[int, Answers]:
    """The answers of some people to some questions. All rows are read: the database cannot tell whose is whose."""
    kept = dict(iter(db.session.execute(sa.select(EqualityAnswer.link, EqualityAnswer.answer))))
    codes = {key: (BLANK, DOES_NOT_APPLY, *(option.code for option in get_question(key).options)) for key in keys}
    found: dict[int, Answers] = {}
    for user_id in user_ids:
        opened = {
            key: open_answer(user_id, key, sealed, codes[key])
            for key in keys
            if (sealed := kept.get(link_of(user_id, key))) is not None
        }
        found[user_id] = {key: answer for key, answer in opened.items() if answer is not None}
    return found
