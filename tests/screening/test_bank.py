"""The shipped values and questions, and what a bank is refused for."""

import re
from collections import Counter
from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound

from careers.screening import bank
from careers.screening.bank import BankError, RoleFamily

VALUE_KEYS = ("cwp_respect",)


def item(key: str = "cold-tea", **changes: Any) -> dict[str, Any]:
    ratings = {"a": 4.5, "b": 1.5, "c": 4.0, "d": 2.0}
    responses = [{"key": k, "text": f"Do {k}.", "key_rating": rating} for k, rating in ratings.items()]
    values = {
        "key": key,
        "version": 1,
        "value": "cwp_respect",
        "role_family": "any",
        "situation": "The tea is cold.",
        "responses": responses,
        "status": "live",
        "author": "A writer",
        "key_source": "written by the service",
    }
    return values | changes


def rated(*ratings: float) -> list[dict[str, Any]]:
    return [{"key": str(n), "text": "Do it.", "key_rating": rating} for n, rating in enumerate(ratings)]


def test_the_scored_set_is_the_seven_values_of_the_care_workforce_pathway() -> None:
    names = [value.name for value in bank.values()]

    assert names == [
        "Kind, compassionate and empathetic",
        "Honest, trustworthy and reliable",
        "Respect",
        "Courageous and principled",
        "See the whole person",
        "Flexible, open and learning",
        "Proud and positive",
    ]


def test_every_value_of_another_set_is_shown_once_under_a_scored_value() -> None:
    related = [name for value in bank.values() for name in value.related]

    assert len(related) == len(set(related)) == 10
    assert bank.get_value("cwp_courageous_principled").related == ("Courage",)


def test_a_value_of_another_set_must_map_to_a_scored_one() -> None:
    rows = [{"key": "sixc_courage", "name": "Courage", "maps_to": "cwp_bold"}]

    with pytest.raises(BankError, match="sixc_courage maps to 'cwp_bold'"):
        bank.read_values(rows)


def test_the_starter_bank_has_three_situations_a_value_over_every_role_family() -> None:
    questions = bank.starter_questions()

    assert Counter(question.value_key for question in questions) == {value.key: 3 for value in bank.values()}
    assert {question.role_family for question in questions} == set(RoleFamily) - {RoleFamily.LEADERSHIP}


@pytest.mark.parametrize("question", bank.starter_questions(), ids=lambda question: question.key)
def test_a_situation_is_short_and_its_responses_pull_both_ways(question: bank.Question) -> None:
    sentences = re.findall(r"[.?!]\"?(?:\s|$)", question.situation)
    above = [response for response in question.responses if response.key_rating > 3]
    longest = max(len(response.text.split()) for response in question.responses)

    assert 2 <= len(sentences) <= 5
    assert len(above) == len(question.responses) / 2
    assert longest <= 20
    assert question.key_source == "written by the service, not yet rated by experts"


def test_the_better_responses_are_not_told_by_their_place_or_their_length() -> None:
    responses = [(place, r) for q in bank.starter_questions() for place, r in enumerate(q.responses)]
    better = [(place, len(r.text)) for place, r in responses if r.key_rating > 3]
    other = [len(r.text) for _, r in responses if r.key_rating < 3]

    better_length = sum(length for _, length in better) / len(better)
    assert better_length / (sum(other) / len(other)) < 1.2
    for place in range(4):
        assert 5 <= sum(1 for where, _ in better if where == place) <= 16


@pytest.mark.parametrize("question", bank.starter_questions(), ids=lambda question: question.key)
def test_the_address_of_a_question_does_not_name_its_value(question: bank.Question) -> None:
    words = set(question.key.split("-"))
    value = bank.get_value(question.value_key)

    assert words.isdisjoint(re.findall(r"[a-z]+", f"{value.name} {value.key}".lower()))


def test_a_value_is_found_by_its_key_if_it_is_a_scored_one() -> None:
    assert bank.get_value("cwp_respect").name == "Respect"
    with pytest.raises(NoResultFound):
        bank.get_value("sixc_courage")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"value": "cwp_bold"}, "cold-tea: 'cwp_bold' is not a scored value"),
        ({"role_family": "hospital"}, "cold-tea: .*hospital"),
        ({"status": "nearly"}, "cold-tea: .*nearly"),
        ({"version": "first"}, "cold-tea: .*first"),
        ({"responses": rated(4.5, 1.5, 4.0)}, "cold-tea: has 3 responses"),
        ({"responses": rated(4.5, 1.5, 4.0, 2.0, 4.1, 2.1)}, "cold-tea: has 6 responses"),
        ({"responses": rated(4.5, 1.5, 4.0, 5.1)}, "cold-tea 3: 5.1 is off the scale"),
        ({"responses": rated(0.9, 1.5, 4.0, 2.0)}, "cold-tea 0: 0.9 is off the scale"),
        ({"responses": rated(4.5, 1.5, 4.0, 2.5)}, "cold-tea 3: 2.5 is too near the middle"),
        ({"responses": rated(3.5, 1.5, 4.0, 2.0)}, "cold-tea 0: 3.5 is too near the middle"),
        ({"responses": rated(4.5, 1.5, 4.0, 2.0)[:3] * 2}, "cold-tea: has 6"),
        ({"responses": rated(4.5, 1.5, 4.0)[:2] * 2}, "cold-tea: two responses have the same key"),
        ({"responses": [{"key": "a", "text": "Do it."}]}, "cold-tea: .*key_rating"),
    ],
)
def test_a_faulty_question_is_refused_by_name(changes: dict[str, Any], fault: str) -> None:
    items = [item(**changes), item("other")]

    with pytest.raises(BankError, match=fault):
        bank.read_questions(items, VALUE_KEYS)


def test_a_bank_is_refused_for_two_questions_with_one_key_or_too_few_live_ones() -> None:
    with pytest.raises(BankError, match="two questions have the same key"):
        bank.read_questions([item(), item()], VALUE_KEYS)
    with pytest.raises(BankError, match="cwp_respect has 1 live questions; 2 are needed"):
        bank.read_questions([item(), item("other", status="retired")], VALUE_KEYS)
