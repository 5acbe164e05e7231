"""Questions as the desk sees them: every version, who was asked, what is live for each value, the releases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import selectinload

from careers.database import db
from careers.questions.models import TakenKey
from careers.questions.policies import UNFINISHED
from careers.screening import bank
from careers.screening.bank import QuestionStatus, RoleFamily
from careers.screening.models import BankRelease, QuestionVersion, SittingQuestion, StoredScore


@dataclass(frozen=True, slots=True)
class DeskQuestion:
    """A question with all its versions, newest first."""

    key: str
    versions: tuple[QuestionVersion, ...]

    @property
    def current(self) -> QuestionVersion:
        """The live version, or the newest one where none is live."""
        return next((each for each in self.versions if each.status is QuestionStatus.LIVE), self.versions[0])

    @property
    def coming(self) -> QuestionVersion | None:
        """The version that is being worked on beside the current one."""
        newest = self.versions[0]
        return newest if newest is not self.current and newest.status in UNFINISHED else None

    def version(self, number: int) -> QuestionVersion:
        """Return the version of a number. Raises NoResultFound."""
        for each in self.versions:
            if each.number == number:
                return each
        raise NoResultFound(f"{self.key} has no version {number}")

    @property
    def newest(self) -> QuestionVersion:
        """The version with the highest number."""
        return self.versions[0]


def list_questions(
    *, value_key: str = "", role_family: RoleFamily | None = None, status: QuestionStatus | None = None
) -> Sequence[DeskQuestion]:
    """Return questions by value in the order of the values, then by key.

    A filter looks at the current version and, for the status, also at the one that is coming.
    """
    order = [value.key for value in bank.values()]
    by_key: dict[str, list[QuestionVersion]] = {}
    for version in list_versions():
        by_key.setdefault(version.question_key, []).append(version)
    questions = [DeskQuestion(key, tuple(reversed(versions))) for key, versions in by_key.items()]
    return sorted(
        (
            question
            for question in questions
            if (not value_key or question.current.value_key == value_key)
            and (role_family is None or question.current.role_family is role_family)
            and (status is None or status in {each.status for each in (question.current, question.coming) if each})
        ),
        key=lambda question: (order.index(question.current.value_key), question.key),
    )


def list_versions() -> Sequence[QuestionVersion]:
    """Return every version of every question, by key and number, with its responses."""
    return db.session.scalars(
        sa.select(QuestionVersion)
        .options(selectinload(QuestionVersion.responses))
        .order_by(QuestionVersion.question_key, QuestionVersion.number)
    ).all()


def get_question(key: str) -> DeskQuestion:
    """Return a question with all its versions, as they are now. Raises NoResultFound."""
    versions = db.session.scalars(
        sa.select(QuestionVersion)
        .where(QuestionVersion.question_key == key)
        .options(selectinload(QuestionVersion.responses))
        .order_by(QuestionVersion.number.desc())
        .execution_options(populate_existing=True)
    ).all()
    if not versions:
        raise NoResultFound(f"no question {key!r}")
    return DeskQuestion(key, tuple(versions))


def count_used(key: str) -> dict[int, int]:
    """Return how many takings asked each version of a question, by its number."""
    rows = db.session.execute(
        sa.select(SittingQuestion.question_version, sa.func.count().label("asked"))
        .where(SittingQuestion.question_key == key)
        .group_by(SittingQuestion.question_version)
    )
    return {row.question_version: row.asked for row in rows}


def count_live() -> dict[str, int]:
    """Return how many live questions each value has, in the order of the values."""
    rows = db.session.execute(
        sa.select(QuestionVersion.value_key, sa.func.count().label("live"))
        .where(QuestionVersion.status == QuestionStatus.LIVE)
        .group_by(QuestionVersion.value_key)
    )
    counts = {row.value_key: row.live for row in rows}
    return {value.key: counts.get(value.key, 0) for value in bank.values()}


def find_taken_keys(version_ids: Collection[int]) -> dict[int, TakenKey]:
    """Return the keys of experts that stand on some versions, by the version's id."""
    taken = db.session.scalars(sa.select(TakenKey).where(TakenKey.keyed_version_id.in_(version_ids)))
    return {each.keyed_version_id: each for each in taken}


def find_key_taken_from(version_id: int) -> TakenKey | None:
    """Return the key that was taken from a version's experts, if it was."""
    return db.session.get(TakenKey, version_id)


def list_releases() -> Sequence[BankRelease]:
    """Return every release, newest first."""
    return db.session.scalars(sa.select(BankRelease).order_by(BankRelease.id.desc())).all()


def find_waiting_release() -> BankRelease | None:
    """Return the release that waits until everybody's scores are ready, if one does."""
    return db.session.scalars(
        sa.select(BankRelease).where(BankRelease.in_force_at.is_(None)).order_by(BankRelease.id).limit(1)
    ).one_or_none()


def count_scored(release_name: str) -> int:
    """Return how many takings have a score under a release."""
    return (
        db.session.scalar(
            sa.select(sa.func.count()).select_from(StoredScore).where(StoredScore.release_name == release_name)
        )
        or 0
    )


def lock_desk() -> None:
    """Let one change at the desk happen at a time, until this transaction ends: changes are rare, and look around.

    People who answer read the same rows without waiting.
    """
    db.session.execute(sa.select(BankRelease.id).order_by(BankRelease.id).with_for_update())
