"""The score of a question, of a value, and its band."""

from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careers.screening import bank
from careers.screening.bank import Question, QuestionStatus, Response, RoleFamily
from careers.screening.scoring import Strength, item_score, question_score, score_values, strength_of

ratings_lists = st.lists(st.integers(1, 5), min_size=4, max_size=5)
keyed = st.lists(st.tuples(st.floats(1, 5), st.integers(1, 5)), min_size=1, max_size=5)


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


@pytest.mark.parametrize(
    ("keys", "ratings", "score"),
    [
        ((4.5, 1.5), (4, 2), 0.857),  # 1 - 1.0 / 7.0
        ((4.5, 1.5), (1, 5), 0.0),
        ((4.5, 1.5), (3, 3), 0.571),  # 1 - 3.0 / 7.0
        ((4.0, 2.0, 5.0, 1.0), (4, 2, 5, 1), 1.0),
        ((4.0, 2.0, 5.0, 1.0), (5, 2, 5, 1), 0.929),  # 1 - 1 / 14
        ((4.0, 2.0, 5.0, 1.0), (1, 5, 1, 5), 0.0),
    ],
)
def test_item_score_follows_the_formula(keys: tuple[float, ...], ratings: tuple[int, ...], score: float) -> None:
    assert item_score(keys, ratings) == pytest.approx(score, abs=0.0005)


def test_item_score_takes_the_length_of_the_scale() -> None:
    assert item_score([1, 7], [1, 4], scale_points=7) == pytest.approx(0.75)  # 1 - 3 / 12


@given(keyed)
def test_item_score_stays_between_0_and_1(pairs: list[tuple[float, int]]) -> None:
    keys, ratings = zip(*pairs, strict=True)

    assert 0 <= item_score(keys, ratings) <= 1


@given(ratings_lists)
def test_item_score_is_1_at_a_key_of_whole_numbers(keys: list[int]) -> None:
    assert item_score(keys, keys) == 1


@given(keyed)
def test_item_score_does_not_depend_on_the_order_of_the_responses(pairs: list[tuple[float, int]]) -> None:
    scores = {item_score(*zip(*order, strict=True)) for order in permutations(pairs)}

    assert len(scores) == 1


@given(keyed, st.data())
def test_a_rating_nearer_to_the_key_never_lowers_the_score(pairs: list[tuple[float, int]], data: st.DataObject) -> None:
    keys, ratings = (list(column) for column in zip(*pairs, strict=True))
    place = data.draw(st.integers(0, len(keys) - 1))
    nearer = data.draw(st.integers(1, 5))
    assume(abs(nearer - keys[place]) <= abs(ratings[place] - keys[place]))

    moved = [*ratings[:place], nearer, *ratings[place + 1 :]]

    assert item_score(keys, moved) >= item_score(keys, ratings)


@pytest.mark.parametrize(
    ("keys", "ratings"), [((), ()), ((4.5,), (4, 2)), ((4.5,), (0,)), ((4.5,), (6,)), ((5.5,), (5,))]
)
def test_item_score_refuses_what_is_off_the_scale_or_does_not_match(
    keys: tuple[float, ...], ratings: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match=r"rating|run from"):
        item_score(keys, ratings)


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


@pytest.mark.parametrize("rating", [1, 2, 3, 4, 5])
def test_one_number_all_the_way_down_is_no_strength_in_any_value(rating: int) -> None:
    answers = {q.key: {r.key: rating for r in q.responses} for q in bank.starter_questions()}

    scores = score_values(bank.starter_questions(), answers)

    assert {score.strength for score in scores.values()} == {Strength.TALK}


def test_a_person_who_agrees_with_the_key_in_whole_numbers_shows_every_strength() -> None:
    answers = {q.key: {r.key: round(r.key_rating) for r in q.responses} for q in bank.starter_questions()}

    scores = score_values(bank.starter_questions(), answers)

    assert len(scores) == 7
    assert {score.strength for score in scores.values()} == {Strength.CLEAR}
