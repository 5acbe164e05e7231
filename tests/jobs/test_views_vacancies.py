"""An employer's adverts: the worklist, the list, one advert and its life. Today is Tuesday 24 November 2026."""

from datetime import date

import pytest

from careers.access import Role
from careers.accounts.models import User
from careers.database import db
from careers.jobs.models import CloseReason, OpportunityStatus, Vacancy
from careers.providers.models import Workplace
from tests.client import PageClient
from tests.connections import counted
from tests.factories import Factory

Status = OpportunityStatus


@pytest.fixture
def workplace(make: Factory) -> Workplace:
    return make.workplace(name="Rose Court")


@pytest.fixture
def manager(make: Factory, workplace: Workplace) -> User:
    return make.manager(workplace.organisation)


@pytest.fixture
def provider(client: PageClient, manager: User) -> PageClient:
    return client.sign_in(manager)


def status_of(vacancy: Vacancy) -> OpportunityStatus:
    return db.session.get_one(Vacancy, vacancy.id, populate_existing=True).status


def test_provider_home_says_what_needs_them_today(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    soon = make.vacancy(workplace, title="Night carer", closes_on=date(2026, 11, 30))
    make.vacancy(workplace, title="Cook", status=Status.DRAFT)
    make.vacancy(workplace, title="Driver", status=Status.IN_REVIEW)
    make.vacancy(title="Somebody else's")

    page = provider.get("/provider")

    assert "closes in 6 days" in page.text
    assert f'href="/provider/vacancies/{soon.reference}/applicants"' in page.text
    assert "a draft. Finish and publish it." in page.text
    assert "with the council. Nothing to do for you now." in page.text
    assert "Somebody else" not in page.text


def test_provider_home_without_anything_offers_the_next_step(client: PageClient, make: Factory) -> None:
    organisation = make.organisation(name="New Care")
    organisation.verified_at = organisation.verified_by = None
    db.session.commit()

    page = client.sign_in(make.manager(organisation)).get("/provider")

    assert "Add your first workplace" in page.text
    assert "The council has not checked New Care yet." in page.text
    assert "Nothing waits for you." in page.text


def test_list_vacancies(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    make.vacancy(workplace, title="Night carer", posts=3, posts_filled=1)
    make.vacancy(workplace, title="Cook", status=Status.DRAFT)

    page = provider.get("/provider/vacancies")

    for words in ("Night carer", "Live", "Tuesday 15 December 2026", "1 of 3", "Cook", "Draft", "Not published"):
        assert words in page.text


def test_lists_ask_the_database_the_same_number_of_questions_for_more_rows(
    provider: PageClient, make: Factory, workplace: Workplace
) -> None:
    def questions(path: str) -> int:
        with counted() as asked:
            provider.get(path)
        return len(asked)

    make.vacancy(workplace)
    before = [questions(path) for path in ("/provider", "/provider/vacancies")]
    for number in range(5):
        make.vacancy(make.workplace(workplace.organisation, name=f"Branch {number}"))

    assert [questions(path) for path in ("/provider", "/provider/vacancies")] == before


@pytest.mark.parametrize("status", [status for status in Status if status not in {Status.FULL, Status.FINISHED}])
def test_show_vacancy_in_each_status(provider: PageClient, make: Factory, workplace: Workplace, status: Status) -> None:
    vacancy = make.vacancy(workplace, status=status)

    page = provider.get(f"/provider/vacancies/{vacancy.reference}")

    assert page.status_code == 200
    for words, expected in (
        ("Check and publish", status is Status.DRAFT),
        ("/pause", status is Status.LIVE),
        ("/resume", status is Status.PAUSED),
        ("/close", status in {Status.LIVE, Status.PAUSED}),
        ("What and where", status not in {Status.CLOSED, Status.WITHDRAWN}),
        ("/applicants", status is not Status.DRAFT),
        ("Copy to a new vacancy", True),
    ):
        assert (words in page.text) is expected, words


def test_a_vacancy_is_paused_shown_again_and_closed(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    vacancy = make.vacancy(workplace)
    path = f"/provider/vacancies/{vacancy.reference}"

    provider.get(f"{path}/pause")
    assert status_of(vacancy) is Status.LIVE
    provider.post(f"{path}/pause")
    assert status_of(vacancy) is Status.PAUSED
    provider.get(f"{path}/resume")
    provider.post(f"{path}/resume")
    assert status_of(vacancy) is Status.LIVE
    page = provider.follow(provider.post(f"{path}/close", {"reason": "We have enough applications"}))

    assert "Vacancy closed." in page.text
    assert "We have enough applications" in page.text
    assert "by the employer" in page.text
    closed = db.session.get_one(Vacancy, vacancy.id)
    assert (closed.status, closed.close_reason) == (Status.CLOSED, CloseReason.PROVIDER)


def test_closing_asks_why(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    vacancy = make.vacancy(workplace)

    page = provider.post(f"/provider/vacancies/{vacancy.reference}/close", {})

    assert page.text.count("Choose why you are closing it") == 2
    assert status_of(vacancy) is Status.LIVE


def test_a_draft_cannot_be_paused(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    vacancy = make.vacancy(workplace, status=Status.DRAFT)

    page = provider.post(f"/provider/vacancies/{vacancy.reference}/pause")

    assert page.status_code == 409
    assert "This vacancy is a draft, so it cannot be paused." in page.text


@pytest.mark.parametrize("page", ["", "/pause", "/resume", "/close"])
def test_another_employers_vacancy_is_not_found(provider: PageClient, make: Factory, page: str) -> None:
    assert provider.get(f"/provider/vacancies/{make.vacancy().reference}{page}").status_code == 404


@pytest.mark.parametrize("action", ["pause", "resume", "close"])
def test_another_employers_vacancy_cannot_be_touched(provider: PageClient, make: Factory, action: str) -> None:
    vacancy = make.vacancy()

    answer = provider.post(f"/provider/vacancies/{vacancy.reference}/{action}", {"reason": "Another reason"})

    assert answer.status_code == 404
    assert status_of(vacancy) is Status.LIVE


def test_a_candidate_has_no_business_here(client: PageClient, make: Factory) -> None:
    assert client.sign_in(make.user(Role.CANDIDATE)).get("/provider/vacancies").status_code == 403
