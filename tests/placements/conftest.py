"""A care home that offers a placement, a person who looks for work, an adviser, and a way to act at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from flask import Flask

from careers.access import Role
from careers.accounts.models import User
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db, writing
from careers.errors import Conflict
from careers.mail.models import OutboxMessage
from careers.placements.models import Placement
from careers.providers.models import Organisation
from tests.client import PageClient
from tests.connections import counted
from tests.factories import Factory


class Home(NamedTuple):
    """A provider, who decides there, and a placement with two places."""

    organisation: Organisation
    manager: User
    placement: Placement


@pytest.fixture
def home(make: Factory) -> Home:
    """Give Larkfield Care, which answers within 14 days, with its manager and four weeks of work experience."""
    organisation = make.organisation(name="Larkfield Care", slug="larkfield-care")
    place = make.workplace(organisation, name="Rose Court")
    manager = make.user(Role.PROVIDER_MANAGER, organisation_id=organisation.id, email="manager@larkfield.example")
    placement = make.placement(
        place, reference="P-7KQ3MX", who_for="People who have never worked in care.", expenses="Bus fares"
    )
    return Home(organisation, manager, placement)


@pytest.fixture
def amara(make: Factory) -> Candidate:
    """Give Amara Okoye, who looks for work."""
    return make.candidate(make.user(email="amara@example.com"))


@pytest.fixture
def adviser(make: Factory) -> User:
    """Give Priya Nair of Bletchley Jobcentre."""
    return make.user(Role.ADVISER, email="priya@jobcentre.example", name="Priya Nair", office="Bletchley Jobcentre")


@pytest.fixture
def as_amara(client: PageClient, amara: Candidate) -> PageClient:
    """Give a browser in which Amara is signed in."""
    return client.sign_in(amara.user)


@pytest.fixture
def as_manager(client: PageClient, home: Home) -> PageClient:
    """Give a browser in which the manager is signed in."""
    return client.sign_in(home.manager)


@pytest.fixture
def as_adviser(client: PageClient, adviser: User) -> PageClient:
    """Give a browser in which the adviser is signed in."""
    return client.sign_in(adviser)


def audit_of(subject_type: str, subject_id: int) -> list[tuple[str, str | None, str | None]]:
    """Return what was noted of one record, in order: action, status before, status after."""
    events = db.session.scalars(
        sa.select(AuditEvent)
        .where(AuditEvent.subject_type == subject_type, AuditEvent.subject_id == subject_id)
        .order_by(AuditEvent.id)
    )
    return [(event.action, event.from_status, event.to_status) for event in events]


def messages_to(email: str) -> list[str]:
    """Return the messages to an address by their templates, in order."""
    found = sa.select(OutboxMessage.template).where(OutboxMessage.to_email == email).order_by(OutboxMessage.id)
    return [template.removeprefix("placements/") for template in db.session.scalars(found)]


def told_about(referral_id: int) -> list[str]:
    """Return what went back to an adviser about a referral, in order."""
    found = sa.select(AuditEvent.reason).where(
        AuditEvent.action == "referral.told adviser", AuditEvent.subject_id == referral_id
    )
    return list(db.session.scalars(found.order_by(AuditEvent.id)))


def two_at_once(app: Flask, act: Callable[[Any], Any], first: Any, second: Any) -> list[str]:
    """Do the same with two things at the same moment, each on a connection of its own; return what became of each."""
    db.session.commit()  # the test's own transaction must not be in the way
    together = Barrier(2)

    def run(thing: Any) -> str:
        with app.app_context(), writing():
            together.wait()
            try:
                act(thing)
                db.session.commit()
            except Conflict as refusal:
                db.session.rollback()
                return f"refused: {refusal}"
            finally:
                db.session.remove()
            return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, (first, second)))


def count_questions(client: PageClient, user: User, path: str) -> int:
    """Return how many statements a page sends to the database when a user opens it afresh."""
    client.sign_in(user)
    db.session.commit()
    with counted() as asked:
        assert client.get(path).status_code == 200
    return len(asked)
