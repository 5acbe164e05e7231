"""Writing and publishing a vacancy through its pages. Today is Tuesday 24 November 2026."""

from typing import Any

import pytest
import sqlalchemy as sa

from careers.accounts.models import User
from careers.database import db
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.providers.models import Workplace
from careers.reference.choices import Contract, Need
from tests.client import PageClient
from tests.factories import Factory

JOB = {
    "title": "Care assistant, nights",
    "role_code": "8",
    "posts": "2",
    "contract": "permanent",
    "starts_on": ["11", "1", "2027"],
    "closes_on": ["15", "12", "2026"],
}
PAY = {
    "pay_period": "hour",
    "pay_min_pence": "12.90",
    "pay_max_pence": "13.40",
    "hours_min_minutes": "24",
    "hours_max_minutes": "37.5",
    "patterns": ["nights", "weekends"],
}
ABOUT = {"description": "You help people settle for the night.\nYou are there when they wake."}
PEOPLE = {
    "value_keys": ["cwp_respect", "cwp_honest_trustworthy_reliable"],
    "experience": "not needed",
    "driving": "not needed",
    "youngest_age": "18",
    "sponsorship": "none",
}


@pytest.fixture
def workplace(make: Factory) -> Workplace:
    return make.workplace(name="Rose Court")


@pytest.fixture
def manager(make: Factory, workplace: Workplace) -> User:
    return make.manager(workplace.organisation)


@pytest.fixture
def provider(client: PageClient, manager: User) -> PageClient:
    return client.sign_in(manager)


def draft(make: Factory, workplace: Workplace, **changes: Any) -> Vacancy:
    return make.vacancy(workplace, status=OpportunityStatus.DRAFT, first_published_at=None, **changes)


def the_vacancy() -> Vacancy:
    return db.session.scalars(sa.select(Vacancy)).one()


def test_a_vacancy_is_written_page_by_page_and_published(provider: PageClient, workplace: Workplace) -> None:
    page = provider.get("/provider/vacancies/new")
    assert "Page 1 of 4" in page.text

    answer = provider.post("/provider/vacancies/new", JOB | {"workplace_id": str(workplace.id)})
    reference = the_vacancy().reference
    assert answer.location == f"/provider/vacancies/{reference}/pay"
    for sent, step, following in (
        (PAY, "pay", "about"),
        (ABOUT, "about", "people"),
        (PEOPLE, "people", "preview"),
    ):
        provider.get(f"/provider/vacancies/{reference}/{step}")
        answer = provider.post(f"/provider/vacancies/{reference}/{step}", sent)
        assert answer.location == f"/provider/vacancies/{reference}/{following}"

    preview = provider.follow(answer)
    for words in (
        "£12.90 to £13.40 an hour",
        "about £25,200 a year at 37.5 hours",  # £12.90 x 37.5 x 52.142857 = £25,224
        "The legal minimum on the start date: £12.71 an hour",
        "You are there when they wake.",
        "Honest, trustworthy and reliable",
    ):
        assert words in preview.text
    done = provider.follow(provider.post(f"/provider/vacancies/{reference}/publish"))
    assert "Your vacancy is live." in done.text
    assert provider.get(f"/jobs/{reference}").status_code == 200

    vacancy = the_vacancy()
    assert (vacancy.status, vacancy.posts, vacancy.contract) == (OpportunityStatus.LIVE, 2, Contract.PERMANENT)
    assert (vacancy.pay_min_pence, vacancy.pay_max_pence) == (1290, 1340)
    assert (vacancy.hours_min_minutes, vacancy.hours_max_minutes) == (1440, 2250)
    assert vacancy.patterns == ["nights", "weekends"]
    assert vacancy.value_keys == ["cwp_respect", "cwp_honest_trustworthy_reliable"]
    assert (vacancy.experience, vacancy.driving) == (Need.NOT_NEEDED, Need.NOT_NEEDED)


def test_an_empty_first_page_names_everything_that_is_missing(provider: PageClient) -> None:
    page = provider.post("/provider/vacancies/new", {"title": " "})

    for sentence in (
        "Choose the workplace",
        "Enter the job title",
        "Choose the job role that is nearest",
        "Enter how many people you want to hire",
        "Choose the contract",
        "Enter when the work starts",
        "Enter the closing date",
    ):
        assert page.text.count(sentence) >= 2, sentence  # in the summary and at the field


def test_a_refused_page_keeps_what_was_typed(provider: PageClient, workplace: Workplace) -> None:
    sent = JOB | {"workplace_id": str(workplace.id), "closes_on": ["24", "11", "2026"]}

    page = provider.post("/provider/vacancies/new", sent)

    assert page.text.count("Enter a closing date between 25 November 2026 and 22 February 2027") == 2
    assert 'value="Care assistant, nights"' in page.text
    assert 'href="#closes_on-day"' in page.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Vacancy)) == 0


def test_somebody_elses_workplace_cannot_be_chosen(provider: PageClient, make: Factory) -> None:
    page = provider.post("/provider/vacancies/new", JOB | {"workplace_id": str(make.workplace().id)})

    assert "Not a valid choice" in page.text


def test_saving_for_later_leads_to_the_vacancy(provider: PageClient, workplace: Workplace) -> None:
    answer = provider.post("/provider/vacancies/new", JOB | {"workplace_id": str(workplace.id), "save_and_leave": "1"})

    page = provider.follow(answer)
    assert "Check and publish" in page.text
    assert page.text.count("To do") == 2  # pay and hours, about the work


def test_pay_below_the_floor_is_refused_at_the_field(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    vacancy = draft(make, workplace)

    page = provider.post(f"/provider/vacancies/{vacancy.reference}/pay", PAY | {"pay_min_pence": "12.70"})

    assert page.text.count("This pays £12.70 an hour. The legal minimum is £12.71.") == 2
    assert 'value="12.70"' in page.text
    assert the_vacancy().pay_min_pence == 1290


def test_home_care_shows_the_sum_with_travel(provider: PageClient, make: Factory, manager: User) -> None:
    branch = make.workplace(db.session.get_one(Workplace, 1).organisation, service_code=8)
    vacancy = draft(make, branch)
    path = f"/provider/vacancies/{vacancy.reference}/pay"
    sent = PAY | {"pay_min_pence": "12.80", "is_travel_paid": "no"}

    missing = provider.post(path, sent)
    assert missing.text.count("Enter the hours of visits") >= 2
    page = provider.post(path, sent | {"contact_minutes": "30", "unpaid_travel_minutes": "6"})
    assert "This pays £10.67 an hour once travel time is counted. The legal minimum is £12.71." in page.text
    paid = provider.post(path, sent | {"is_travel_paid": "yes", "contact_minutes": "30", "unpaid_travel_minutes": "6"})

    assert paid.status_code == 302
    kept = db.session.get_one(Vacancy, vacancy.id)
    assert (kept.pay_min_pence, kept.contact_minutes, kept.unpaid_travel_minutes) == (1280, None, None)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"pay_max_pence": "12"}, "Enter a highest pay that is not below the lowest"),
        ({"hours_max_minutes": "20"}, "Enter a most that is not below the fewest"),
        ({"hours_min_minutes": "0", "hours_max_minutes": ""}, "Enter the most hours a week"),
        ({"hours_min_minutes": "0"}, "Only a zero hours contract may have none"),
        ({"pay_min_pence": "competitive"}, "enter a sum in pounds, like 12.90 or 23,500"),
        ({"pay_min_pence": ""}, "Enter the pay"),
        ({"patterns": []}, "Choose when the work is"),
        ({"patterns": ["mornings"]}, "not a valid choice"),
    ],
)
def test_pay_and_hours_must_make_sense(
    provider: PageClient, make: Factory, workplace: Workplace, changes: dict[str, Any], sentence: str
) -> None:
    vacancy = draft(make, workplace)

    page = provider.post(f"/provider/vacancies/{vacancy.reference}/pay", PAY | changes)

    assert page.status_code == 200
    assert sentence in page.text


def test_text_keeps_to_its_length_and_shows_markup_as_text(
    provider: PageClient, make: Factory, workplace: Workplace
) -> None:
    path = f"/provider/vacancies/{draft(make, workplace).reference}/about"

    long = provider.post(path, {"description": "a" * 4001})
    assert "Use 4,000 characters or fewer. You have used 4,001" in long.text
    control = provider.post(path, {"description": "a\x00b"})
    assert "We took out signs that cannot be shown" in control.text
    preview = provider.post(path, {"description": "<script>alert(1)</script>"})

    assert preview.status_code == 302
    page = provider.get(f"/provider/vacancies/{the_vacancy().reference}/preview")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


def test_a_fourth_value_is_refused(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    keys = ["cwp_respect", "cwp_honest_trustworthy_reliable", "cwp_courageous_principled", "cwp_proud_positive"]

    page = provider.post(
        f"/provider/vacancies/{draft(make, workplace).reference}/people", PEOPLE | {"value_keys": keys}
    )

    assert "Choose up to 3" in page.text


def test_an_apprenticeship_without_funding_is_refused(
    provider: PageClient, make: Factory, workplace: Workplace
) -> None:
    vacancy = draft(make, workplace)
    sent = JOB | {"workplace_id": str(workplace.id), "contract": "apprenticeship"}

    page = provider.post(f"/provider/vacancies/{vacancy.reference}/job", sent | {"standard_ref": "ST0007"})
    assert "has no funding for a start on 11 January 2027" in page.text
    answer = provider.post(f"/provider/vacancies/{vacancy.reference}/job", sent | {"standard_ref": "ST0005"})

    assert answer.status_code == 302
    assert (the_vacancy().kind.value, the_vacancy().standard_ref) == ("apprenticeship", "ST0005")


def test_an_unfinished_draft_shows_what_to_mend(provider: PageClient, workplace: Workplace) -> None:
    provider.post("/provider/vacancies/new", JOB | {"workplace_id": str(workplace.id)})
    reference = the_vacancy().reference

    page = provider.get(f"/provider/vacancies/{reference}/preview")
    assert "Add the pay and the hours" in page.text
    assert "Publish this vacancy" not in page.text
    refused = provider.post(f"/provider/vacancies/{reference}/publish")

    assert refused.status_code == 409
    assert "Add the pay and the hours." in refused.text


def test_wording_warns_in_the_preview(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    vacancy = draft(make, workplace, requirements="You are a native speaker.")

    page = provider.get(f"/provider/vacancies/{vacancy.reference}/preview")

    assert "“native speaker”" in page.text
    assert "Publish this vacancy" in page.text


def test_an_advert_that_asks_for_money_is_sent_to_the_council(
    provider: PageClient, make: Factory, workplace: Workplace
) -> None:
    vacancy = draft(make, workplace, benefits="There is a joining fee of £20.")

    preview = provider.get(f"/provider/vacancies/{vacancy.reference}/preview")
    assert "Send it to the council" in preview.text
    page = provider.follow(provider.post(f"/provider/vacancies/{vacancy.reference}/publish"))

    assert "Sent to the council" in page.text
    assert provider.get(f"/jobs/{vacancy.reference}").status_code == 404


def test_a_live_vacancy_is_changed_in_place(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    vacancy = make.vacancy(workplace)
    path = f"/provider/vacancies/{vacancy.reference}/pay"

    assert "This vacancy is live." in provider.get(path).text
    answer = provider.post(path, PAY | {"pay_min_pence": "13.10"})

    assert answer.location == f"/provider/vacancies/{vacancy.reference}"
    assert "£13.10 to £13.40 an hour" in provider.get(f"/jobs/{vacancy.reference}").text


def test_an_earlier_vacancy_is_copied(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    old = make.vacancy(workplace, title="Cook", status=OpportunityStatus.CLOSED)

    assert f"Copy “Cook” at Rose Court ({old.reference})" in provider.get("/provider/vacancies/new").text
    page = provider.follow(provider.post(f"/provider/vacancies/{old.reference}/copy"))

    assert "Copied to a new draft." in page.text
    assert 'value="Cook"' in page.text


def test_without_a_workplace_the_next_step_is_to_add_one(client: PageClient, make: Factory) -> None:
    organisation = make.organisation()

    page = client.sign_in(make.manager(organisation)).get("/provider/vacancies/new")

    assert "Add a workplace first" in page.text


@pytest.mark.parametrize("step", ["job", "pay", "about", "people", "preview"])
def test_another_employers_vacancy_is_not_found(provider: PageClient, make: Factory, step: str) -> None:
    reference = make.vacancy().reference

    assert provider.get(f"/provider/vacancies/{reference}/{step}").status_code == 404


@pytest.mark.parametrize("action", ["publish", "copy"])
def test_another_employers_vacancy_cannot_be_acted_on(provider: PageClient, make: Factory, action: str) -> None:
    reference = make.vacancy().reference

    assert provider.post(f"/provider/vacancies/{reference}/{action}").status_code == 404


def test_a_closed_vacancy_has_no_pages_to_change(provider: PageClient, make: Factory, workplace: Workplace) -> None:
    vacancy = make.vacancy(workplace, status=OpportunityStatus.CLOSED)

    page = provider.get(f"/provider/vacancies/{vacancy.reference}/pay")

    assert page.status_code == 409
    assert "Copy it to a new one instead" in page.text
