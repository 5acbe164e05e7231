"""What can be answered, and which answer means nothing."""

import pytest

from careers.equality.policies import check_answers, check_can_answer, settle
from careers.equality.questionnaire import asked_questions
from careers.errors import NotAllowed
from tests.equality.conftest import SHEET


def test_who_has_sent_nothing_is_not_asked() -> None:
    check_can_answer(has_applied=True)
    with pytest.raises(NotAllowed, match="after you have sent an application"):
        check_can_answer(has_applied=False)


@pytest.mark.parametrize("answers", [{}, SHEET, {"religion": ""}, {"religion": "prefer_not_to_say"}])
def test_all_some_or_none_may_be_answered(answers: dict[str, str]) -> None:
    check_answers(answers, asked_questions())


@pytest.mark.parametrize(
    "forged",
    [
        {"religion": "jedi"},
        {"religion": "buddhist\nhindu"},
        {"religion": "-"},
        {"religion": "white_british"},
        {"gender_identity": "yes"},
        {"disability_equality_act": "disabled"},
        {"shoe_size": "43"},
        {"shoe_size": ""},
    ],
)
def test_what_is_not_offered_or_not_asked_is_refused(forged: dict[str, str]) -> None:
    with pytest.raises(NotAllowed, match="Nothing is saved"):
        check_answers(SHEET | forged, asked_questions())


def test_a_blank_is_kept_apart_from_preferring_not_to_say() -> None:
    settled = settle({"sex": "prefer_not_to_say", "religion": ""}, asked_questions())

    assert (settled["sex"], settled["religion"], settled["age_band"]) == ("prefer_not_to_say", "", "")


@pytest.mark.parametrize(
    ("llhc", "kept"), [("yes", "a_little"), ("no", "-"), ("dont_know", "-"), ("prefer_not_to_say", "-"), ("", "-")]
)
def test_whether_a_condition_limits_somebody_counts_only_if_they_have_one(llhc: str, kept: str) -> None:
    settled = settle(SHEET | {"llhc": llhc}, asked_questions())

    assert settled["activity_restriction"] == kept
