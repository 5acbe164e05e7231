"""The values and the bank of screening questions: data files, checked when first read, then never changed."""

import csv
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.exc import NoResultFound

DATA = Path(__file__).parent / "data"
SCORED_PREFIX = "cwp_"
SCALE_POINTS = 5
MIDDLE = (1 + SCALE_POINTS) / 2
TOO_NEAR_THE_MIDDLE = 0.5
FEWEST_QUESTIONS_A_VALUE = 2
NOT_RATED_YET = "written by the service, not yet rated by experts"
"""Where a starter key comes from; it stands wherever such a key is used."""


class BankError(ValueError):
    """The question bank cannot be used; the message names the question and the fault."""


class RoleFamily(StrEnum):
    """The kind of work a situation is set in."""

    CARE_AT_HOME = "care_at_home"
    CARE_HOME = "care_home"
    SUPPORTED_LIVING = "supported_living"
    LEADERSHIP = "leadership"
    ANCILLARY = "ancillary"
    ANY = "any"


class QuestionStatus(StrEnum):
    """Where a version of a question stands; live ones are asked and scored, those on trial asked only."""

    DRAFT = "draft"
    WITH_EXPERTS = "with experts"
    PILOT = "pilot"
    LIVE = "live"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Value:
    """One of the seven scored values.

    `related` names the values of other sets that are shown with it, never scored.
    """

    key: str
    name: str
    definition: str
    behaviours: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """One thing a person could do in a situation.

    `key_rating` is the scoring key, 1 to 5, or nan where there is none yet: it never reaches a page.
    """

    key: str
    text: str
    key_rating: float


def name_of(question_key: str) -> str:
    """Return the key of a question as officers read it: "door-key" is "Door key"."""
    return question_key.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Question:
    """A situation with the responses that a person rates; it gives evidence of one value.

    `second_value_key` names another value that it touches, or is empty; only the first is scored.
    """

    key: str
    version: int
    value_key: str
    role_family: RoleFamily
    situation: str
    responses: tuple[Response, ...]
    status: QuestionStatus
    author: str
    key_source: str
    second_value_key: str = ""


def read_values(rows: Iterable[Mapping[str, str]]) -> tuple[Value, ...]:
    """Return the scored values in the order of the rows.

    Raises BankError when another set's value maps to none of them.
    """
    rows = list(rows)
    scored = [row for row in rows if row["key"].startswith(SCORED_PREFIX)]
    related: dict[str, list[str]] = {row["key"]: [] for row in scored}
    for row in rows:
        if row in scored:
            continue
        if row["maps_to"] not in related:
            raise BankError(f"value {row['key']} maps to {row['maps_to']!r}, which is not a scored value")
        related[row["maps_to"]].append(row["name"])
    return tuple(
        Value(
            row["key"],
            row["name"],
            row["definition"],
            tuple(row["behaviours"].split(";")),
            tuple(related[row["key"]]),
        )
        for row in scored
    )


def read_questions(items: Iterable[Mapping[str, Any]], value_keys: Collection[str]) -> tuple[Question, ...]:
    """Return the questions of a bank, checked. Raises BankError with the question and the fault.

    Each question has four or five responses with keys from 1 to 5, none within 0.5 of the middle of the
    scale; a second value, where one is named, is another scored one; each value has at least two live
    questions.
    """
    questions = tuple(_read_question(item, value_keys) for item in items)
    if len({question.key for question in questions}) < len(questions):
        raise BankError("two questions have the same key")
    for value_key in value_keys:
        live = [q for q in questions if q.value_key == value_key and q.status is QuestionStatus.LIVE]
        if len(live) < FEWEST_QUESTIONS_A_VALUE:
            raise BankError(f"{value_key} has {len(live)} live questions; {FEWEST_QUESTIONS_A_VALUE} are needed")
    return questions


def _read_question(item: Mapping[str, Any], value_keys: Collection[str]) -> Question:
    name = item.get("key", "a question without a key")
    try:
        question = Question(
            key=str(item["key"]),
            version=int(item["version"]),
            value_key=str(item["value"]),
            role_family=RoleFamily(item["role_family"]),
            situation=str(item["situation"]),
            responses=tuple(Response(str(r["key"]), str(r["text"]), float(r["key_rating"])) for r in item["responses"]),
            status=QuestionStatus(item["status"]),
            author=str(item["author"]),
            key_source=str(item["key_source"]),
            second_value_key=str(item.get("second_value", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BankError(f"{name}: {error!r}") from error
    if question.value_key not in value_keys:
        raise BankError(f"{name}: {question.value_key!r} is not a scored value")
    _check_second_value(question, value_keys)
    _check_responses(question)
    return question


def _check_second_value(question: Question, value_keys: Collection[str]) -> None:
    second = question.second_value_key
    if second and second not in value_keys:
        raise BankError(f"{question.key}: {second!r}, its second value, is not a scored value")
    if second == question.value_key:
        raise BankError(f"{question.key}: its second value is its first")


def _check_responses(question: Question) -> None:
    if len(question.responses) not in {4, 5}:
        raise BankError(f"{question.key}: has {len(question.responses)} responses; four or five are needed")
    if len({response.key for response in question.responses}) < len(question.responses):
        raise BankError(f"{question.key}: two responses have the same key")
    for response in question.responses:
        if not 1 <= response.key_rating <= SCALE_POINTS:
            raise BankError(f"{question.key} {response.key}: {response.key_rating} is off the scale")
        if abs(response.key_rating - MIDDLE) <= TOO_NEAR_THE_MIDDLE:
            raise BankError(f"{question.key} {response.key}: {response.key_rating} is too near the middle of the scale")


@cache
def values() -> tuple[Value, ...]:
    """Return the seven scored values in the order of the Care Workforce Pathway."""
    with (DATA / "values.csv").open(encoding="utf-8", newline="") as file:
        return read_values(csv.DictReader(file))


def get_value(key: str) -> Value:
    """Return one scored value. Raises NoResultFound, which is a page not found, as for a missing row."""
    for value in values():
        if value.key == key:
            return value
    raise NoResultFound(f"no value {key!r}")


@cache
def starter_questions() -> tuple[Question, ...]:
    """Return the questions that the service ships with, value by value in the order of the values."""
    value_keys = [value.key for value in values()]
    bank = json.loads((DATA / "questions.json").read_text(encoding="utf-8"))
    starter = read_questions(bank["questions"], value_keys)
    return tuple(sorted(starter, key=lambda question: value_keys.index(question.value_key)))


def shuffled_responses(question: Question, seed: int) -> tuple[Response, ...]:
    """Return the responses in an order that is fixed for this person's sitting and differs between people.

    What stands first is rated differently from what stands last; over many people that evens out.
    """

    def place(response: Response) -> bytes:
        return hashlib.sha256(f"{seed}:{question.key}:{response.key}".encode()).digest()

    return tuple(sorted(question.responses, key=place))
