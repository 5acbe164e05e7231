"""Which job roles are near each other, by the career map's own steps."""

import pytest

from careers.pathways.near_roles import near_role_codes
from careers.reference.codes import job_roles

SENIOR, CARE_WORKER, NURSE = 7, 8, 16


def test_a_usual_step_is_near_in_both_directions() -> None:
    assert SENIOR in near_role_codes(CARE_WORKER)
    assert CARE_WORKER in near_role_codes(SENIOR)


def test_a_step_that_takes_years_of_study_is_not_near() -> None:
    assert NURSE not in near_role_codes(CARE_WORKER)


@pytest.mark.parametrize("code", [role.code for role in job_roles()])
def test_no_role_is_near_itself(code: int) -> None:
    assert code not in near_role_codes(code)


def test_a_code_that_no_role_has_is_near_nothing() -> None:
    assert near_role_codes(9999) == ()
