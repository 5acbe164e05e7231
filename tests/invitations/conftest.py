"""A care home that looks for somebody, and people in Bletchley whom employers may invite."""

from typing import NamedTuple

import pytest
import sqlalchemy as sa

from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import Vacancy
from careers.mail.models import OutboxMessage
from careers.providers.models import Organisation
from tests.client import PageClient
from tests.factories import Factory


class Home(NamedTuple):
    """An employer, who chooses there, and an advert with one post."""

    organisation: Organisation
    manager: User
    vacancy: Vacancy


@pytest.fixture
def home(make: Factory) -> Home:
    """Give Larkfield Care in Bletchley with its manager and the vacancy V-7KQ3MX."""
    organisation = make.organisation(name="Larkfield Care", slug="larkfield-care")
    place = make.workplace(organisation, name="Rose Court")
    manager = make.manager(organisation)
    manager.email = "manager@larkfield.example"
    return Home(organisation, manager, make.vacancy(place, reference="V-7KQ3MX", value_keys=["cwp_respect"]))


@pytest.fixture
def amara(make: Factory) -> Candidate:
    """Give Amara Okoye, whom employers may invite."""
    return make.findable(make.user(email="amara@example.com"))


@pytest.fixture
def people(make: Factory, amara: Candidate) -> list[Candidate]:
    """Give Amara and two others whom employers may invite."""
    return [amara, make.findable(first_name="Zoltan"), make.findable(first_name="Ngozi")]


@pytest.fixture
def as_amara(client: PageClient, amara: Candidate) -> PageClient:
    """Give a browser in which Amara is signed in."""
    return client.sign_in(amara.user)


@pytest.fixture
def as_manager(client: PageClient, home: Home) -> PageClient:
    """Give a browser in which the manager is signed in."""
    return client.sign_in(home.manager)


def keys_of_messages_to(email: str) -> list[str]:
    """Return the event of each message to an address, without its number, oldest first."""
    keys = db.session.scalars(
        sa.select(OutboxMessage.event_key).where(OutboxMessage.to_email == email).order_by(OutboxMessage.id)
    )
    return [key.partition(":")[0] for key in keys]
