"""Which group a person is counted in."""

import pytest

from careers.equality.groups import CHARACTERISTICS, LEFT_BLANK, NOT_ASKED, disability, group_of, groups_of
from careers.equality.questionnaire import PREFER_NOT, get_question
from tests.equality.conftest import SHEET

# GSS, "Measuring disability for the Equality Act 2010": disabled needs both parts, unknown where one is missing
EQUALITY_ACT = [
    ("yes", "a_lot", "disabled"),
    ("yes", "a_little", "disabled"),
    ("yes", "not_at_all", "not_disabled"),
    ("yes", "prefer_not_to_say", "unknown"),
    ("yes", "", "unknown"),
    ("no", "-", "not_disabled"),
    ("dont_know", "-", "unknown"),
    ("prefer_not_to_say", "-", "unknown"),
    ("", "-", "unknown"),
]


@pytest.mark.parametrize(("llhc", "activity", "expected"), EQUALITY_ACT)
def test_disability_is_worked_out_as_the_equality_act_measure_has_it(llhc: str, activity: str, expected: str) -> None:
    assert disability(llhc, activity) == expected


@pytest.mark.parametrize(
    ("characteristic", "answers", "expected"),
    [
        ("ethnicity_5", SHEET, "mixed"),
        ("ethnicity_5", {"ethnicity": "white_roma"}, "white"),
        ("ethnicity_5", {"ethnicity": "other_arab"}, "other"),
        ("ethnicity_5", {"ethnicity": "prefer_not_to_say"}, PREFER_NOT),
        ("ethnicity_5", {"ethnicity": ""}, LEFT_BLANK),
        ("ethnicity_5", {}, NOT_ASKED),
        ("age_band_3", {"age_band": "16_17"}, "under_25"),
        ("age_band_3", {"age_band": "45_54"}, "25_54"),
        ("age_band_3", SHEET, "55_plus"),
        ("sex", SHEET, PREFER_NOT),
        ("religion", SHEET, "buddhist"),
        ("unpaid_care", SHEET, "h_35_49"),
        ("disability_equality_act", SHEET, "disabled"),
        ("disability_equality_act", {"llhc": "no", "activity_restriction": "-"}, "not_disabled"),
        ("disability_equality_act", {"llhc": "dont_know", "activity_restriction": "-"}, "unknown"),
        ("disability_equality_act", {"llhc": "yes", "activity_restriction": ""}, LEFT_BLANK),
        ("disability_equality_act", {"llhc": "yes", "activity_restriction": "prefer_not_to_say"}, PREFER_NOT),
        ("disability_equality_act", {"llhc": "prefer_not_to_say", "activity_restriction": "-"}, PREFER_NOT),
        ("disability_equality_act", {}, NOT_ASKED),
    ],
)
def test_an_answer_puts_a_person_in_one_group(characteristic: str, answers: dict[str, str], expected: str) -> None:
    assert group_of(characteristic, answers) == expected


def test_every_answer_that_is_offered_leads_to_a_group_that_is_counted() -> None:
    for characteristic in CHARACTERISTICS:
        known = {group.key for group in groups_of(characteristic)}
        source = {"ethnicity_5": "ethnicity", "age_band_3": "age_band"}.get(characteristic, characteristic)
        codes = get_question(source).codes

        assert {group_of(characteristic, {source: code}) for code in codes if source != "disability_equality_act"} <= (
            known
        )


def test_those_who_did_not_say_are_counted_and_not_compared() -> None:
    assert [group.key for group in groups_of("sex") if not group.is_compared] == [PREFER_NOT, LEFT_BLANK, NOT_ASKED]
    assert [group.key for group in groups_of("sex") if group.is_compared] == ["female", "male"]
    assert "unknown" not in {g.key for g in groups_of("disability_equality_act") if g.is_compared}
