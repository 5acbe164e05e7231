"""How visits are made: asked of care at home only, checked against driving, shown on the advert, kept by a copy."""

import pytest

from careers.accounts.models import User
from careers.database import db
from careers.errors import BadInput
from careers.jobs import commands
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.providers.models import Workplace
from careers.reference.choices import Need, Rounds
from tests.client import PageClient
from tests.factories import Factory

CARE_AT_HOME, CARE_HOME = 8, 2
PEOPLE = {"experience": "not needed", "driving": "not needed", "youngest_age": "18", "sponsorship": "none"}


@pytest.fixture
def office(make: Factory) -> Workplace:
    return make.workplace(service_code=CARE_AT_HOME, bus_routes="Routes 4 and 6 stop 200 metres away.")


@pytest.fixture
def manager(make: Factory, office: Workplace) -> User:
    return make.manager(office.organisation)


@pytest.fixture
def draft(make: Factory, office: Workplace) -> Vacancy:
    return make.vacancy(office, status=OpportunityStatus.DRAFT, first_published_at=None)


def test_rounds_are_written_and_shown_on_the_advert(client: PageClient, manager: User, draft: Vacancy) -> None:
    client.sign_in(manager)
    address = f"/provider/vacancies/{draft.reference}/people"
    assert "How do people get from visit to visit?" in client.get(address).text

    client.post(address, PEOPLE | {"rounds": "walked"})
    db.session.refresh(draft)
    client.post(f"/provider/vacancies/{draft.reference}/publish")
    page = client.get(f"/jobs/{draft.reference}").text

    assert draft.rounds is Rounds.WALKED
    for words in ("Rounds walked", "From visit to visit", "On foot", "Routes 4 and 6 stop 200 metres away."):
        assert words in page


def test_it_may_vary(client: PageClient, manager: User, draft: Vacancy) -> None:
    draft.rounds = Rounds.CAR
    db.session.commit()

    client.sign_in(manager).post(f"/provider/vacancies/{draft.reference}/people", PEOPLE | {"rounds": ""})

    db.session.refresh(draft)
    assert draft.rounds is None


@pytest.mark.parametrize("rounds", ["walked", "by bike", "by public transport"])
def test_a_round_without_a_car_needs_no_driving(client: PageClient, manager: User, draft: Vacancy, rounds: str) -> None:
    address = f"/provider/vacancies/{draft.reference}/people"

    page = client.sign_in(manager).post(address, PEOPLE | {"rounds": rounds, "driving": "needed"}).text

    assert page.count("or say that driving is not needed") == 2  # in the summary and at the field
    assert 'href="#rounds' in page
    db.session.refresh(draft)
    assert (draft.rounds, draft.driving) == (None, Need.NOT_NEEDED)


def test_an_unknown_way_is_refused(client: PageClient, manager: User, draft: Vacancy) -> None:
    client.sign_in(manager).post(f"/provider/vacancies/{draft.reference}/people", PEOPLE | {"rounds": "by horse"})

    db.session.refresh(draft)
    assert draft.rounds is None


def test_a_care_home_is_not_asked(client: PageClient, make: Factory) -> None:
    home = make.workplace(service_code=CARE_HOME)
    draft = make.vacancy(home, status=OpportunityStatus.DRAFT, first_published_at=None)

    page = client.sign_in(make.manager(home.organisation)).get(f"/provider/vacancies/{draft.reference}/people")

    assert "visit to visit" not in page.text


def test_a_copy_keeps_the_rounds_and_a_move_to_a_care_home_drops_them(
    make: Factory, office: Workplace, manager: User, draft: Vacancy
) -> None:
    draft.rounds = Rounds.BIKE
    home = make.workplace(office.organisation, service_code=CARE_HOME)

    copy = commands.copy_vacancy(draft, by=manager)
    copied = copy.rounds
    commands.change_vacancy(copy, by=manager, workplace=home)

    assert (copied, copy.rounds) == (Rounds.BIKE, None)


def test_the_command_refuses_it_too(draft: Vacancy, manager: User) -> None:
    with pytest.raises(BadInput, match="driving is not needed"):
        commands.change_vacancy(draft, by=manager, driving=Need.NEEDED, rounds=Rounds.WALKED)
