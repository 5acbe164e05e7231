"""The files of questions and answers, and what is wrong with some."""

from pathlib import Path

import pytest

from careers.equality.questionnaire import (
    PREFER_NOT,
    QuestionnaireError,
    asked_questions,
    get_question,
    options_by_heading,
    read_questions,
    stored_questions,
)

QUESTIONS = "key,title,wording,hint,characteristic,is_asked,only_if,source,state\n"
OPTIONS = "question,code,label,reported_as,is_offered\n"


def test_every_question_asked_offers_to_say_nothing() -> None:
    assert [question.key for question in asked_questions()] == [
        *("ethnicity", "sex", "age_band", "llhc", "activity_restriction"),
        *("sexual_orientation", "religion", "unpaid_care"),
    ]
    assert all(question.offered[-1].code == PREFER_NOT for question in asked_questions())


def test_gender_identity_is_off_until_the_operator_decides_but_its_answers_could_be_found() -> None:
    assert "gender_identity" in {question.key for question in stored_questions()}
    assert not get_question("gender_identity").is_asked


def test_what_is_worked_out_and_what_belongs_to_an_application_is_never_asked() -> None:
    never = {"ethnicity_5", "age_band_3", "disability_equality_act", "interview_scheme", "adjustments_needed"}

    assert not never & {question.key for question in stored_questions()}


def test_the_nineteen_ethnic_groups_stand_under_five_headings() -> None:
    headings = options_by_heading(get_question("ethnicity"))

    assert [(heading, len(options)) for heading, options in headings] == [
        ("White", 5),
        ("Mixed or Multiple ethnic groups", 4),
        ("Asian or Asian British", 5),
        ("Black, Black British, Caribbean or African", 3),
        ("Other ethnic group", 2),
        ("", 1),
    ]


def test_other_questions_have_no_headings() -> None:
    assert [heading for heading, _ in options_by_heading(get_question("age_band"))] == [""]


@pytest.mark.parametrize(
    ("questions", "options", "fault"),
    [
        ("sex,Sex,What?,,sex,yes,,,\n", "sex,female,Female,,yes\n", "“prefer not to say” must be offered"),
        ("sex,Sex,What?,,sex,no,,,\n", "", "sex: each answer needs a code"),
        ("sex,Sex,What?,,sex,no,,,\n", "sex,a,A,,yes\nsex,a,B,,yes\n", "sex: each answer needs a code"),
        ("", "sex,female,Female,,yes\n", "answers to sex, and no such question"),
        (
            "sex,Sex,What?,,sex,yes,,,\n",
            "sex,female,Female,,yes\nsex,prefer_not_to_say,No,,no\n",
            "“prefer not to say” must be offered",
        ),
    ],
)
def test_files_that_cannot_be_used_are_refused(tmp_path: Path, questions: str, options: str, fault: str) -> None:
    (tmp_path / "questions.csv").write_text(QUESTIONS + questions)
    (tmp_path / "options.csv").write_text(OPTIONS + options)

    with pytest.raises(QuestionnaireError, match=fault):
        read_questions(tmp_path)
