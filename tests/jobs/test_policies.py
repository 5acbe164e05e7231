"""The rules of vacancies, on objects that never see a database. Today is Tuesday 24 November 2026."""

from datetime import date, datetime
from typing import Any

import pytest

from careers.errors import NotAllowed
from careers.jobs import policies
from careers.jobs.models import OpportunityKind, OpportunityStatus, PayPeriod, Sponsorship, Vacancy
from careers.providers.models import Organisation
from careers.reference.choices import Contract, Need

TODAY = date(2026, 11, 24)
Status = OpportunityStatus

ARROWS = {
    ("draft", "in review"),
    ("draft", "live"),
    ("draft", "withdrawn"),
    ("in review", "live"),
    ("in review", "withdrawn"),
    ("live", "paused"),
    ("live", "closed"),
    ("live", "withdrawn"),
    ("paused", "live"),
    ("paused", "closed"),
    ("paused", "withdrawn"),
}


def vacancy(**changes: Any) -> Vacancy:
    """Return an advert for two care workers that nothing is wrong with."""
    values: dict[str, Any] = {
        "organisation": Organisation(name="Larkfield Care", verified_at=datetime(2026, 1, 1), verified_by=1),  # noqa: DTZ001  never stored
        "status": Status.DRAFT,
        "kind": OpportunityKind.JOB,
        "title": "Care assistant",
        "role_code": 8,
        "service_code": 2,
        "posts": 2,
        "posts_filled": 0,
        "contract": Contract.PERMANENT,
        "standard_ref": None,
        "starts_on": date(2027, 1, 11),
        "closes_on": date(2026, 12, 15),
        "first_published_at": None,
        "patterns": ["days"],
        "hours_min_minutes": 1440,
        "hours_max_minutes": 1800,
        "pay_period": PayPeriod.HOUR,
        "pay_min_pence": 1290,
        "pay_max_pence": 1340,
        "youngest_age": 18,
        "description": "You will help people who live here have a good day.",
        "requirements": "",
        "training": "",
        "benefits": "",
        "driving": Need.NOT_NEEDED,
        "experience": Need.NOT_NEEDED,
        "sponsorship": Sponsorship.NONE,
        "value_keys": [],
    }
    return Vacancy(**values | changes)


def mended_at(**changes: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.sentence) for problem in policies.list_problems(vacancy(**changes), TODAY)]


@pytest.mark.parametrize("before", [status for status in Status if status not in {Status.FULL, Status.FINISHED}])
@pytest.mark.parametrize("after", [Status.IN_REVIEW, Status.LIVE, Status.PAUSED, Status.CLOSED, Status.WITHDRAWN])
def test_a_status_changes_only_along_the_arrows(before: Status, after: Status) -> None:
    advert = vacancy(status=before)

    if (before.value, after.value) in ARROWS:
        policies.check_can_move(advert, after)
    else:
        with pytest.raises(NotAllowed, match=r"^This vacancy is .*, so it cannot be "):
            policies.check_can_move(advert, after)


def test_a_good_advert_has_no_problem() -> None:
    assert mended_at() == []


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": ""}, "title", "Enter the job title"),
        ({"posts_filled": 2}, "posts", "Enter more than 2: that many posts are filled already"),
        (
            {"closes_on": date(2026, 11, 24)},
            "closes_on",
            "Enter a closing date between 25 November 2026 and 22 February 2027",
        ),
        (
            {"closes_on": date(2027, 2, 23), "starts_on": date(2027, 3, 1)},
            "closes_on",
            "Enter a closing date between 25 November 2026 and 22 February 2027",
        ),
        (
            {"starts_on": date(2026, 12, 1), "closes_on": date(2026, 12, 30)},
            "closes_on",
            "Enter a closing date at most 4 weeks after the work starts, or a later start date",
        ),
        (
            {"starts_on": date(2026, 11, 23)},
            "starts_on",
            "Enter a start date between 24 November 2026 and 24 November 2027",
        ),
        ({"hours_max_minutes": 0, "hours_min_minutes": 0}, "pay_min_pence", "Add the pay and the hours"),
        (
            {"hours_min_minutes": 0},
            "hours_min_minutes",
            "Enter the fewest hours a week. Only a zero hours contract may have none",
        ),
        ({"patterns": []}, "patterns", "Choose when the work is"),
        ({"unpaid_travel_minutes": 360}, "contact_minutes", "Enter the hours with people in a usual week"),
        ({"description": ""}, "description", "Describe the work"),
        (
            {"value_keys": ["cwp_respect", "cwp_kind_compassionate_empathetic", "x"]},
            "value_keys",
            "Choose up to 3 values from the list",
        ),
        ({"value_keys": ["cwp_respect", "cwp_respect"]}, "value_keys", "Choose up to 3 values from the list"),
        ({"contract": Contract.APPRENTICESHIP}, "standard_ref", "Choose the apprenticeship standard"),
    ],
)
def test_what_is_missing_is_named_at_its_field(changes: dict[str, Any], field: str, sentence: str) -> None:
    assert mended_at(**changes) == [(field, sentence)]


@pytest.mark.parametrize(
    ("changes", "is_allowed"),
    [
        ({"closes_on": date(2026, 11, 25)}, True),
        ({"closes_on": date(2027, 2, 22), "starts_on": date(2027, 3, 1)}, True),
        ({"closes_on": date(2026, 12, 29), "starts_on": date(2026, 12, 1)}, True),
        ({"closes_on": TODAY, "first_published_at": datetime(2026, 11, 1)}, True),  # noqa: DTZ001  never stored
        ({"closes_on": date(2026, 11, 23), "first_published_at": datetime(2026, 11, 1)}, False),  # noqa: DTZ001  never stored
        ({"contract": Contract.ZERO_HOURS, "hours_min_minutes": 0}, True),
        ({"contract": Contract.APPRENTICESHIP, "standard_ref": "ST0005"}, True),
        ({"value_keys": ["cwp_respect"]}, True),
    ],
)
def test_the_edges_of_the_rules(changes: dict[str, Any], is_allowed: bool) -> None:
    assert (mended_at(**changes) == []) is is_allowed


@pytest.mark.parametrize(
    ("changes", "is_lawful"),
    [
        ({"pay_min_pence": 1271}, True),
        ({"pay_min_pence": 1270}, False),
        ({"pay_min_pence": 1085, "youngest_age": 16}, False),  # people of 21 and over may apply too
        ({"pay_min_pence": 1270, "contract": Contract.APPRENTICESHIP, "standard_ref": "ST0005"}, True),
        ({"pay_min_pence": 799, "contract": Contract.APPRENTICESHIP, "standard_ref": "ST0005"}, False),
        # 37.5 hours x 52.142857 weeks x £12.71 = £24,852.59 a year
        ({"pay_period": PayPeriod.YEAR, "pay_min_pence": 2_485_300, "hours_max_minutes": 2250}, True),
        ({"pay_period": PayPeriod.YEAR, "pay_min_pence": 2_485_200, "hours_max_minutes": 2250}, False),
        # £15.25 x 30 / 36 = £12.708; £15.26 x 30 / 36 = £12.716
        ({"pay_min_pence": 1526, "contact_minutes": 1800, "unpaid_travel_minutes": 360}, True),
        ({"pay_min_pence": 1525, "contact_minutes": 1800, "unpaid_travel_minutes": 360}, False),
    ],
)
def test_pay_below_the_floor_is_refused(changes: dict[str, Any], is_lawful: bool) -> None:
    problems = mended_at(**{"pay_max_pence": 3_000_000} | changes)

    assert [field for field, _ in problems] == ([] if is_lawful else ["pay_min_pence"])


def test_the_refusal_shows_the_sum_of_a_home_care_advert() -> None:
    problems = mended_at(pay_min_pence=1280, contact_minutes=1800, unpaid_travel_minutes=360)

    assert len(problems) == 1
    assert "£10.67 an hour" in problems[0][1]
    assert "£12.71" in problems[0][1]


def test_an_apprenticeship_without_funding_is_refused_with_the_note() -> None:
    problems = mended_at(contract=Contract.APPRENTICESHIP, standard_ref="ST0007")

    assert problems == [
        (
            "standard_ref",
            "Lead practitioner in adult care has no funding for a start on 11 January 2027. There is no government "
            "funding for new starts from 1 September 2026. The employer can still pay for it. "
            "Choose another standard, or offer a job",
        )
    ]


def test_an_unknown_standard_is_refused() -> None:
    problems = mended_at(contract=Contract.APPRENTICESHIP, standard_ref="ST9999")

    assert problems == [("standard_ref", "We hold no standard ST9999. Choose one of the list")]


def test_wording_warns_and_does_not_block() -> None:
    advert = vacancy(description="We are a young team. You help people.")

    assert policies.list_problems(advert, TODAY) == []
    assert [warning.split(":")[0] for warning in policies.list_warnings(advert)] == ["“young”"]
    assert policies.list_review_reasons(advert) == []


def test_a_start_after_the_rates_we_hold_warns() -> None:
    warnings = policies.list_warnings(vacancy(starts_on=date(2027, 4, 5)))

    assert len(warnings) == 1
    assert "1 April 2027" in warnings[0]


def test_an_advert_that_asks_for_money_goes_to_review() -> None:
    reasons = policies.list_review_reasons(vacancy(benefits="There is a sponsorship fee of £2,000."))

    assert reasons == [
        "The advert says “sponsorship fee”. It speaks of a fee for sponsorship or a visa. "
        "Nobody may be asked to pay for a job."
    ]


def test_an_unchecked_employer_goes_to_review() -> None:
    advert = vacancy(organisation=Organisation(name="New Care", verified_at=None, verified_by=None))

    assert policies.list_review_reasons(advert) == ["The council has not checked this employer yet."]


def test_the_council_checks_the_employer_before_the_advert() -> None:
    advert = vacancy(status=Status.IN_REVIEW, organisation=Organisation(name="New Care", verified_at=None))

    with pytest.raises(NotAllowed, match="Check New Care first"):
        policies.check_can_approve(advert, TODAY)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.LIVE, Status.CLOSED])
def test_only_what_waits_can_be_approved(status: Status) -> None:
    with pytest.raises(NotAllowed, match="nothing to approve"):
        policies.check_can_approve(vacancy(status=status), TODAY)


@pytest.mark.parametrize(
    ("status", "can_change", "can_fill"),
    [
        (Status.DRAFT, True, False),
        (Status.IN_REVIEW, True, False),
        (Status.LIVE, True, True),
        (Status.PAUSED, True, True),
        (Status.CLOSED, False, True),
        (Status.WITHDRAWN, False, False),
    ],
)
def test_what_may_be_changed_and_filled(status: Status, can_change: bool, can_fill: bool) -> None:
    advert = vacancy(status=status)

    for check, is_allowed in ((policies.check_can_change, can_change), (policies.check_can_fill, can_fill)):
        if is_allowed:
            check(advert)
        else:
            with pytest.raises(NotAllowed):
                check(advert)


@pytest.mark.parametrize(("service_code", "expected"), [(8, True), (54, True), (2, False), (6, False)])
def test_people_travel_between_visits_in_services_at_home(service_code: int, expected: bool) -> None:
    assert policies.has_visits(service_code) is expected
