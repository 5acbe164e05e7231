"""Every read of alerts. The long ones give plain rows: there may be a million alerts, and never one object for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from careers.accounts.models import User
from careers.alerts import policies
from careers.alerts.models import Alert, AlertAddress, AlertMatch, AlertStatus, AlertWatermark, Frequency
from careers.database import db
from careers.jobs.index import Entry, Index
from careers.jobs.models import Opportunity, SearchRevision
from careers.jobs.queries import list_live_entries, live_index

AlertRow = sa.Row[int, str, float | None, float | None, str, int]


@dataclass(frozen=True)
class News:
    """What can be found now and changed since the last look: the entries, and the revision of each by its id."""

    index: Index
    revisions: dict[int, int]
    newest: int


@dataclass(frozen=True)
class Standing:
    """An alert with what a list says about it."""

    alert: Alert
    found: int


def get_alert(alert_id: int | None) -> Alert:
    """Return an alert by its number, or raise NoResultFound."""
    return db.session.scalars(sa.select(Alert).where(Alert.id == alert_id)).one()


def lock_alert(alert_id: int | None) -> Alert:
    """Return an alert after waiting for whoever is changing it or another of its address, or raise NoResultFound."""
    owner = sa.select(Alert.address_id).where(Alert.id == alert_id).scalar_subquery()
    db.session.scalars(sa.select(AlertAddress).where(AlertAddress.id == owner).with_for_update()).one()
    return db.session.scalars(
        sa.select(Alert).where(Alert.id == alert_id).execution_options(populate_existing=True)
    ).one()


def get_address(address_id: int | None) -> AlertAddress:
    """Return an address by its number, or raise NoResultFound."""
    return db.session.scalars(sa.select(AlertAddress).where(AlertAddress.id == address_id)).one()


def find_address(email: str) -> AlertAddress | None:
    """Return the row of an address, or None when it has no alerts; keeps others from changing its alerts."""
    return db.session.scalar(sa.select(AlertAddress).where(AlertAddress.email == email).with_for_update())


def find_twin(address_id: int, search: str) -> Alert | None:
    """Return the alert of an address for a search, ended or not."""
    return db.session.scalar(sa.select(Alert).where(Alert.address_id == address_id, Alert.search == search))


def count_open(address_id: int) -> int:
    """Count the alerts of an address that have not ended."""
    statement = sa.select(sa.func.count()).where(Alert.address_id == address_id, Alert.status != AlertStatus.ENDED)
    return db.session.scalar(statement) or 0


def has_alert_on(address_id: int) -> bool:
    """Say whether an alert of an address is on."""
    statement = sa.select(sa.true()).where(Alert.address_id == address_id, Alert.status == AlertStatus.ON)
    return db.session.scalar(statement.limit(1)) is not None


def count_confirmations(address_id: int, on: date) -> int:
    """Count the messages of a day that asked an address to confirm."""
    statement = sa.select(sa.func.count()).where(Alert.address_id == address_id, Alert.confirm_sent_on == on)
    return db.session.scalar(statement) or 0


def when_refused(email: str) -> datetime | None:
    """Return when the owner of an address told their mail provider that they want nothing from us, if they did."""
    return db.session.scalar(sa.select(AlertAddress.refused_at).where(AlertAddress.email == email))


def list_alerts_of(email: str) -> Sequence[Standing]:
    """Return the alerts of an address with what each has found, those that are on first, then the newest first."""
    found = (
        sa.select(AlertMatch.alert_id, sa.func.count().label("found")).group_by(AlertMatch.alert_id).subquery("found")
    )
    rows = db.session.execute(
        sa.select(Alert, sa.func.coalesce(found.c.found, 0))
        .join(AlertAddress, AlertAddress.id == Alert.address_id)
        .outerjoin(found, found.c.alert_id == Alert.id)
        .where(AlertAddress.email == email)
        .order_by(Alert.status == AlertStatus.ENDED, Alert.id.desc())
    )
    return [Standing(alert, count) for alert, count in rows]


def list_found(alert_id: int, *, limit: int = 20) -> list[Entry]:
    """Return what an alert found and is still open, the newest finds first."""
    ids = db.session.scalars(
        sa.select(AlertMatch.opportunity_id)
        .where(AlertMatch.alert_id == alert_id, AlertMatch.not_relevant.is_(None))
        .order_by(AlertMatch.found_at.desc(), AlertMatch.opportunity_id.desc())
        .limit(limit)
    ).all()
    index = live_index()
    return [entry for opportunity_id in ids if (entry := index.get(opportunity_id)) is not None]


def get_found(alert_id: int, reference: str) -> Entry:
    """Return something that an alert found, by its reference, while the public can find it; raise NoResultFound."""
    opportunity_id = db.session.scalars(
        sa.select(AlertMatch.opportunity_id)
        .join(Opportunity, Opportunity.id == AlertMatch.opportunity_id)
        .where(AlertMatch.alert_id == alert_id, Opportunity.reference == reference)
    ).one()
    entry = live_index().get(opportunity_id)
    if entry is None:
        raise sa.exc.NoResultFound
    return entry


def list_unsent(alert_id: int) -> set[int]:
    """Return the opportunities that an alert found and has not told, but for those that were called no use."""
    return set(
        db.session.scalars(
            sa.select(AlertMatch.opportunity_id).where(
                AlertMatch.alert_id == alert_id, AlertMatch.sent_at.is_(None), AlertMatch.not_relevant.is_(None)
            )
        )
    )


def newest_revision() -> int:
    """Return the number of the newest change to what the public can find."""
    return db.session.scalar(sa.select(SearchRevision.number)) or 0


def read_news() -> News:
    """Return what became findable, or changed while it can be found, since every alert was last compared."""
    seen = db.session.scalar(sa.select(AlertWatermark.revision)) or 0
    newest = newest_revision()
    rows = db.session.execute(sa.select(Opportunity.id, Opportunity.revision).where(Opportunity.revision > seen))
    changed = {row.id: row.revision for row in rows}
    entries = list_live_entries(list(changed))
    return News(Index(entries), {entry.id: changed[entry.id] for entry in entries}, newest)


def list_on_after(alert_id: int, *, limit: int) -> Sequence[AlertRow]:
    """Return what matching needs of the alerts that are on, in the order of their numbers, after a number."""
    return db.session.execute(
        sa.select(Alert.id, Alert.search, Alert.lat, Alert.lon, Alert.area, Alert.since_revision)
        .where(Alert.status == AlertStatus.ON, Alert.id > alert_id)
        .order_by(Alert.id)
        .limit(limit)
    ).all()


def keep_on(alert_ids: Iterable[int]) -> set[int]:
    """Return which of some alerts are still on, and keep others from deleting them until the commit."""
    return set(
        db.session.scalars(
            sa.select(Alert.id)
            .where(Alert.id.in_(list(alert_ids)), Alert.status == AlertStatus.ON)
            .with_for_update(read=True, key_share=True)
        )
    )


def is_due(now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that a find of an alert is to be sent by now; what its owner called no use is not."""
    weekly = [
        sa.and_(
            Alert.frequency == Frequency.WEEKLY,
            Alert.weekday == weekday,
            AlertMatch.found_at < policies.due_before(Frequency.WEEKLY, weekday, now),
        )
        for weekday in range(7)
    ]
    others = [
        sa.and_(Alert.frequency == frequency, AlertMatch.found_at < policies.due_before(frequency, 0, now))
        for frequency in (Frequency.AT_ONCE, Frequency.DAILY)
    ]
    is_news = sa.and_(AlertMatch.sent_at.is_(None), AlertMatch.not_relevant.is_(None))
    return sa.and_(Alert.status == AlertStatus.ON, is_news, sa.or_(*others, *weekly))


def is_of_closed_account() -> sa.ColumnElement[bool]:
    """Return the condition that the account of an alert's owner was closed after they last wanted the alert."""
    closed = (
        sa.select(AlertAddress.id)
        .join(User, User.email == AlertAddress.email)
        .where(User.disabled_at.is_not(None), User.disabled_at >= Alert.wanted_at)
        .correlate(Alert)
    )
    return Alert.address_id.in_(closed)


def list_due_addresses(after: int, *, now: datetime, today: date, limit: int) -> Sequence[int]:
    """Return the addresses after a number to which something is due and that had no message today, in order."""
    return db.session.scalars(
        sa.select(Alert.address_id)
        .join(AlertMatch, AlertMatch.alert_id == Alert.id)
        .join(AlertAddress, AlertAddress.id == Alert.address_id)
        .where(is_due(now), Alert.address_id > after, _had_no_message(today))
        .distinct()
        .order_by(Alert.address_id)
        .limit(limit)
    ).all()


def list_addresses_to_ask(after: int, *, now: datetime, today: date, limit: int) -> Sequence[int]:
    """Return the addresses after a number with an alert that nobody has said they want for a year, in order."""
    return db.session.scalars(
        sa.select(Alert.address_id)
        .join(AlertAddress, AlertAddress.id == Alert.address_id)
        .where(is_to_be_asked(now), Alert.address_id > after, _had_no_message(today))
        .distinct()
        .order_by(Alert.address_id)
        .limit(limit)
    ).all()


def is_to_be_asked(now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that the owner of an alert is asked whether they still want it."""
    return sa.and_(
        Alert.status == AlertStatus.ON,
        Alert.wanted_at <= now - policies.STILL_WANTED_AFTER,
        Alert.asked_at.is_(None),
    )


def lock_address_without_message(address_id: int, today: date) -> AlertAddress | None:
    """Return an address that had no message today, kept from other senders until the commit; else None."""
    return db.session.scalar(
        sa.select(AlertAddress)
        .where(AlertAddress.id == address_id, _had_no_message(today))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def list_due(address_id: int, now: datetime) -> Sequence[tuple[AlertMatch, Alert]]:
    """Return what is to be sent to an address, the oldest alert first and the newest opportunities first."""
    rows = db.session.execute(
        sa.select(AlertMatch, Alert)
        .join(Alert, Alert.id == AlertMatch.alert_id)
        .where(Alert.address_id == address_id, is_due(now))
        .order_by(Alert.id, AlertMatch.opportunity_id.desc())
    )
    return [(match, alert) for match, alert in rows]


def list_to_ask(address_id: int, now: datetime) -> Sequence[Alert]:
    """Return the alerts of an address about which its owner is to be asked, the oldest first."""
    return db.session.scalars(
        sa.select(Alert).where(Alert.address_id == address_id, is_to_be_asked(now)).order_by(Alert.id)
    ).all()


def list_told(address_id: int, opportunity_ids: Iterable[int]) -> set[int]:
    """Return which of some opportunities an address was told of before, by any of its alerts."""
    return set(
        db.session.scalars(
            sa.select(AlertMatch.opportunity_id)
            .join(Alert, Alert.id == AlertMatch.alert_id)
            .where(
                Alert.address_id == address_id,
                AlertMatch.sent_at.is_not(None),
                AlertMatch.opportunity_id.in_(list(opportunity_ids)),
            )
        )
    )


def _had_no_message(today: date) -> sa.ColumnElement[bool]:
    return sa.or_(AlertAddress.mailed_on.is_(None), AlertAddress.mailed_on < today)
