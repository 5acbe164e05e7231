"""The whole desk from real records: equality answers reach it as rounded counts only."""

from careers import clock
from careers.applications.models import ApplicationStatus
from careers.board.desk import Desk
from careers.board.models import ReviewKind
from careers.board.queries.desk import get_desk
from careers.database import db
from careers.equality.commands import keep_answers
from tests.applications.conftest import Home, home
from tests.board.takings import KEYS, answer_in_bulk
from tests.factories import Factory

__all__ = ["home"]

S = ApplicationStatus
AREA = ["E06000042"]


def desk() -> Desk:
    return get_desk(AREA, clock.now())


def apply(make: Factory, home: Home, sex: str, *statuses: ApplicationStatus) -> list[int]:
    """Let somebody new apply for each status, and say their sex; return their user ids."""
    people = []
    for status in statuses:
        application = make.application(home.vacancy, status=status)
        people.append(application.candidate.user_id)
        if sex:
            keep_answers(people[-1], {"sex": sex})
    db.session.commit()
    return people


def test_a_group_that_is_shortlisted_less_is_flagged_by_rounded_counts(make: Factory, home: Home) -> None:
    apply(make, home, "female", *[S.SHORTLISTED] * 33, *[S.SUBMITTED] * 7)
    apply(make, home, "male", *[S.SHORTLISTED] * 9, *[S.SUBMITTED] * 22)
    apply(make, home, "", *[S.SUBMITTED] * 9)

    found = desk()

    (sex,) = [group for group in found.groups if group.key == "sex"]
    women, men = sex.steps[0].groups[:2]
    assert (women.label, women.sat, women.passed, women.is_reference) == ("Female", 40, 35, True)
    assert (men.label, men.sat, men.passed, men.percent, men.is_flagged) == ("Male", 30, 10, 33, True)
    silent = sex.steps[0].groups[-1]
    assert (silent.label, silent.sat, silent.passed) == ("Did not say, or was not asked", 10, 0)
    assert not silent.is_compared
    assert {finding.subject for finding in found.findings} >= {"stage:sex:0-1"}
    (finding,) = [each for each in found.findings if each.subject == "stage:sex:0-1"]
    assert finding.title == "From screened to shortlisted, by sex"


def test_a_question_of_equality_that_nobody_answered_is_not_on_the_desk(make: Factory, home: Home) -> None:
    apply(make, home, "female", *[S.SUBMITTED] * 12)

    assert [group.key for group in desk().groups] == ["sex"]


def test_there_is_nothing_on_groups_before_anybody_has_answered(make: Factory, home: Home) -> None:
    apply(make, home, "", S.SUBMITTED)

    assert desk().groups == ()


def test_a_question_that_people_of_one_group_score_lower_on_is_flagged(make: Factory, home: Home) -> None:
    women = apply(make, home, "female", *[S.SUBMITTED] * 60)
    men = apply(make, home, "male", *[S.SUBMITTED] * 40)
    answer_in_bulk(100, user_ids=[*women, *men], lost=40)

    found = desk()

    biases = [finding for finding in found.findings if finding.kind is ReviewKind.BIAS]
    assert [finding.subject for finding in biases] == [f"bias:{KEYS[0]}:1:sex"]
    assert biases[0].figures[0].startswith("Male: about ")
    assert "lower than people of the group “Female”" in biases[0].figures[0]


def test_questions_that_treat_groups_alike_are_not_flagged(make: Factory, home: Home) -> None:
    women = apply(make, home, "female", *[S.SUBMITTED] * 60)
    men = apply(make, home, "male", *[S.SUBMITTED] * 40)
    answer_in_bulk(100, user_ids=[*women, *men])

    found = desk()

    assert found.bias_comparisons == 3
    assert found.biases == ()
