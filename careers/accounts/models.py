"""Tables of users and of the codes they sign in with."""

from datetime import datetime

import sqlalchemy as sa
from flask_login import UserMixin
from sqlalchemy.orm import Mapped, mapped_column

from careers.access import Permission, Role, may
from careers.database import Base, enum_of


class User(UserMixin, Base):
    """A person who can sign in. One e-mail address, one role.

    Flask-Login's mixin is the one place where a model knows the web framework: it gives `is_authenticated` and friends.
    """

    __tablename__ = "users"
    __table_args__ = (sa.CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120), default="")
    role: Mapped[Role] = mapped_column(enum_of(Role, "user_role"))
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    office: Mapped[str] = mapped_column(sa.String(120), default="")
    created_at: Mapped[datetime]
    last_signed_in_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    session_version: Mapped[int] = mapped_column(default=1)

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in (Flask-Login asks)."""
        return self.disabled_at is None

    def get_id(self) -> str:
        """Return what the session holds: signing out everywhere is raising the version."""
        return f"{self.id}.{self.session_version}"

    def may(self, permission: Permission) -> bool:
        """Say whether this person's role holds a permission."""
        return may(self.role, permission)


class SignInCode(Base):
    """A six-digit code on its way to an e-mail address; only the browser that asked can use it, once."""

    __tablename__ = "sign_in_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(64), unique=True)
    email: Mapped[str] = mapped_column(sa.String(254), index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)


class SignInLink(Base):
    """A one-time link that an operator gave out for support, or that came with an invitation."""

    __tablename__ = "sign_in_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
