"""People and places that applying and hiring need: a home with a manager, a vacancy, a person who looks for work."""

from typing import NamedTuple

import pytest

from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import Vacancy
from careers.providers.models import Organisation
from careers.screening import queries
from careers.screening.commands import answer_question, begin_sittings
from careers.screening.queries import Person
from tests.client import PageClient
from tests.factories import Factory


class Home(NamedTuple):
    """An employer, who chooses there, and an advert with one post."""

    organisation: Organisation
    manager: User
    vacancy: Vacancy


@pytest.fixture
def home(make: Factory) -> Home:
    """Give Larkfield Care, which answers within 14 days, with its manager and a vacancy for one care assistant."""
    organisation = make.organisation(name="Larkfield Care")
    place = make.workplace(organisation, name="Rose Court")
    manager = make.manager(organisation)
    return Home(organisation, manager, make.vacancy(place, reference="V-7KQ3MX", value_keys=["cwp_respect"]))


@pytest.fixture
def amara(make: Factory) -> Candidate:
    """Give a person who looks for work."""
    return make.candidate(make.user(email="amara@example.com"))


@pytest.fixture
def as_amara(client: PageClient, amara: Candidate) -> PageClient:
    """Give a browser in which Amara is signed in."""
    return client.sign_in(amara.user)


@pytest.fixture
def as_manager(client: PageClient, home: Home) -> PageClient:
    """Give a browser in which the manager is signed in."""
    return client.sign_in(home.manager)


def answer_situations(user: User, vacancy: Vacancy) -> None:
    """Answer every situation of a vacancy's values with the best ratings there are."""
    person = Person(user.id)
    begin_sittings(person, vacancy.value_keys)
    for asked in queries.get_standing(person, vacancy.value_keys).asked:
        question = asked.question
        ratings = {response.key: round(response.key_rating) for response in question.responses}
        answer_question(person, question_key=question.key, version=question.version, ratings=ratings)
    db.session.commit()
