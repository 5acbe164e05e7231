"""The score of a question and of a value, its error and its band."""

from dataclasses import replace
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.screening import bank
from careers.screening.bank import Question, QuestionStatus, Response, RoleFamily
from careers.screening.item_scores import Method, item_score, style_of
from careers.screening.scoring import (
    Strength,
    ValueScore,
    is_different,
    question_score,
    score_values,
    strength_of,
)

FULL = {"a": 4, "b": 2, "c": 5, "d": 1}
ratings_of_a_question = st.fixed_dictionaries({key: st.integers(1, 5) for key in "abcd"})


def question(key: str = "cold-tea", *, value: str = "cwp_respect", source: str = "starter key") -> Question:
    keys = {"a": 4.0, "b": 2.0, "c": 5.0, "d": 1.0}
    return Question(
        key=key,
        version=1,
        value_key=value,
        role_family=RoleFamily.ANY,
        situation="The tea is cold.",
        responses=tuple(Response(k, f"Do {k}.", rating) for k, rating in keys.items()),
        status=QuestionStatus.LIVE,
        author="A writer",
        key_source=source,
    )


def test_a_question_with_a_response_left_unrated_has_no_score() -> None:
    assert question_score(question(), {"a": 4, "b": 2, "c": 5, "d": 1}) == 1
    assert question_score(question(), {"a": 4, "b": 2, "c": 5}) is None
    assert question_score(question(), {}) is None


def test_a_value_score_is_the_mean_of_what_was_answered_and_unanswered_is_never_zero() -> None:
    questions = [
        question("one"),
        question("two"),
        question("three"),
        question("other", value="cwp_proud_positive"),
    ]
    answers = {"one": {"a": 4, "b": 2, "c": 5, "d": 1}, "two": {"a": 1, "b": 5, "c": 1, "d": 5}}

    scores = score_values(questions, answers)

    assert scores.keys() == {"cwp_respect"}
    assert scores["cwp_respect"].score == pytest.approx(0.5)  # (1 + 0) / 2; "three" is not in it
    assert scores["cwp_respect"].question_keys == ("one", "two")


def test_a_value_score_names_where_its_keys_came_from() -> None:
    questions = [question("one", source="starter key"), question("two", source="12 experts")]
    full = {"a": 4, "b": 2, "c": 5, "d": 1}

    score = score_values(questions, {"one": full, "two": full})["cwp_respect"]

    assert score.key_sources == ("12 experts", "starter key")


def test_nobody_answered_means_no_scores() -> None:
    assert score_values(bank.starter_questions(), {}) == {}


@pytest.mark.parametrize(
    ("score", "strength"),
    [
        (1.0, Strength.CLEAR),
        (0.80, Strength.CLEAR),
        (0.799, Strength.GOOD),
        (0.70, Strength.GOOD),
        (0.699, Strength.TALK),
        (0.0, Strength.TALK),
    ],
)
def test_strength_of(score: float, strength: Strength) -> None:
    assert strength_of(score) is strength


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("rating", [1, 2, 3, 4, 5])
def test_one_number_all_the_way_down_is_no_strength_in_any_value(rating: int, method: Method) -> None:
    answers = {q.key: {r.key: rating for r in q.responses} for q in bank.starter_questions()}

    scores = score_values(bank.starter_questions(), answers, method=method)

    assert {score.strength for score in scores.values()} == {Strength.TALK}


@pytest.mark.parametrize("method", [Method.ABSOLUTE, Method.SQUARED, Method.STANDARDISED])
def test_a_person_who_agrees_with_the_key_in_whole_numbers_shows_every_strength(method: Method) -> None:
    answers = {q.key: {r.key: round(r.key_rating) for r in q.responses} for q in bank.starter_questions()}

    scores = score_values(bank.starter_questions(), answers, method=method)

    assert len(scores) == 7
    assert {score.strength for score in scores.values()} == {Strength.CLEAR}


def a_score(score: float, error: float = 0.05, method: Method = Method.ABSOLUTE) -> ValueScore:
    return ValueScore("cwp_respect", score, error, ("one", "two"), ("starter key",), method)


def test_two_scores_within_their_errors_are_not_different() -> None:
    # 1.96 * sqrt(0.05^2 + 0.05^2) = 0.1386
    assert not is_different(a_score(0.80), a_score(0.67))
    assert is_different(a_score(0.80), a_score(0.66))
    assert is_different(a_score(0.66), a_score(0.80))


def test_scores_of_different_methods_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="methods"):
        is_different(a_score(0.8), a_score(0.2, method=Method.SQUARED))


@pytest.mark.parametrize(
    ("score", "error", "words"),
    [
        (0.89, 0.05, "a clear strength"),  # 0.89 - 0.082 reaches 0.80
        (0.88, 0.05, "probably a clear strength"),
        (0.79, 0.05, "a strength"),  # 0.79 - 0.082 reaches 0.70
        (0.78, 0.05, "probably a strength"),
        (0.69, 0.05, "worth talking about"),
        (0.10, 0.20, "worth talking about"),
    ],
)
def test_a_band_is_probable_until_the_error_leaves_it_standing(score: float, error: float, words: str) -> None:
    assert a_score(score, error).in_words == words


def test_bands_start_where_the_method_puts_them() -> None:
    assert strength_of(0.86, Method.SQUARED) is Strength.TALK
    assert strength_of(0.86, Method.ABSOLUTE) is Strength.CLEAR
    assert a_score(0.86, method=Method.SQUARED).strength is Strength.TALK


def test_a_response_without_a_key_is_asked_but_does_not_count() -> None:
    asked = question()
    unkeyed = replace(asked, responses=(*asked.responses[:3], replace(asked.responses[3], key_rating=nan)))

    assert question_score(unkeyed, {"a": 4, "b": 2, "c": 1}) == item_score((4.0, 2.0, 5.0), (4, 2, 1))
    assert question_score(unkeyed, {"a": 4, "b": 2, "d": 1}) is None


def test_a_question_of_which_nothing_counts_has_no_score() -> None:
    asked = question()
    unkeyed = replace(asked, responses=tuple(replace(response, key_rating=nan) for response in asked.responses))

    assert question_score(unkeyed, FULL) is None


@given(st.lists(ratings_of_a_question, min_size=1, max_size=5), st.sampled_from(Method))
def test_an_answer_left_out_widens_the_error_and_is_no_zero(answers: list[dict[str, int]], method: Method) -> None:
    questions = [question(str(number)) for number in range(len(answers) + 1)]
    given_answers = {str(number): ratings for number, ratings in enumerate(answers)}

    asked_more = score_values(questions, given_answers, method=method)["cwp_respect"]
    asked_as_much = score_values(questions[:-1], given_answers, method=method)["cwp_respect"]
    answered_more = score_values(questions, {**given_answers, str(len(answers)): FULL}, method=method)["cwp_respect"]

    assert asked_more == asked_as_much
    assert answered_more.standard_error < asked_more.standard_error
    assert asked_more.method is method


def test_a_value_score_carries_the_error_of_its_method() -> None:
    questions = [question(key) for key in ("one", "two", "three", "four")]

    scores = score_values(questions, {q.key: FULL for q in questions})

    assert scores["cwp_respect"].standard_error == pytest.approx(0.10 / 2)


def test_the_standardised_distance_takes_the_style_from_the_whole_sitting() -> None:
    questions = [question("one"), question("two"), question("unfinished")]
    answers = {
        "one": {"a": 5, "b": 3, "c": 5, "d": 2},
        "two": {"a": 4, "b": 4, "c": 4, "d": 4},
        "unfinished": {"a": 1},
    }
    style, key_style = style_of([5, 3, 5, 2, 4, 4, 4, 4]), style_of([4, 2, 5, 1] * 2)
    each = [
        item_score(
            (4, 2, 5, 1), list(answers[key].values()), method=Method.STANDARDISED, key_style=key_style, style=style
        )
        for key in ("one", "two")
    ]

    score = score_values(questions, answers, method=Method.STANDARDISED)["cwp_respect"]

    assert score.score == pytest.approx(sum(each) / 2)
