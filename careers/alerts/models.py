"""Tables of alerts: whose they are, what each looks for, what it found, and how far the looking has come."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.database import Base, enum_of

LONGEST_SEARCH = 1000


class AlertStatus(StrEnum):
    """Where an alert stands. A waiting one is not confirmed: it finds and sends nothing."""

    WAITING = "waiting"
    ON = "on"
    ENDED = "ended"


class EndReason(StrEnum):
    """Why an alert ended. `refused`: the person told their mail provider that they want no more."""

    PERSON = "person"
    BOUNCED = "bounced"
    NO_ANSWER = "no answer"
    REFUSED = "refused"


class Frequency(StrEnum):
    """How often an alert may write. Whatever is chosen, an address gets one message a day at most."""

    AT_ONCE = "at once"
    DAILY = "daily"
    WEEKLY = "weekly"


class NotRelevant(StrEnum):
    """Why something that an alert found was no use."""

    TOO_FAR = "too far"
    WRONG_HOURS = "wrong hours"
    LOW_PAY = "pay too low"
    WRONG_WORK = "wrong work"
    OTHER = "other"


class AlertAddress(Base):
    """Where alerts are sent: the one place of this feature that holds an e-mail address.

    Its row is what two senders lock; `mailed_on` is the day in England of its last message,
    `refused_at` when its owner told their mail provider that they want nothing from us. It goes with its last alert,
    or later when it was refused. Numbers are never used again, because the keys of messages are made of them.
    """

    __tablename__ = "alert_addresses"
    __table_args__ = (
        sa.CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    mailed_on: Mapped[date | None]
    refused_at: Mapped[datetime | None]


class Alert(Base):
    """A search that somebody wants to hear about.

    `search` is the address of the search, without "?"; the place in it was resolved once, to a point (`lat`, `lon`) or
    to councils (`area`, codes joined by commas), shown as `place`. What changed up to `since_revision` is not news.
    `weekday` (Monday is 0) is when a weekly one writes. `wanted_at` is the last sign that the person still wants it,
    `asked_at` when we asked because that was long ago; `confirm_sent_on` the day of the last message to confirm it.
    """

    __tablename__ = "alerts"
    __table_args__ = (
        sa.UniqueConstraint("address_id", "search"),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="lat_with_lon"),
        sa.CheckConstraint("lat IS NULL OR area = ''", name="point_or_area"),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_of_a_week"),
        sa.CheckConstraint("(status = 'ended') = (ended_at IS NOT NULL)", name="ended_at_with_status"),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ended_at_with_reason"),
        sa.Index("ix_alerts_status_wanted_at", "status", "wanted_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address_id: Mapped[int] = mapped_column(sa.ForeignKey("alert_addresses.id", ondelete="CASCADE"), index=True)
    address: Mapped[AlertAddress] = relationship()
    name: Mapped[str] = mapped_column(sa.String(80))
    search: Mapped[str] = mapped_column(sa.String(LONGEST_SEARCH))
    place: Mapped[str] = mapped_column(sa.String(160), default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    area: Mapped[str] = mapped_column(sa.Text, default="")
    frequency: Mapped[Frequency] = mapped_column(enum_of(Frequency, "alert_frequency"))
    weekday: Mapped[int]
    status: Mapped[AlertStatus] = mapped_column(enum_of(AlertStatus, "alert_status"))
    end_reason: Mapped[EndReason | None] = mapped_column(enum_of(EndReason, "alert_end_reason"))
    since_revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    confirm_sent_on: Mapped[date | None]
    wanted_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class AlertMatch(Base):
    """An opportunity that an alert found; the key makes it news once. `sent_at` is when a message told of it.

    There may be many millions of these: on SQLite the key is the table, and nothing asks by opportunity alone.
    """

    __tablename__ = "alert_matches"
    __table_args__ = (
        sa.Index(
            "ix_alert_matches_unsent",
            "alert_id",
            "found_at",
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        ),
        {"sqlite_with_rowid": False},
    )

    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True)
    opportunity_id: Mapped[int] = mapped_column(sa.ForeignKey("opportunities.id"), primary_key=True)
    found_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    not_relevant: Mapped[NotRelevant | None] = mapped_column(enum_of(NotRelevant, "alert_not_relevant"))


class AlertWatermark(Base):
    """One row: the newest search revision that every alert has been compared with."""

    __tablename__ = "alert_watermarks"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
