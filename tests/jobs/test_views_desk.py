"""The council's desk: what waits, looking at a vacancy, approving it, taking it down."""

import pytest

from careers.access import Role
from careers.accounts.models import User
from careers.database import db
from careers.jobs.commands import change_vacancy
from careers.jobs.models import OpportunityStatus, Vacancy
from tests.client import PageClient
from tests.factories import Factory

Status = OpportunityStatus


@pytest.fixture
def officer(make: Factory) -> User:
    return make.user(Role.OFFICER)


@pytest.fixture
def council(client: PageClient, officer: User) -> PageClient:
    return client.sign_in(officer)


@pytest.fixture
def waiting(make: Factory) -> Vacancy:
    return make.vacancy(
        status=Status.IN_REVIEW,
        title="Live-in carer",
        benefits="There is a sponsorship fee.",
        review_note="The advert says “sponsorship fee”.",
        first_published_at=None,
    )


def status_of(vacancy: Vacancy) -> OpportunityStatus:
    return db.session.get_one(Vacancy, vacancy.id, populate_existing=True).status


def test_council_desk_counts_what_waits(council: PageClient, waiting: Vacancy, make: Factory) -> None:
    organisation = make.organisation()
    organisation.verified_at = organisation.verified_by = None
    db.session.commit()

    page = council.get("/council")

    assert "1 employer to check" in page.text
    assert "1 vacancy to look at" in page.text


def test_the_desk_says_when_nothing_waits(council: PageClient) -> None:
    assert "Nothing waits for you." in council.get("/council").text
    assert "No vacancy waits" in council.get("/council/vacancies").text


def test_a_waiting_vacancy_is_approved(council: PageClient, waiting: Vacancy) -> None:
    assert "The advert says “sponsorship fee”." in council.get("/council/vacancies").text
    page = council.get(f"/council/vacancies/{waiting.reference}")
    assert "Nobody may be asked to pay for a job." in page.text
    done = council.follow(council.post(f"/council/vacancies/{waiting.reference}/approve", {"events_seen": "0"}))

    assert "Approved. The vacancy is live" in done.text
    assert status_of(waiting) is Status.LIVE


def test_an_unchecked_employer_is_checked_first(council: PageClient, waiting: Vacancy) -> None:
    waiting.organisation.verified_at = waiting.organisation.verified_by = None
    db.session.commit()

    page = council.get(f"/council/vacancies/{waiting.reference}")
    assert "Check the employer first" in page.text
    assert "Approve and publish" not in page.text
    refused = council.post(f"/council/vacancies/{waiting.reference}/approve", {"events_seen": "0"})

    assert refused.status_code == 409
    assert status_of(waiting) is Status.IN_REVIEW


def test_what_the_employer_changed_after_the_officer_read_it_is_not_approved(
    council: PageClient, waiting: Vacancy, make: Factory
) -> None:
    page = council.get(f"/council/vacancies/{waiting.reference}")
    change_vacancy(waiting, by=make.manager(waiting.organisation), benefits="Pay us a sponsorship fee first.")
    db.session.commit()

    refused = council.post(f"/council/vacancies/{waiting.reference}/approve", {"events_seen": "0"})

    assert '<input type="hidden" name="events_seen" value="0">' in page.text
    assert refused.status_code == 409
    assert "changed this vacancy since you opened the page" in refused.text
    assert status_of(waiting) is Status.IN_REVIEW


def test_a_vacancy_is_taken_down_with_a_reason(council: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    path = f"/council/vacancies/{vacancy.reference}/withdraw"

    empty = council.post(path, {"reason": " "})
    assert empty.text.count("Enter the reason") == 2
    assert status_of(vacancy) is Status.LIVE
    council.follow(council.post(path, {"reason": "It asks people to pay for their checks."}))

    assert status_of(vacancy) is Status.WITHDRAWN
    assert "It asks people to pay for their checks." in council.get(f"/council/vacancies/{vacancy.reference}").text


def test_a_vacancy_is_found_by_its_reference(council: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(reference="V-7KQ3MX")

    answer = council.get("/council/vacancies?reference=v-7kq3mx")
    assert answer.location == f"/council/vacancies/{vacancy.reference}"
    page = council.get("/council/vacancies?reference=V-NONE22")

    assert "We have no vacancy with this reference." in page.text


def test_a_draft_is_nobodys_business(council: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(status=Status.DRAFT)

    assert council.get(f"/council/vacancies/{vacancy.reference}").status_code == 404


def test_an_employer_cannot_approve_its_own_vacancy(client: PageClient, waiting: Vacancy, make: Factory) -> None:
    client.sign_in(make.manager(waiting.organisation))

    assert client.post(f"/council/vacancies/{waiting.reference}/approve").status_code == 403
    assert status_of(waiting) is Status.IN_REVIEW
