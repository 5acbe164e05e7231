"""Read users and sign-in codes."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from careers.access import Role
from careers.accounts.models import SignInCode, SignInLink, User
from careers.database import db


def find_user(user_id: int) -> User | None:
    """Return a user by id."""
    return db.session.get(User, user_id)


def find_user_by_email(email: str) -> User | None:
    """Return the user of an address, whatever its capitals."""
    return db.session.scalar(sa.select(User).where(User.email == email.strip().lower()))


def get_colleague(organisation_id: int | None, user_id: int) -> User:
    """Return a person of an organisation who may still sign in, or raise NoResultFound."""
    return db.session.scalars(
        sa.select(User).where(User.id == user_id, User.organisation_id == organisation_id, User.disabled_at.is_(None))
    ).one()


def list_team(organisation_id: int) -> Sequence[User]:
    """Return an organisation's people by name."""
    return db.session.scalars(
        sa.select(User).where(User.organisation_id == organisation_id).order_by(User.name, User.id)
    ).all()


def count_codes_since(email: str, since: datetime) -> int:
    """Count the codes asked for one address since a moment."""
    statement = sa.select(sa.func.count()).where(SignInCode.email == email, SignInCode.created_at > since)
    return db.session.scalar(statement) or 0


def find_code(key: str) -> SignInCode | None:
    """Return the code that one browser asked for."""
    return db.session.scalar(sa.select(SignInCode).where(SignInCode.key == key))


def find_link(token_hash: str) -> SignInLink | None:
    """Return a sign-in link by the hash of its token."""
    return db.session.scalar(sa.select(SignInLink).where(SignInLink.token_hash == token_hash))


def list_of_role(role: Role) -> Sequence[User]:
    """Return the people of a role who may still sign in, by name."""
    return db.session.scalars(
        sa.select(User).where(User.role == role, User.disabled_at.is_(None)).order_by(User.name, User.id)
    ).all()
