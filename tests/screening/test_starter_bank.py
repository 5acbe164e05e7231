"""The situations that are shipped: enough of them, easy to read, and not to be guessed without reading."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import fmean

import pytest

from careers.screening import bank
from careers.screening.bank import Question, Response, RoleFamily
from careers.screening.item_scores import Method, item_score
from careers.screening.scoring import STARTS
from tests.screening.plain_english import grade, sentences_of, syllables, words_of

VALUES = [value.key for value in bank.values()]
QUESTIONS = bank.read_questions(json.loads((bank.DATA / "questions.json").read_text("utf-8"))["questions"], VALUES)
RESPONSES = [response for question in QUESTIONS for response in question.responses]
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)

Habit = Callable[[Sequence[Response]], list[int]]


def is_good(response: Response) -> bool:
    return response.key_rating > bank.MIDDLE


def of_value(value_key: str) -> list[Question]:
    return [question for question in QUESTIONS if question.value_key == value_key]


def scores_of(habit: Habit, value_key: str) -> list[float]:
    """Return what somebody with a habit, who does not read, scores on each question of a value."""
    return [item_score([r.key_rating for r in q.responses], habit(q.responses)) for q in of_value(value_key)]


def always(rating: int) -> Habit:
    return lambda responses: [rating] * len(responses)


def in_turn(*ratings: int) -> Habit:
    return lambda responses: [ratings[place % len(ratings)] for place in range(len(responses))]


def by_length(*, longest: int, shortest: int) -> Habit:
    """Give the longest response one rating, the shortest another, and the rest what lies between."""

    def rate(responses: Sequence[Response]) -> list[int]:
        ordered = sorted(responses, key=lambda response: len(response.text))
        step = (longest - shortest) / (len(responses) - 1)
        return [round(shortest + step * ordered.index(response)) for response in responses]

    return rate


def by_words(pattern: str, *, found: int, other: int) -> Habit:
    return lambda responses: [found if re.search(pattern, r.text, re.IGNORECASE) else other for r in responses]


def test_the_readability_measure_agrees_with_grades_worked_out_by_hand() -> None:
    # 6 words in 1 sentence, 6 syllables: 0.39 x 6 + 11.8 x 1 - 15.59
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)
    # 8 words in 2 sentences, 13 syllables: 0.39 x 4 + 11.8 x 1.625 - 15.59
    assert grade('The manager asked, "Why?" Nobody had an answer.') == pytest.approx(5.145)
    assert grade("Organisations prioritise individualised interventions.") > 20


@pytest.mark.parametrize(
    ("word", "count"),
    [("make", 1), ("walked", 1), ("waited", 2), ("table", 2), ("houses", 2), ("times", 1), ("café", 2), ("the", 1),
     ("volunteers", 3), ("7am", 1), ("autistic", 3), ("breakfast", 2), ("everyone", 3)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("value_key", VALUES)
def test_each_value_has_five_situations_or_more_in_several_role_families(value_key: str) -> None:
    families = {question.role_family for question in of_value(value_key)}

    assert len(of_value(value_key)) >= 5
    assert len(families) >= 3
    assert RoleFamily.LEADERSHIP in families


@pytest.mark.parametrize("family", RoleFamily)
def test_each_role_family_has_several_situations_of_different_values(family: RoleFamily) -> None:
    values = Counter(question.value_key for question in QUESTIONS if question.role_family is family)

    assert values.total() >= 6
    assert len(values) >= 5


@each_question
def test_every_key_is_marked_as_not_yet_rated_by_experts(question: Question) -> None:
    assert question.key_source == "written by the service, not yet rated by experts"
    assert question.author == "The careers service"


@each_question
def test_a_situation_is_two_to_five_short_sentences_that_a_child_of_eleven_can_read(question: Question) -> None:
    sentences = sentences_of(question.situation)
    lengths = [len(words_of(sentence)) for sentence in sentences]

    assert 2 <= len(sentences) <= 5
    assert fmean(lengths) <= 15
    assert max(lengths) <= 20
    assert grade(question.situation) <= 6


@each_question
def test_the_responses_are_one_short_sentence_each_and_pull_both_ways(question: Question) -> None:
    texts = [response.text for response in question.responses]

    assert {is_good(response) for response in question.responses} == {True, False}
    assert len(set(texts)) == len(texts) in {4, 5}
    assert all(len(sentences_of(text)) == 1 and text.endswith(".") for text in texts)
    assert max(len(words_of(text)) for text in texts) <= 25
    assert grade(" ".join(texts)) <= 6.5
    assert all(round(response.key_rating, 1) == response.key_rating for response in question.responses)


def test_the_whole_bank_has_few_long_words() -> None:
    text = " ".join([question.situation for question in QUESTIONS] + [response.text for response in RESPONSES])
    words = words_of(text)

    assert sum(syllables(word) >= 3 for word in words) / len(words) <= 0.04
    assert grade(text) <= 5


@each_question
def test_the_address_of_a_question_does_not_name_its_value(question: Question) -> None:
    words = set(question.key.split("-"))
    value = bank.get_value(question.value_key)

    assert words.isdisjoint(re.findall(r"[a-z]+", f"{value.name} {value.key}".lower()))


def test_nobody_knows_beforehand_how_many_responses_there_are_or_how_many_are_good() -> None:
    sizes = Counter(len(question.responses) for question in QUESTIONS)
    good_ones = Counter(sum(map(is_good, question.responses)) for question in QUESTIONS)

    assert min(sizes[4], sizes[5]) >= 10
    assert good_ones.keys() >= {1, 2, 3}


@pytest.mark.parametrize("place", range(5))
def test_good_responses_stand_in_every_place(place: int) -> None:
    there = [question.responses[place] for question in QUESTIONS if len(question.responses) > place]

    assert 0.4 <= fmean(map(is_good, there)) <= 0.6


def test_good_and_poor_responses_are_about_as_long() -> None:
    good = fmean(len(response.text) for response in RESPONSES if is_good(response))
    poor = fmean(len(response.text) for response in RESPONSES if not is_good(response))
    longest = [max(question.responses, key=lambda response: len(response.text)) for question in QUESTIONS]
    shortest = [min(question.responses, key=lambda response: len(response.text)) for question in QUESTIONS]

    assert 0.95 <= good / poor <= 1.05
    assert 0.4 <= fmean(map(is_good, longest)) <= 0.6
    assert 0.4 <= fmean(map(is_good, shortest)) <= 0.6


@pytest.mark.parametrize("value_key", VALUES)
def test_ratings_nearest_to_the_key_are_a_clear_strength_in_any_question(value_key: str) -> None:
    scores = scores_of(lambda responses: [round(response.key_rating) for response in responses], value_key)

    assert min(scores) >= STARTS[Method.ABSOLUTE].clear + 0.05


@pytest.mark.parametrize("rating", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("value_key", VALUES)
def test_one_number_all_the_way_down_is_no_strength_whichever_three_questions_are_asked(
    value_key: str, rating: int
) -> None:
    three_highest = sorted(scores_of(always(rating), value_key))[-3:]

    assert fmean(three_highest) < STARTS[Method.ABSOLUTE].good


@pytest.mark.parametrize(
    "habit",
    [
        pytest.param(in_turn(5, 1), id="best and worst in turn"),
        pytest.param(in_turn(1, 5), id="worst and best in turn"),
        pytest.param(in_turn(4, 2), id="good and poor in turn"),
        pytest.param(in_turn(2, 4), id="poor and good in turn"),
        pytest.param(in_turn(5, 4, 3, 2, 1), id="down the scale"),
        pytest.param(in_turn(1, 2, 3, 4, 5), id="up the scale"),
        pytest.param(by_length(longest=5, shortest=1), id="the longest is best"),
        pytest.param(by_length(longest=1, shortest=5), id="the shortest is best"),
        pytest.param(by_length(longest=4, shortest=2), id="the longest is good"),
        pytest.param(by_length(longest=2, shortest=4), id="the shortest is good"),
        pytest.param(by_words(r"\bask", found=4, other=2), id="asking is good"),
        pytest.param(by_words(r"\bask", found=5, other=1), id="asking is best"),
        pytest.param(by_words("so that|because", found=2, other=4), id="a reason is an excuse"),
        pytest.param(by_words("so that|because", found=4, other=2), id="a reason is good"),
        pytest.param(by_words("would like", found=4, other=2), id="what they would like is good"),
        pytest.param(by_words(r"\btell|\bsay|\bexplain", found=4, other=2), id="telling is good"),
    ],
)
@pytest.mark.parametrize("value_key", VALUES)
def test_a_habit_in_place_of_reading_is_no_strength_in_any_value(value_key: str, habit: Habit) -> None:
    assert fmean(scores_of(habit, value_key)) < STARTS[Method.ABSOLUTE].good
