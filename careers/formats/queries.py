"""Every read of requests to answer in another way, and of what was answered in writing."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from careers import clock
from careers.candidates.models import Candidate
from careers.database import db
from careers.formats.models import FormatRequest, FormatStatus, WrittenAnswer
from careers.screening import bank
from careers.screening import queries as screening
from careers.screening.policies import may_take_again_on
from careers.screening.queries import Asked, Person

OPEN = (FormatStatus.ASKED, FormatStatus.ARRANGED)


class Waiting(NamedTuple):
    """A request with the name of who asked, empty when they gave none."""

    request: FormatRequest
    name: str


def keys_or_all(value_keys: Collection[str]) -> list[str]:
    """Return value keys in the order of the values; all when none is named."""
    return [value.key for value in bank.values() if not value_keys or value.key in value_keys]


def find_open(user_id: int) -> FormatRequest | None:
    """Return a person's open request, or None."""
    return db.session.scalar(
        sa.select(FormatRequest).where(FormatRequest.user_id == user_id, FormatRequest.status.in_(OPEN))
    )


def find_latest(user_id: int, value_keys: Collection[str] = ()) -> FormatRequest | None:
    """Return a person's latest request about any of these values (all when none is named), or None."""
    wanted = set(keys_or_all(value_keys))
    return next((each for each in reversed(list_own(user_id)) if wanted & set(each.value_keys)), None)


def get_open(user_id: int) -> FormatRequest:
    """Return a person's open request, or raise NoResultFound."""
    request = find_open(user_id)
    if request is None:
        raise sa.exc.NoResultFound
    return request


def list_own(user_id: int) -> Sequence[FormatRequest]:
    """Return a person's requests, oldest first."""
    return db.session.scalars(
        sa.select(FormatRequest)
        .where(FormatRequest.user_id == user_id)
        .options(selectinload(FormatRequest.written))
        .order_by(FormatRequest.id)
    ).all()


def get_request(reference: str) -> FormatRequest:
    """Return any person's request, for an officer; or raise NoResultFound."""
    return db.session.scalars(
        sa.select(FormatRequest).where(FormatRequest.reference == reference).options(joinedload(FormatRequest.user))
    ).one()


def lock(request: FormatRequest) -> FormatRequest:
    """Return a request as it is now, held against other changes until the end of the transaction."""
    return db.session.scalars(
        sa.select(FormatRequest)
        .where(FormatRequest.id == request.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def list_open() -> list[Waiting]:
    """Return the open requests: those not yet arranged first, the longest waiting first."""
    return _with_names(
        sa.select(FormatRequest)
        .where(FormatRequest.status.in_(OPEN))
        .order_by(FormatRequest.status != FormatStatus.ASKED, FormatRequest.asked_at, FormatRequest.id)
    )


def list_ended(*, limit: int = 20) -> list[Waiting]:
    """Return the requests that ended last."""
    return _with_names(
        sa.select(FormatRequest)
        .where(FormatRequest.ended_at.is_not(None))
        .order_by(FormatRequest.ended_at.desc(), FormatRequest.id.desc())
        .limit(limit)
    )


def count_open() -> int:
    """Count the requests that are not at their end."""
    counted = sa.select(sa.func.count()).select_from(FormatRequest).where(FormatRequest.status.in_(OPEN))
    return db.session.scalars(counted).one()


def _with_names(statement: sa.Select[FormatRequest]) -> list[Waiting]:
    rows = db.session.execute(
        statement.add_columns(Candidate.first_name, Candidate.last_name)
        .outerjoin(Candidate, Candidate.user_id == FormatRequest.user_id)
        .options(joinedload(FormatRequest.user))
    )
    return [Waiting(request, f"{first or ''} {last or ''}".strip()) for request, first, last in rows]


def list_situations(request: FormatRequest) -> Sequence[Asked]:
    """Return what the person is asked about the values of a request and has not finished, with ratings so far.

    Nothing once the request is over: what the person answers after that is their own.
    """
    if not request.is_open:
        return ()
    return screening.get_standing(Person(request.user_id), request.value_keys).asked


def list_finished_values(request: FormatRequest) -> list[str]:
    """Return the values of a request whose situations the person has finished, on paper or on the pages."""
    completed = screening.get_standing(Person(request.user_id), request.value_keys).completed_at
    return [key for key in request.value_keys if key in completed]


def list_written(user_id: int, value_keys: Collection[str], *, until: datetime | None = None) -> Mapping[str, str]:
    """Return what a person has sent in writing about these values, by value key, the latest of each.

    Only what came with a request that is done, and ended until a moment when one is given.
    """
    query = (
        sa.select(WrittenAnswer)
        .join(WrittenAnswer.request)
        .where(
            FormatRequest.user_id == user_id,
            FormatRequest.status == FormatStatus.DONE,
            WrittenAnswer.value_key.in_(keys_or_all(value_keys)),
        )
        .order_by(WrittenAnswer.id)
    )
    if until is not None:
        query = query.where(FormatRequest.ended_at <= until)
    by_value = {answer.value_key: answer.text for answer in db.session.scalars(query)}
    return {key: by_value[key] for key in keys_or_all(()) if key in by_value}


def list_written_lately(user_id: int) -> Mapping[str, str]:
    """Return what a person wrote about any value that serves as long as ratings would, by value key."""
    months, today = screening.get_release().months_valid, clock.today()
    return {
        answer.value_key: answer.text
        for request in list_own(user_id)
        if request.status is FormatStatus.DONE and request.ended_at is not None
        if today < may_take_again_on(request.ended_at, months_valid=months)
        for answer in request.written
    }


def is_served(user_id: int, value_keys: Collection[str]) -> bool:
    """Say whether another way already covers some of these values and leaves no situations of the others to answer."""
    open_request = find_open(user_id)
    covered = {*(open_request.value_keys if open_request else ()), *list_written_lately(user_id)}
    wanted = keys_or_all(value_keys)
    others = [key for key in wanted if key not in covered]
    return bool(covered & set(wanted)) and (not others or not screening.count_left(user_id, others))
