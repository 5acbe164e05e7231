"""The shipped values and questions, and what a bank is refused for."""

from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound

from careers.screening import bank
from careers.screening.bank import BankError

VALUE_KEYS = ("cwp_respect",)
TWO_VALUE_KEYS = ("cwp_respect", "cwp_proud_positive")


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


def test_a_value_is_found_by_its_key_if_it_is_a_scored_one() -> None:
    assert bank.get_value("cwp_respect").name == "Respect"
    with pytest.raises(NoResultFound):
        bank.get_value("sixc_courage")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"value": "cwp_bold"}, "cold-tea: 'cwp_bold' is not a scored value"),
        (
            {"second_value": "sfc_working_together"},
            "cold-tea: 'sfc_working_together', its second value, is not",
        ),
        ({"second_value": "cwp_respect"}, "cold-tea: its second value is its first"),
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


def test_a_question_may_name_a_second_value_which_does_not_count_towards_that_value() -> None:
    items = [
        item(),
        item("other", second_value="cwp_proud_positive"),
        item("one", value="cwp_proud_positive"),
        item("two", value="cwp_proud_positive"),
    ]

    questions = bank.read_questions(items, TWO_VALUE_KEYS)

    assert [question.second_value_key for question in questions] == ["", "cwp_proud_positive", "", ""]
    with pytest.raises(BankError, match="cwp_proud_positive has 1 live questions; 2 are needed"):
        bank.read_questions(items[:3], TWO_VALUE_KEYS)


def test_a_bank_is_refused_for_two_questions_with_one_key_or_too_few_live_ones() -> None:
    with pytest.raises(BankError, match="two questions have the same key"):
        bank.read_questions([item(), item()], VALUE_KEYS)
    with pytest.raises(BankError, match="cwp_respect has 1 live questions; 2 are needed"):
        bank.read_questions([item(), item("other", status="retired")], VALUE_KEYS)
