"""Experts' links, what they rated, and what that comes to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from careers.database import db
from careers.questions.models import ExpertInvitation, ExpertKind, ExpertQuestion, ExpertRating
from careers.questions.policies import can_be_rated
from careers.screening import bank
from careers.screening.agreement import FEWEST_EXPERTS, ExpertKey, Rules, expert_key
from careers.screening.models import BankRelease, QuestionVersion

_WITH_QUESTIONS = (
    selectinload(ExpertInvitation.questions)
    .selectinload(ExpertQuestion.version)
    .selectinload(QuestionVersion.responses)
)


@dataclass(frozen=True, slots=True)
class Rated:
    """What experts have sent about a version: how many of each kind, and the key once they are enough."""

    by_kind: dict[ExpertKind, int]
    waiting: int
    key: ExpertKey | None

    @property
    def experts(self) -> int:
        """How many experts have sent ratings of the version."""
        return sum(self.by_kind.values())


def list_rateable() -> Sequence[QuestionVersion]:
    """Return the versions that experts may be asked about, by value in the order of the values, then by key."""
    versions = db.session.scalars(
        sa.select(QuestionVersion).order_by(QuestionVersion.question_key, QuestionVersion.number.desc())
    )
    order = [value.key for value in bank.values()]
    return sorted(filter(can_be_rated, versions), key=lambda version: order.index(version.value_key))


def list_invitations() -> Sequence[ExpertInvitation]:
    """Return every link, newest first."""
    return db.session.scalars(
        sa.select(ExpertInvitation).options(_WITH_QUESTIONS).order_by(ExpertInvitation.id.desc())
    ).all()


def get_invitation(invitation_id: int) -> ExpertInvitation:
    """Return one link. Raises NoResultFound."""
    return db.session.scalars(sa.select(ExpertInvitation).where(ExpertInvitation.id == invitation_id)).one()


def get_invitation_by_token(token_hash: str) -> ExpertInvitation:
    """Return the link of a token, that of the first message or of the reminder. Raises NoResultFound."""
    return db.session.scalars(
        sa.select(ExpertInvitation)
        .where(sa.or_(ExpertInvitation.token_hash == token_hash, ExpertInvitation.reminder_hash == token_hash))
        .options(_WITH_QUESTIONS)
    ).one()


def lock_invitation(invitation: ExpertInvitation) -> ExpertInvitation:
    """Return a link as it is now, and keep others from changing it meanwhile."""
    return db.session.scalars(
        sa.select(ExpertInvitation)
        .where(ExpertInvitation.id == invitation.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def list_ratings_by(invitation_id: int) -> dict[int, dict[str, int]]:
    """Return what one expert has rated, by version id and response key."""
    ratings: dict[int, dict[str, int]] = {}
    for each in db.session.scalars(
        sa.select(ExpertRating)
        .where(ExpertRating.invitation_id == invitation_id)
        .order_by(ExpertRating.id)
        .execution_options(populate_existing=True)
    ):
        ratings.setdefault(each.version_id, {})[each.response_key] = each.rating
    return ratings


def get_rated(version: QuestionVersion, release: BankRelease) -> Rated:
    """Return what experts have sent about a version. There is no key before enough of them have."""
    kinds = {
        row.id: row.kind
        for row in db.session.execute(
            sa.select(ExpertInvitation.id, ExpertInvitation.kind)
            .join(ExpertRating, ExpertRating.invitation_id == ExpertInvitation.id)
            .where(ExpertRating.version_id == version.id, ExpertInvitation.sent_at.is_not(None))
            .distinct()
        )
    }
    enough = max(release.least_experts, FEWEST_EXPERTS)
    return Rated(
        by_kind={kind: list(kinds.values()).count(kind) for kind in ExpertKind if kind in kinds.values()},
        waiting=count_waiting(version.id),
        key=_key_of(version, sorted(kinds), release) if len(kinds) >= enough else None,
    )


def _key_of(version: QuestionVersion, invitation_ids: Sequence[int], release: BankRelease) -> ExpertKey:
    rows = db.session.scalars(
        sa.select(ExpertRating)
        .where(ExpertRating.version_id == version.id, ExpertRating.invitation_id.in_(invitation_ids))
        .execution_options(populate_existing=True)
    )
    rating = {(each.invitation_id, each.response_key): each.rating for each in rows}
    return expert_key(
        {response.key: [rating[expert, response.key] for expert in invitation_ids] for response in version.responses},
        rules=Rules(most_spread=release.most_spread, least_agreement=release.least_agreement),
    )


def count_waiting(version_id: int) -> int:
    """Return how many experts have an open link to a version and have not sent it yet."""
    return (
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(ExpertQuestion)
            .join(ExpertInvitation, ExpertInvitation.id == ExpertQuestion.invitation_id)
            .where(
                ExpertQuestion.version_id == version_id,
                ExpertInvitation.sent_at.is_(None),
                ExpertInvitation.email.is_not(None),
            )
        )
        or 0
    )


def list_taken_addresses(emails: Collection[str]) -> Sequence[str]:
    """Return which of some addresses have an open link already."""
    return db.session.scalars(
        sa.select(ExpertInvitation.email).where(ExpertInvitation.email.in_(emails)).order_by(ExpertInvitation.email)
    ).all()  # type: ignore[return-value]  # those that match are not null


def list_to_forget(now: datetime) -> Sequence[ExpertInvitation]:
    """Return the links that were sent or are over and still hold an address."""
    is_over = sa.or_(ExpertInvitation.sent_at.is_not(None), ExpertInvitation.expires_at <= now)
    return db.session.scalars(
        sa.select(ExpertInvitation).where(is_over, ExpertInvitation.email.is_not(None)).order_by(ExpertInvitation.id)
    ).all()


def list_to_remind(now: datetime, *, ends_before: datetime) -> Sequence[ExpertInvitation]:
    """Return the open links that end before a moment and of which their expert was not reminded."""
    return db.session.scalars(
        sa.select(ExpertInvitation)
        .where(
            ExpertInvitation.email.is_not(None),
            ExpertInvitation.sent_at.is_(None),
            ExpertInvitation.reminded_at.is_(None),
            ExpertInvitation.expires_at > now,
            ExpertInvitation.expires_at <= ends_before,
        )
        .options(_WITH_QUESTIONS)
        .order_by(ExpertInvitation.id)
    ).all()


def list_links_of(email: str) -> Sequence[ExpertInvitation]:
    """Return the open links to an address."""
    return db.session.scalars(
        sa.select(ExpertInvitation).where(ExpertInvitation.email == email.lower()).order_by(ExpertInvitation.id)
    ).all()
