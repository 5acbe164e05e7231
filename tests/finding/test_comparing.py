"""Two or three adverts side by side: every point in words, and which points differ."""

from datetime import date

from careers.finding.comparing import compare
from careers.jobs.models import Opportunity, OpportunityStatus, PayPeriod
from careers.providers.models import OrganisationKind
from careers.reference.choices import Contract, Need
from tests.factories import Factory

TODAY = date(2026, 11, 24)


def points(*opportunities: Opportunity, here: tuple[float, float] | None = None) -> dict[str, list[str]]:
    return {row.label: row.values for row in compare(opportunities, today=TODAY, here=here)}


def test_each_point_stands_in_the_order_of_the_adverts(make: Factory) -> None:
    home = make.workplace(make.organisation(name="Larkfield Care"), town="Bletchley")
    hourly = make.vacancy(home, driving=Need.NEEDED)
    yearly = make.vacancy(
        home, pay_period=PayPeriod.YEAR, pay_min_pence=2_600_000, pay_max_pence=2_800_000, has_guaranteed_hours=False,
        hours_min_minutes=40 * 60, hours_max_minutes=40 * 60, contract=Contract.FIXED_TERM, patterns=["nights"],
        is_training_paid=False,
    )  # fmt: skip
    placement = make.placement(home, weeks=1)

    said = points(hourly, yearly, placement)

    assert said["Open"] == ["Open", "Open", "Open"]
    assert said["Employer"] == ["Larkfield Care"] * 3
    # £26,000 ÷ (40 hours × 52.14 weeks) = £12.47
    assert said["Pay an hour"] == ["£12.90 to £13.40 an hour", "About £12.47 an hour", "Unpaid"]
    # £12.90 × 30 hours × 52.14 weeks = £20,179
    assert said["Pay a year"] == ["About £20,200 a year at 30 hours", "£26,000 to £28,000 a year", "Unpaid"]
    assert said["Hours"] == ["24 to 30 hours a week", "40 hours a week", "24 to 30 hours a week"]
    assert said["When"] == ["Days, weekends", "Nights", "Days, weekends"]
    assert said["Contract"] == [
        "Permanent, guaranteed hours",
        "Fixed term, hours not guaranteed",
        "Placement, 1 week",
    ]
    assert said["Driving"] == ["You need to drive", "Not needed", "Not needed"]
    assert said["Training"] == ["Paid", "Ask the employer", "Paid"]
    assert "Distance" not in said


def test_a_year_without_sure_hours_depends_on_them(make: Factory) -> None:
    bank = make.vacancy(hours_min_minutes=0, hours_max_minutes=2250)

    assert points(bank)["Pay a year"] == ["Depends on the hours"]


def test_distance_is_there_when_a_place_is_known(make: Factory) -> None:
    near = make.vacancy(make.workplace(lat=51.9927, lon=-0.7486))
    far = make.vacancy(make.workplace(lat=52.136, lon=-0.468))

    said = points(near, far, here=(51.9927, -0.7486))

    assert said["Distance"] == ["Less than half a mile", "About 15 miles"]


def test_the_distance_of_a_persons_home_is_that_of_its_outcode(make: Factory) -> None:
    person = make.organisation(kind=OrganisationKind.INDIVIDUAL)
    homes = [make.workplace(person, lat=lat, lon=-0.7486) for lat in (51.9927, 52.2)]

    said = points(*map(make.vacancy, homes), here=(52.2, -0.7486))

    assert len(set(said["Distance"])) == 1


def test_a_point_differs_when_not_all_say_the_same(make: Factory) -> None:
    home = make.workplace()
    closed = make.vacancy(home, status=OpportunityStatus.CLOSED)

    rows = compare([make.vacancy(home), closed], today=TODAY)

    assert [row.label for row in rows if row.differs] == ["Open"]
    assert rows[0].values == ["Open", "Closed"]


def test_nothing_to_compare_has_no_points() -> None:
    assert compare([], today=TODAY) == []
