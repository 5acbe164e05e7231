"""What a placement's advert may say, and where it may go. Today is 24 November 2026."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careers.errors import NotAllowed
from careers.jobs.models import OpportunityStatus
from careers.placements.models import Placement, Scheme
from careers.placements.policies import adverts as policies
from careers.providers.models import Organisation

TODAY = date(2026, 11, 24)
S = OpportunityStatus


def placement(**changes: Any) -> Placement:
    """Return four weeks of work experience that nothing is wrong with."""
    values: dict[str, Any] = {
        "title": "Work experience in a care home",
        "description": "You spend time with the people who live here and see what carers do.",
        "who_for": "People who have never worked in care.",
        "scheme": Scheme.WORK_EXPERIENCE,
        "places": 2,
        "places_taken": 0,
        "weeks": 4,
        "patterns": ["days"],
        "hours_min_minutes": 25 * 60,
        "hours_max_minutes": 30 * 60,
        "starts_on": date(2027, 1, 11),
        "closes_on": date(2026, 12, 20),
        "youngest_age": 16,
        "status": S.DRAFT,
        "first_published_at": None,
        "organisation": Organisation(name="Larkfield Care", verified_at=None),
    }
    return Placement(**(values | changes))


def problems(**changes: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.sentence) for problem in policies.list_problems(placement(**changes), TODAY)]


def test_a_finished_advert_has_no_problems() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": ""}),
        ("description", {"description": ""}),
        ("who_for", {"who_for": ""}),
        ("hours_min_minutes", {"hours_min_minutes": 0, "hours_max_minutes": 0}),
        ("weeks", {"weeks": 9}),
        ("hours_max_minutes", {"hours_max_minutes": 31 * 60}),
        ("places", {"places": 1, "places_taken": 2}),
        ("starts_on", {"starts_on": date(2026, 11, 23)}),
        ("starts_on", {"starts_on": date(2027, 11, 25)}),  # over a year ahead
        ("starts_on", {"starts_on": date.max, "first_published_at": datetime(2026, 10, 1, tzinfo=UTC)}),
        ("closes_on", {"closes_on": date(2026, 11, 23)}),
        ("closes_on", {"closes_on": date(2027, 5, 24)}),  # 181 days ahead
        ("patterns", {"patterns": ["nights"]}),
    ],
)
def test_what_is_missing_or_wrong_is_named_at_its_field(field: str, changes: dict[str, Any]) -> None:
    assert [name for name, _ in problems(**changes)] == [field]


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_on": TODAY, "closes_on": TODAY},
        {"starts_on": date(2027, 11, 24), "closes_on": date(2027, 5, 23)},
        {"patterns": ["nights"], "youngest_age": 18},
        {"places": 2, "places_taken": 2},
    ],
)
def test_the_last_thing_allowed_is_allowed(changes: dict[str, Any]) -> None:
    assert problems(**changes) == []


def test_people_under_18_may_do_forty_hours_a_week() -> None:
    trial = {"scheme": Scheme.WORK_TRIAL, "hours_max_minutes": 41 * 60}

    assert [name for name, _ in problems(**trial)] == ["hours_max_minutes"]
    assert problems(**trial, youngest_age=18) == []


def test_a_start_date_that_has_passed_is_no_problem_once_shown() -> None:
    shown = placement(starts_on=date(2026, 11, 1), first_published_at=datetime(2026, 10, 1, tzinfo=UTC))

    assert policies.list_problems(shown, TODAY) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You will give personal care in the mornings.", "personal care"),
        ("You help the residents to wash and dress.", "help the residents to wash"),
        ("You will assist people with dressing and breakfast.", "assist people with dressing"),
        ("You give medication at lunch.", "give medication"),
        ("We need you to cover shifts when carers are away.", "cover shifts"),
        ("You are on our rota three days a week.", "on our rota"),
        ("Two sleep-ins a week.", "sleep-ins"),
        ("There is no pay. You do waking nights.", "waking nights"),
    ],
)
def test_a_care_shift_cannot_be_volunteering(text: str, words: str) -> None:
    found = problems(scheme=Scheme.VOLUNTEERING, hours_min_minutes=240, hours_max_minutes=480, description=text)

    assert found == [
        (
            "description",
            f"“{words}” is work that a paid care worker does, so it cannot be volunteering. "
            "Take it out, or post it as a job",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "You will not give personal care.",
        "No personal care, no medication.",
        "You read to people, play games and walk in the garden.",
        "You help people to choose a dress for the party.",
        "You help to wash up after the coffee morning.",
        "You help people with washing up.",
    ],
)
def test_company_is_volunteering(text: str) -> None:
    hours = {"hours_min_minutes": 240, "hours_max_minutes": 480}

    assert problems(scheme=Scheme.VOLUNTEERING, description=text, **hours) == []


def test_volunteering_stops_at_sixteen_hours_by_our_own_rule() -> None:
    found = problems(scheme=Scheme.VOLUNTEERING, hours_min_minutes=60, hours_max_minutes=16 * 60 + 30)

    assert found[0][0] == "hours_max_minutes"
    assert "That is our own rule" in found[0][1]
    assert "post a job" in found[0][1]


def test_the_same_words_may_describe_a_student_placement() -> None:
    assert problems(scheme=Scheme.SOCIAL_WORK, description="You see how personal care is planned.") == []


def test_publishing_waits_for_the_council() -> None:
    with pytest.raises(NotAllowed, match="The council has not checked Larkfield Care yet"):
        policies.check_can_publish(placement(), TODAY)


def test_publishing_says_first_what_is_to_be_mended() -> None:
    with pytest.raises(NotAllowed, match=r"^Say who the placement is for\.$"):
        policies.check_can_publish(placement(who_for="", weeks=30), TODAY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (S.DRAFT, S.LIVE),
        (S.DRAFT, S.WITHDRAWN),
        (S.LIVE, S.FULL),
        (S.LIVE, S.FINISHED),
        (S.LIVE, S.WITHDRAWN),
        (S.FULL, S.LIVE),
        (S.FULL, S.FINISHED),
        (S.FULL, S.WITHDRAWN),
    ],
)
def test_the_arrows_of_a_placement(before: OpportunityStatus, after: OpportunityStatus) -> None:
    policies.check_can_move(placement(status=before), after)


def test_there_are_no_other_arrows() -> None:
    assert sum(len(targets) for targets in policies.MOVES.values()) == 8
    with pytest.raises(NotAllowed, match="This placement is closed, so it cannot be shown"):
        policies.check_can_move(placement(status=S.FINISHED), S.LIVE)


@pytest.mark.parametrize(("holding", "words"), [(1, "1 person has a place"), (3, "3 people have a place")])
def test_a_placement_with_people_is_not_taken_down(holding: int, words: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        policies.check_can_take_down(placement(status=S.LIVE), holding=holding)


@pytest.mark.parametrize(
    ("starts_on", "closes_on", "is_over"),
    [
        (date(2026, 10, 26), date(2026, 11, 1), True),  # four weeks later was 23 November
        (date(2026, 10, 27), date(2026, 11, 1), False),  # four weeks later is today
        (date(2026, 9, 1), TODAY, False),  # people can ask until tonight
    ],
)
def test_a_placement_is_over_when_nobody_new_can_come(starts_on: date, closes_on: date, is_over: bool) -> None:
    assert policies.is_over(placement(starts_on=starts_on, closes_on=closes_on), TODAY) is is_over
