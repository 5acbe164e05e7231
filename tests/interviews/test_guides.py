"""The guides: what the file must hold, what is refused with the value and the fault, and that it can be read aloud."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound

from careers.interviews.guides import DATA, GuideError, get_guide, guide_book, guides_for, read_guides
from careers.screening import bank

KEYS = [value.key for value in bank.values()]


def contents() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return data


def test_each_of_the_seven_values_has_three_questions_with_probes_and_five_anchors() -> None:
    guides = guide_book().guides

    assert [guide.value_key for guide in guides] == KEYS
    assert {len(guide.questions) for guide in guides} == {3}
    assert all(3 <= len(question.probes) <= 4 for guide in guides for question in guide.questions)
    assert all(list(guide.anchors) == [1, 2, 3, 4, 5] for guide in guides)


def test_no_question_or_anchor_stands_twice() -> None:
    questions = [question.ask for guide in guide_book().guides for question in guide.questions]
    anchors = [words for guide in guide_book().guides for words in guide.anchors.values()]

    assert len(set(questions)) == len(questions) == 21
    assert len(set(anchors)) == len(anchors) == 35


def test_every_question_opens_a_story_from_any_part_of_life() -> None:
    for guide in guide_book().guides:
        for question in guide.questions:
            assert re.match(r"Tell me about (a time|some|something)", question.ask), question.ask


def test_no_sentence_is_longer_than_30_words() -> None:
    texts = [
        *(advice.words for advice in guide_book().advice),
        *(question.ask for guide in guide_book().guides for question in guide.questions),
        *(words for guide in guide_book().guides for words in guide.anchors.values()),
    ]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?!:])\s", text)]

    assert [sentence for sentence in sentences if len(sentence.split()) > 30] == []


def test_nothing_is_asked_about_health_age_or_family_plans() -> None:
    asked = " ".join(
        [
            text
            for guide in guide_book().guides
            for question in guide.questions
            for text in (question.ask, *question.probes)
        ]
    ).lower()

    forbidden = ("your health", "disab", "pregnan", "how old", "married", "your children", "religion", "sick")
    assert not any(word in asked for word in forbidden)


def test_a_vacancy_gets_the_guides_of_its_values_in_their_order_or_all() -> None:
    assert [guide.value_key for guide in guides_for(["cwp_respect", KEYS[0]])] == [KEYS[0], "cwp_respect"]
    assert [guide.value_key for guide in guides_for([])] == KEYS


def test_a_value_without_a_guide_is_not_found() -> None:
    assert get_guide("cwp_respect").value.name == "Respect"
    with pytest.raises(NoResultFound):
        get_guide("sixc_care")


def without_a_guide(data: dict[str, Any]) -> None:
    data["guides"].pop(2)


def with_two(data: dict[str, Any]) -> None:
    data["guides"].append(copy.deepcopy(data["guides"][2]))


def with_an_unknown_value(data: dict[str, Any]) -> None:
    data["guides"][2]["value"] = "cwp_luck"


def with_one_question(data: dict[str, Any]) -> None:
    data["guides"][2]["questions"] = data["guides"][2]["questions"][:1]


def with_two_probes(data: dict[str, Any]) -> None:
    data["guides"][2]["questions"][0]["probes"] = ["How?", "Why?"]


def without_words_for_three(data: dict[str, Any]) -> None:
    del data["guides"][2]["anchors"]["3"]


def with_the_same_words_twice(data: dict[str, Any]) -> None:
    data["guides"][2]["anchors"]["3"] = data["guides"][2]["anchors"]["4"]


def with_empty_words(data: dict[str, Any]) -> None:
    data["guides"][2]["anchors"]["3"] = " "


def with_a_rating_that_is_no_number(data: dict[str, Any]) -> None:
    data["guides"][2]["anchors"]["good"] = "Good"


def without_questions(data: dict[str, Any]) -> None:
    del data["guides"][2]["questions"]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_a_guide, "cwp_respect: has 0 guides"),
        (with_two, "cwp_respect: has 2 guides"),
        (with_an_unknown_value, "cwp_luck: is not a scored value"),
        (with_one_question, "cwp_respect: has 1 questions"),
        (with_two_probes, "cwp_respect: .* has 2 probes"),
        (without_words_for_three, "cwp_respect: each rating from 1 to 5"),
        (with_the_same_words_twice, "cwp_respect: each rating from 1 to 5"),
        (with_empty_words, "cwp_respect: .*words are missing"),
        (with_a_rating_that_is_no_number, "cwp_respect: .*good"),
        (without_questions, "cwp_respect: .*questions"),
    ],
)
def test_a_faulty_file_is_refused_with_the_value_and_the_fault(
    spoil: Callable[[dict[str, Any]], None], message: str
) -> None:
    data = contents()
    assert data["guides"][2]["value"] == "cwp_respect"
    spoil(data)

    with pytest.raises(GuideError, match=message):
        read_guides(data, KEYS)


def test_a_file_without_a_version_is_refused() -> None:
    data = contents()
    del data["version"]

    with pytest.raises(GuideError, match="version"):
        read_guides(data, KEYS)
