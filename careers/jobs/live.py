"""The index of this process: loaded from the database, and brought up to date by one indexed question a request."""

import gc
import json
import multiprocessing
import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from multiprocessing.connection import Connection as PipeConnection
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

from careers import clock
from careers.database import ask, db, reading
from careers.geo.postcodes import rough_point
from careers.jobs.concepts import Signature
from careers.jobs.index import Entry, Index
from careers.jobs.models import Opportunity, OpportunityStatus, PayPeriod, Sponsorship, Vacancy
from careers.jobs.pay import hourly_equivalent
from careers.logs import get_log
from careers.providers.models import Organisation, OrganisationKind, Workplace
from careers.reference.choices import Need

ROWS_AT_ONCE = 5_000
FORKING = multiprocessing.get_context("fork")
NEEDS = {need.value: need for need in Need}

_Place = tuple[str, str, str, float, float, str]


@dataclass(slots=True)
class Live:
    """The index, the revision it is true for and until when; `is_current` unless the database did not answer."""

    index: Index
    revision: int
    true_at: datetime
    is_current: bool = True


_kept: WeakKeyDictionary[Engine, Live] = WeakKeyDictionary()
_keeping = Lock()


def live_now() -> Live:
    """Return the index of this process as of now, or as it was while the database cannot be reached.

    Raises OperationalError when the database is away and nothing was ever loaded.
    """
    engine = db.engine
    with _keeping:
        kept = _kept.get(engine)
        try:
            if kept is not None and _newest_revision() == kept.revision:
                kept.true_at = clock.now()
            else:
                kept = _kept[engine] = _brought_up_to_date(kept)
        except OperationalError:
            if kept is None:
                raise
            return Live(kept.index, kept.revision, kept.true_at, is_current=False)
        return kept


def live_index() -> Index:
    """Return the index of this process, as current as the database allows."""
    return live_now().index


def index_at(revision: int) -> Index:
    """Return the index without a question when it is true for the newest revision, which the caller has just read."""
    kept = _kept.get(db.engine)
    return kept.index if kept is not None and kept.revision == revision else live_index()


def load_before_forking(app: Flask) -> None:
    """Load the index in the process whose children will share it; each child opens connections of its own.

    It is built in a child of its own and handed over: reading so many adverts leaves memory full of holes, which end
    with that child. A database that does not answer stops nothing: the first request of each worker tries again. An
    application without a database has nothing to load.
    """
    if "sqlalchemy" not in app.extensions:
        return
    here, there = FORKING.Pipe(duplex=False)
    child = FORKING.Process(target=_load_and_hand_over, args=(app, there))
    child.start()
    there.close()
    try:
        live = pickle.loads(here.recv_bytes())  # noqa: S301  from our own child
    except (EOFError, OSError):
        get_log().error("the index was not loaded before the start")
        return
    with app.app_context():
        _kept[db.engine] = live
    child.join()


def _load_and_hand_over(app: Flask, pipe: PipeConnection) -> None:
    with app.app_context():
        pipe.send_bytes(pickle.dumps(live_now(), pickle.HIGHEST_PROTOCOL))


def list_live_entries(ids: Sequence[int]) -> list[Entry]:
    """Return what can be found now of some opportunities, with their text, which the index does not give back."""
    with reading() as connection:
        return list(_entries(connection, ids))


def forget_index() -> None:
    """Load the index afresh at the next search: after a backup was restored, or a test emptied the database."""
    _kept.pop(db.engine, None)


def _brought_up_to_date(kept: Live | None) -> Live:
    """Read what changed in one transaction, so that number and entries belong together."""
    now = clock.now()
    with reading() as connection:
        newest = connection.exec_driver_sql("SELECT number FROM search_revisions").scalar() or 0
        if kept is None or newest < kept.revision:
            with _collector_at_rest():
                return Live(Index(_entries(connection)), newest, now)
        _apply(connection, kept)
        return Live(kept.index, newest, now)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let nobody look for circles among so many new objects, which have none: that takes a tenth of the loading."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _newest_revision() -> int:
    row, _ = ask("SELECT number FROM search_revisions")
    return int(row[0]) if row else 0


def _apply(connection: Connection, kept: Live) -> None:
    base = Opportunity.__table__.c
    changed = connection.scalars(sa.select(base.id).where(base.revision > kept.revision)).all()
    shown = {entry.id: entry for entry in _entries(connection, changed)}
    for opportunity_id in changed:
        kept.index.drop(opportunity_id)
        if opportunity_id in shown:
            _put(kept.index, shown[opportunity_id])


def _put(index: Index, entry: Entry) -> None:
    """Add an entry; one that the index cannot take is left out and told of, so that it takes nobody's search away."""
    try:
        index.put(entry)
    except (ValueError, LookupError) as error:
        get_log().error("an advert was not indexed", exc_info=error, reference=entry.reference)


def _entries(connection: Connection, ids: Sequence[int] | None = None) -> Iterator[Entry]:
    """Read live opportunities, all of them or those of the given ids; of each workplace once where it is."""
    places: dict[int, _Place] = {}
    for rows in _adverts(connection, ids):
        places |= _places(connection, {row[0] for row in rows} - places.keys())
        for row in rows:
            yield _entry(row, places)


def _adverts(connection: Connection, ids: Sequence[int] | None) -> Iterator[Sequence[sa.Row[Any]]]:
    """Read the adverts, so many at once."""
    statement = _statement()
    if ids is None:
        yield from connection.execution_options(yield_per=ROWS_AT_ONCE).execute(statement).partitions()
        return
    for first in range(0, len(ids), ROWS_AT_ONCE):
        some = statement.where(Opportunity.__table__.c.id.in_(ids[first : first + ROWS_AT_ONCE]))
        yield connection.execute(some).all()


def _places(connection: Connection, ids: Iterable[int]) -> dict[int, _Place]:
    """Return employer, name, town, point and council of workplaces; where a person is the employer only roughly."""
    home = sa.case((Organisation.kind == OrganisationKind.INDIVIDUAL, Workplace.postcode))
    asked = (
        sa.select(
            Workplace.id, home, Organisation.name, Workplace.name, Workplace.town, Workplace.lat, Workplace.lon,
            Workplace.lad_code,
        )
        .join(Organisation.__table__, Organisation.id == Workplace.organisation_id)
        .where(Workplace.id.in_(ids))
    )  # fmt: skip
    places: dict[int, _Place] = {}
    for workplace_id, postcode, employer, name, town, lat, lon, lad_code in connection.execute(asked):
        if postcode is not None:
            name, (lat, lon) = "", rough_point(postcode, (lat, lon))
        places[workplace_id] = (employer, name, town, lat, lon, lad_code)
    return places


def _statement() -> sa.Select[*tuple[Any, ...]]:
    base, extra = Opportunity.__table__.c, Vacancy.__table__.c
    asked: tuple[Any, ...] = (
        base.workplace_id, base.id, base.organisation_id, base.reference, base.kind, base.title, base.role_code,
        base.service_code, sa.cast(base.patterns, sa.Text), base.hours_min_minutes, base.hours_max_minutes,
        base.starts_on, base.closes_on, sa.cast(base.value_keys, sa.Text), base.description, base.driving,
        base.experience, base.is_training_paid, base.first_published_at, base.training, extra.requirements,
        extra.contract, extra.pay_period, extra.pay_min_pence, extra.pay_max_pence, extra.has_guaranteed_hours,
        extra.sponsorship,
    )  # fmt: skip
    as_stored = [sa.type_coerce(each, sa.types.NullType) for each in asked]  # making types of so many takes a while
    return (
        sa.select(*as_stored)
        .select_from(Opportunity.__table__.outerjoin(Vacancy.__table__, base.id == extra.id))
        .where(base.status == OpportunityStatus.LIVE)
    )


def _entry(row: Any, places: dict[int, _Place]) -> Entry:
    (
        workplace_id, opportunity_id, organisation_id, reference, kind, title, role, service, patterns, hours_min,
        hours_max, starts_on, closes_on, values, description, driving, experience, is_training_paid, published_at,
        training, requirements, contract, period, pay_min, pay_max, guaranteed, sponsorship,
    ) = row  # fmt: skip
    return Entry(
        opportunity_id,
        organisation_id,
        reference,
        title,
        *places[workplace_id],
        _signature(
            kind, role, service, contract, patterns, driving, experience, is_training_paid, guaranteed, sponsorship
        ),
        _hourly(pay_min, period, hours_max),
        _hourly(pay_max, period, hours_max),
        hours_min,
        hours_max,
        _moment(published_at),
        _day(starts_on),
        _day(closes_on),
        _words(values),
        f"{description}. {training}. {requirements or ''}",
    )


@lru_cache(maxsize=20_000)
def _signature(
    kind: str,
    role: int,
    service: int,
    contract: str | None,
    patterns: str,
    driving: str,
    experience: str,
    is_training_paid: int,
    guaranteed: int | None,
    sponsorship: str | None,
) -> Signature:
    """Return the signature of what the database holds; many adverts have the same."""
    return Signature(
        kind,
        role,
        service,
        contract or "",
        _words(patterns),
        NEEDS[driving],
        NEEDS[experience],
        bool(is_training_paid),
        bool(guaranteed),
        sponsorship == Sponsorship.IN_COUNTRY,
    )


@lru_cache(maxsize=4_000)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a JSON list; there are few different ones."""
    return tuple(json.loads(text))


@lru_cache(maxsize=4_000)
def _day(stored: date | str) -> date:
    """Return a day as the driver gives it, or as SQLite writes it."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _moment(stored: datetime | str) -> datetime:
    """Return a moment in UTC as the driver gives it, or as SQLite writes it."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC) if isinstance(stored, str) else stored.astimezone(UTC)


@lru_cache(maxsize=20_000)
def _hourly(pence: int | None, period: str | None, weekly_minutes: int) -> int | None:
    if pence is None or period == PayPeriod.HOUR:
        return pence
    return round(hourly_equivalent(pence, weekly_minutes=weekly_minutes))
