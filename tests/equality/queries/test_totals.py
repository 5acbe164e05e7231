"""What the board may count: groups by stage, who said anything, who is in which group. Today is 24 November 2026."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careers.applications.commands import applying, hiring
from careers.applications.models import Application, ApplicationStatus
from careers.database import db
from careers.equality.commands import delete_answers, keep_answers, skip_questions
from careers.equality.counts import STAGES
from careers.equality.queries.totals import declaration_counts, list_positions, stage_counts
from tests.applications.conftest import Home
from tests.factories import Factory

S = ApplicationStatus
AREA = ["E06000042"]
PERIOD = {"start": date(2026, 11, 1), "end": date(2026, 11, 30), "area_codes": AREA}


def reached(characteristic: str, **changes: Any) -> dict[str, list[int]]:
    """Return the counts by stage of the groups of which there is anybody."""
    counts = stage_counts(characteristic, **(PERIOD | changes))
    rows = {row.group.key: [row.reached[stage] for stage in STAGES] for row in counts.rows}
    return {key: numbers for key, numbers in rows.items() if any(numbers)}


def applied(make: Factory, home: Home, answers: dict[str, str] | None, **changes: Any) -> Application:
    """Make an application of somebody new, with answers unless there are none to give."""
    application: Application = make.application(home.vacancy, **changes)
    if answers is not None:
        keep_answers(application.candidate.user_id, answers)
    db.session.commit()
    return application


def test_groups_are_counted_by_the_stage_they_came_to(make: Factory, home: Home) -> None:
    applied(make, home, {"sex": "female"}, status=S.INTERVIEW)
    applied(make, home, {"sex": "female"}, status=S.STARTED, started_on=date(2026, 11, 24))
    applied(make, home, {"sex": "male"})
    applied(make, home, {"sex": "prefer_not_to_say"}, status=S.SHORTLISTED)
    applied(make, home, {})
    applied(make, home, None, status=S.DECLINED)

    assert reached("sex") == {
        "female": [2, 2, 2, 1, 1],
        "male": [1, 0, 0, 0, 0],
        "prefer_not_to_say": [1, 1, 0, 0, 0],
        "left_blank": [1, 0, 0, 0, 0],
        "not_asked": [1, 1, 1, 1, 0],
    }


def test_an_application_that_ended_counts_at_the_stage_it_once_reached(make: Factory, home: Home) -> None:
    turned_down = applied(make, home, {"sex": "male"})
    hiring.shortlist_applicant(turned_down, by=home.manager)
    hiring.invite_applicant(turned_down, at=datetime(2026, 12, 1, 10, tzinfo=UTC), place="Rose Court", by=home.manager)
    hiring.turn_down_applicant(turned_down, reason="other", words="x", by=home.manager)
    withdrawn = applied(make, home, {"sex": "female"})
    applying.withdraw_application(withdrawn, reason="", by=withdrawn.candidate.user)
    db.session.commit()

    assert reached("sex") == {"male": [1, 1, 1, 0, 0], "female": [1, 0, 0, 0, 0]}


def test_only_what_was_sent_in_the_period_for_the_area_counts(make: Factory, home: Home) -> None:
    sex = {"sex": "male"}
    applied(make, home, sex, submitted_at=datetime(2026, 10, 31, 23, 59, tzinfo=UTC))
    applied(make, home, sex, submitted_at=datetime(2026, 11, 1, 0, 0, tzinfo=UTC))
    applied(make, home, sex, submitted_at=datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    applied(make, home, sex, submitted_at=datetime(2026, 12, 1, 0, 0, tzinfo=UTC))
    make.application(home.vacancy, status=S.DRAFT, submitted_at=None)

    assert reached("sex") == {"male": [2, 0, 0, 0, 0]}
    assert reached("sex", area_codes=["E06000055"]) == {}


def test_a_persons_answers_serve_each_of_their_applications(make: Factory, home: Home) -> None:
    first = applied(make, home, {"ethnicity": "asian_indian"})
    make.application(make.vacancy(), first.candidate)

    assert reached("ethnicity_5") == {"asian": [2, 0, 0, 0, 0]}


def test_deleted_answers_count_as_not_asked(make: Factory, home: Home) -> None:
    application = applied(make, home, {"sex": "male"})
    delete_answers(application.candidate.user, by=application.candidate.user)
    db.session.commit()

    assert reached("sex") == {"not_asked": [1, 0, 0, 0, 0]}


@pytest.mark.parametrize(
    ("characteristic", "answers", "group"),
    [
        ("disability_equality_act", {"llhc": "yes", "activity_restriction": "a_lot"}, "disabled"),
        ("disability_equality_act", {"llhc": "no", "activity_restriction": "a_lot"}, "not_disabled"),
        ("age_band_3", {"age_band": "65_plus"}, "55_plus"),
        ("religion", {"religion": "sikh"}, "sikh"),
        ("unpaid_care", {"unpaid_care": "no"}, "no"),
        ("sexual_orientation", {"sexual_orientation": "other"}, "other"),
    ],
)
def test_each_characteristic_is_counted_at_the_level_it_is_reported_at(
    make: Factory, home: Home, characteristic: str, answers: dict[str, str], group: str
) -> None:
    applied(make, home, answers)

    assert list(reached(characteristic)) == [group]


def test_who_said_anything_is_counted_once_a_person(make: Factory, home: Home) -> None:
    first = applied(make, home, {"sex": "male", "llhc": "yes", "activity_restriction": "a_lot"})
    make.application(make.vacancy(), first.candidate)
    applied(make, home, {"sex": "prefer_not_to_say", "llhc": "no"})
    skipper = applied(make, home, None)
    skip_questions(skipper.candidate.user_id)
    db.session.commit()
    applied(make, home, None)

    counts = {each.question: each for each in declaration_counts(**PERIOD)}

    sex, activity = counts["sex"], counts["activity_restriction"]
    assert (sex.answered, sex.preferred_not, sex.left_blank, sex.not_asked, sex.asked) == (1, 1, 1, 1, 3)
    assert (activity.answered, activity.not_asked, activity.asked) == (1, 3, 1)


def test_positions_put_each_of_the_given_people_in_one_group(make: Factory, home: Home) -> None:
    people = [
        applied(make, home, answers).candidate.user_id
        for answers in ({"sex": "male"}, {"sex": "female"}, None, {"sex": "male"})
    ]

    positions = list_positions([*people, people[1]], "sex")

    assert {key: found for key, found in positions.items() if found} == {
        "male": [0, 3],
        "female": [1, 4],
        "not_asked": [2],
    }
    assert list(positions) == ["female", "male", "prefer_not_to_say", "left_blank", "not_asked"]
