"""Everything that this service holds about a person up to their applications, as plain JSON types."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from careers.accounts.models import User
from careers.applications import queries
from careers.candidates.queries import find_candidate, list_looks, list_messages
from careers.database import Base
from careers.jobs import queries as jobs
from careers.screening import queries as screening

_INTERNAL = frozenset({"id", "user_id", "candidate_id", "vacancy_id", "organisation_id", "workplace_id"}) | frozenset(
    {"application_id", "recorded_by"}
)


def what_is_held(user: User) -> dict[str, Any]:
    """Return what is held about a person: each part a list or a record, dates in ISO 8601, sums in pence."""
    candidate = find_candidate(user.id)
    return {
        "account": {"email": user.email, "name": user.name, "made_at": user.created_at.isoformat()},
        "profile": _columns(candidate) if candidate else None,
        "applications": [
            {"job": application.vacancy.title, "employer": application.vacancy.organisation.name}
            | _columns(application)
            for application in queries.list_own(user.id)
        ],
        "work": _rows(queries.list_employments(candidate.id)) if candidate else [],
        "answers": _rows(screening.list_answers(user.id)),
        "saved": [hit.entry.reference for hit in jobs.list_saved(candidate.id)] if candidate else [],
        "looks": [{"at": look.at.isoformat(), "who": look.who, "what": look.what} for look in list_looks(user.id)],
        "messages": [
            {"subject": message.subject, "at": message.written_at.isoformat()} for message in list_messages(user.email)
        ],
    }


def _rows(things: Iterable[Base]) -> list[dict[str, Any]]:
    return [_columns(thing) for thing in things]


def _columns(thing: Base) -> dict[str, Any]:
    names = [column.key for column in sa.inspect(type(thing)).column_attrs if column.key not in _INTERNAL]
    return {name: _plain(getattr(thing, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
