"""Invite experts, keep what they rate, close their links, forget their addresses."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from careers import clock
from careers.accounts.commands import token_hash
from careers.accounts.models import User
from careers.audit.commands import SYSTEM, record
from careers.database import db, insert_into
from careers.errors import BadInput, Conflict
from careers.questions import emails, policies
from careers.questions.commands.writing import move_to_experts
from careers.questions.models import ExpertInvitation, ExpertKind, ExpertQuestion, ExpertRating
from careers.questions.queries import desk
from careers.questions.queries import experts as queries
from careers.screening.commands import LARGEST_SEED
from careers.screening.models import QuestionVersion
from careers.screening.policies import check_can_answer
from careers.screening.queries import get_version, to_question

OVER = "This link has been used, or its time is over. Nothing more can be changed here."


def invite_experts(
    versions: Collection[tuple[str, int]], *, kind: ExpertKind, emails_of: Sequence[str], by: User
) -> Sequence[ExpertInvitation]:
    """Send each of some people a link of their own, on which they rate these versions; drafts go to the experts.

    Refuses versions that experts cannot rate, and an address that has an open link: nobody counts twice.
    """
    desk.lock_desk()
    now = clock.now()
    forget_addresses(now)
    asked = [get_version(key, number) for key, number in versions]
    for version in asked:
        policies.check_can_be_rated(version)
    taken = queries.list_taken_addresses(emails_of)
    if taken:
        raise BadInput("emails", f"{', '.join(taken)}: a link to this address is still open. Leave it out.")
    invitations = [_invite(asked, kind=kind, email=email, by=by, now=now) for email in emails_of]
    for version in asked:
        move_to_experts(version, by=by)
    return invitations


def _invite(
    versions: Sequence[QuestionVersion], *, kind: ExpertKind, email: str, by: User, now: datetime
) -> ExpertInvitation:
    token, seed = secrets.token_urlsafe(32), secrets.randbelow(LARGEST_SEED)
    invitation = ExpertInvitation(
        kind=kind,
        email=email,
        token_hash=token_hash(token),
        seed=seed,
        invited_at=now,
        invited_by=by.id,
        expires_at=now + policies.LINK_LIFETIME,
        questions=[
            ExpertQuestion(version_id=version.id, position=place)
            for place, version in enumerate(sorted(versions, key=lambda version: _drawn(seed, version)))
        ],
    )
    db.session.add(invitation)
    db.session.flush()
    _record(invitation, "invited", by=by)
    emails.send_invitation(invitation, token=token, count=len(versions))
    return invitation


def _drawn(seed: int, version: QuestionVersion) -> bytes:
    """Return a place for a version that differs from expert to expert: people tire, and not always at the same one."""
    return sha256(f"{seed}:{version.question_key}:{version.number}".encode()).digest()


def begin_rating(invitation: ExpertInvitation) -> None:
    """Note that an expert began. Refuses a link that is over."""
    invitation = _lock_open(invitation)
    invitation.begun_at = invitation.begun_at or clock.now()


def rate_question(
    invitation: ExpertInvitation, version: QuestionVersion, *, number: int, ratings: Mapping[str, int]
) -> None:
    """Keep an expert's ratings of all responses of a version, in place of earlier ones.

    Refuses a link that is over, and anything but one whole rating from 1 to 5 for each response.
    """
    _lock_open(invitation)
    check_can_answer(to_question(version), version=number, ratings=ratings)
    rows = [
        {
            "invitation_id": invitation.id,
            "version_id": version.id,
            "response_key": response_key,
            "rating": rating,
            "rated_at": clock.now(),
        }
        for response_key, rating in ratings.items()
    ]
    insert = insert_into(ExpertRating).values(rows)
    db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["invitation_id", "version_id", "response_key"],
            set_={"rating": insert.excluded.rating, "rated_at": insert.excluded.rated_at},
        )
    )


def send_ratings(invitation: ExpertInvitation) -> None:
    """Close an expert's link: from now on their ratings count, and their address is forgotten. Refuses none at all."""
    invitation = _lock_open(invitation)
    if not queries.list_ratings_by(invitation.id):
        raise Conflict("Rate at least one situation before you send.")
    invitation.sent_at, invitation.email = clock.now(), None
    _record(invitation, "sent", by=SYSTEM)


def stop_link(invitation: ExpertInvitation, *, by: object) -> None:
    """End an open link at once, as one sent to a wrong address; what was rated is kept and does not count."""
    invitation = _lock_open(invitation)
    invitation.expires_at, invitation.email = clock.now(), None
    _record(invitation, "stopped", by=by)


def forget_expert(email: str, *, by: object) -> None:
    """End the open link to an address, at its owner's wish."""
    for invitation in queries.list_links_of(email):
        if policies.is_link_open(sent_at=invitation.sent_at, expires_at=invitation.expires_at, now=clock.now()):
            stop_link(invitation, by=by)
        invitation.email = None


def forget_addresses(now: datetime) -> int:
    """Forget the addresses of links that were sent or are over; return how many."""
    old = queries.list_to_forget(now)
    for invitation in old:
        invitation.email = None
    db.session.flush()
    return len(old)


def remind_expert(invitation: ExpertInvitation, *, now: datetime) -> bool:
    """Write once more to an expert who has not sent their ratings, with a second address of the page; say if it went.

    The first address keeps working: what they have begun there stays.
    """
    invitation = queries.lock_invitation(invitation)
    is_open = policies.is_link_open(sent_at=invitation.sent_at, expires_at=invitation.expires_at, now=now)
    if not is_open or invitation.reminded_at is not None or invitation.email is None:
        return False
    token = secrets.token_urlsafe(32)
    invitation.reminder_hash, invitation.reminded_at = token_hash(token), now
    emails.send_reminder(invitation, token=token)
    return True


def _lock_open(invitation: ExpertInvitation) -> ExpertInvitation:
    invitation = queries.lock_invitation(invitation)
    if not policies.is_link_open(sent_at=invitation.sent_at, expires_at=invitation.expires_at, now=clock.now()):
        raise Conflict(OVER)
    return invitation


def _record(invitation: ExpertInvitation, what: str, *, by: object) -> None:
    record(action=f"expert.{what}", subject_type="expert", subject_id=invitation.id, by=by)
