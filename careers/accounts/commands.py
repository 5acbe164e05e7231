"""Sign people in, invite them."""

import hashlib
import hmac
import secrets

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.access import Role
from careers.accounts import emails, policies, queries
from careers.accounts.models import SignInCode, SignInLink, User
from careers.audit.commands import SYSTEM, record
from careers.database import db
from careers.errors import NotAllowed

WRONG_CODE = "That code is not right, or it is too old. Check the newest e-mail from us, or ask for another code."


def _digest(secret: str, *parts: str) -> str:
    return hmac.new(secret.encode(), ":".join(parts).encode(), hashlib.sha256).hexdigest()


def ask_for_code(email: str, *, secret: str) -> SignInCode:
    """Send a six-digit code to an address, known to us or not; return its row, whose key belongs in the asking browser.

    Refuses a sixth code to one address within 15 minutes.
    """
    address, now = email.strip().lower(), clock.now()
    policies.check_can_ask_for_code(queries.count_codes_since(address, now - policies.CODE_LIFETIME))
    key, code = secrets.token_urlsafe(32), f"{secrets.randbelow(1_000_000):06d}"
    sign_in = SignInCode(
        key=key,
        email=address,
        code_hash=_digest(secret, key, code),
        created_at=now,
        expires_at=now + policies.CODE_LIFETIME,
    )
    db.session.add(sign_in)
    db.session.flush()
    emails.send_code(sign_in, code)
    return sign_in


def use_code(key: str, code: str, *, secret: str) -> User | None:
    """Use up a code and return its user, made as a candidate if the address is new; None when it does not fit.

    The caller commits in both cases: a wrong try is counted. Each try is one UPDATE, so two at once cannot share one.
    """
    now = clock.now()
    tried = db.session.execute(
        sa.update(SignInCode)
        .where(
            SignInCode.key == key,
            SignInCode.used_at.is_(None),
            SignInCode.expires_at > now,
            SignInCode.attempts < policies.TRIES_PER_CODE,
        )
        .values(attempts=SignInCode.attempts + 1)
    )
    if not tried.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result is a CursorResult
        return None
    sign_in = db.session.scalars(sa.select(SignInCode).where(SignInCode.key == key)).one()
    if not hmac.compare_digest(sign_in.code_hash, _digest(secret, key, code)):
        return None
    used = db.session.execute(
        sa.update(SignInCode).where(SignInCode.id == sign_in.id, SignInCode.used_at.is_(None)).values(used_at=now)
    )
    if not used.rowcount:  # type: ignore[attr-defined]  # as above
        return None
    return sign_in_user(find_or_add_user(sign_in.email))


def sign_in_user(user: User) -> User:
    """Note that a person signs in; refuses a closed account."""
    if not user.is_active:
        raise NotAllowed("This account is closed. Contact us if you think it should not be.")
    user.last_signed_in_at = clock.now()
    return user


def find_or_add_user(email: str) -> User:
    """Return the user of an address, added as a candidate when nobody has it; safe when two ask at once."""
    user = queries.find_user_by_email(email)
    if user is not None:
        return user
    try:
        with db.session.begin_nested():
            user = add_user(email, role=Role.CANDIDATE)
            db.session.flush()
    except IntegrityError:
        user = queries.find_user_by_email(email)
        if user is None:
            raise
    return user


def add_user(email: str, *, role: Role, name: str = "", organisation_id: int | None = None, office: str = "") -> User:
    """Add a user. The address must not be taken: the database refuses it."""
    user = User(
        email=email.strip().lower(),
        role=role,
        name=name,
        organisation_id=organisation_id,
        office=office,
        created_at=clock.now(),
    )
    db.session.add(user)
    return user


def invite_user(
    email: str, *, role: Role, by: object, name: str = "", organisation_id: int | None = None, office: str = ""
) -> User:
    """Add a user with a role and tell them by e-mail; refuses an address that has an account."""
    try:
        with db.session.begin_nested():
            user = add_user(email, role=role, name=name, organisation_id=organisation_id, office=office)
            db.session.flush()
    except IntegrityError:
        raise NotAllowed("Somebody already has an account with that e-mail address.") from None
    record(action="user.invited", subject_type="user", subject_id=user.id, by=by, to_status=role.value)
    emails.send_invitation(user)
    return user


def make_sign_in_link(user: User) -> str:
    """Return a one-time token, good for an hour, that signs a person in after a press of a button; audited."""
    token, now = secrets.token_urlsafe(32), clock.now()
    db.session.add(
        SignInLink(
            token_hash=token_hash(token), user_id=user.id, created_at=now, expires_at=now + policies.LINK_LIFETIME
        )
    )
    record(action="user.link made", subject_type="user", subject_id=user.id, by=SYSTEM, about_user_id=user.id)
    return token


def use_sign_in_link(token: str) -> User | None:
    """Use up a link and return its user, or None when it was used, is too old or never was."""
    now = clock.now()
    used = db.session.execute(
        sa.update(SignInLink)
        .where(SignInLink.token_hash == token_hash(token), SignInLink.used_at.is_(None), SignInLink.expires_at > now)
        .values(used_at=now)
    )
    link = queries.find_link(token_hash(token))
    if not used.rowcount or link is None:  # type: ignore[attr-defined]  # an UPDATE's result is a CursorResult
        return None
    return sign_in_user(db.session.get_one(User, link.user_id))


def token_hash(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def close_account(user: User, *, by: object) -> None:
    """Keep a person from signing in from now on, and end the sessions they have; what they did stays.

    Their e-mail alerts end before anything more is sent: `alerts.tasks.send_alerts` sees to that.
    """
    if not user.is_active:
        return
    user.disabled_at = clock.now()
    sign_out_everywhere(user)
    record(action="user.closed", subject_type="user", subject_id=user.id, by=by, about_user_id=user.id)


def sign_out_everywhere(user: User) -> None:
    """End every session of a person."""
    user.session_version += 1


def forget_old_codes() -> int:
    """Delete codes and links that ran out over a day ago; return how many. Safe to run twice."""
    limit = clock.now() - policies.LINK_LIFETIME * 24
    codes = db.session.execute(sa.delete(SignInCode).where(SignInCode.expires_at < limit))
    links = db.session.execute(sa.delete(SignInLink).where(SignInLink.expires_at < limit))
    return int(codes.rowcount + links.rowcount)  # type: ignore[attr-defined]  # a DELETE's result is a CursorResult


def give_role(user: User, *, role: Role, organisation_id: int | None, by: object) -> None:
    """Move a user to another role, with the organisation that goes with it; audited."""
    before, user.role, user.organisation_id = user.role, role, organisation_id
    record(
        action="user.role given",
        subject_type="user",
        subject_id=user.id,
        by=by,
        from_status=before.value,
        to_status=role.value,
    )
