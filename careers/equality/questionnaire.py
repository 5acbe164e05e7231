"""The equality questions and their answers: data files, checked when first read, then never changed."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
PREFER_NOT = "prefer_not_to_say"
ETHNICITY = "ethnicity"


class QuestionnaireError(ValueError):
    """The files cannot be used; the message names the question and the fault."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `reported_as` is the broader group it counts in; one no longer offered can still be read."""

    code: str
    label: str
    reported_as: str
    is_offered: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question, or (`is_derived`) a grouping that is worked out and never asked.

    `only_if` is the question and the answer without which this one means nothing.
    """

    key: str
    title: str
    wording: str
    hint: str
    is_asked: bool
    is_derived: bool
    only_if: tuple[str, str] | None
    options: tuple[Option, ...]

    @property
    def offered(self) -> tuple[Option, ...]:
        """The answers one can give now."""
        return tuple(option for option in self.options if option.is_offered)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of every answer, offered or not."""
        return frozenset(option.code for option in self.options)

    def label_of(self, code: str) -> str:
        """Return the words of an answer; KeyError when there is none."""
        return {option.code: option.label for option in self.options}[code]

    def group_of(self, code: str) -> str:
        """Return the broader group that an answer counts in; "" when it has none."""
        return {option.code: option.reported_as for option in self.options}.get(code, "")


@cache
def questions() -> tuple[Question, ...]:
    """Return every question in order: asked, switched off, derived."""
    return read_questions(DATA)


def stored_questions() -> tuple[Question, ...]:
    """Return the questions to which there can be answers, in order; also those that are not asked at present."""
    return tuple(question for question in questions() if not question.is_derived)


def asked_questions() -> tuple[Question, ...]:
    """Return the questions that are asked now, in order."""
    return tuple(question for question in questions() if question.is_asked)


def get_question(key: str) -> Question:
    """Return a question or a grouping by its key; KeyError when there is none."""
    return {question.key: question for question in questions()}[key]


def options_by_heading(question: Question) -> list[tuple[str, tuple[Option, ...]]]:
    """Return the offered answers under the headings of their broader groups, in order; those of none stand under "".

    Only ethnic groups are shown under headings.
    """
    if question.key != ETHNICITY:
        return [("", question.offered)]
    headings = {option.code: option.label for option in get_question("ethnicity_5").options}
    groups: dict[str, list[Option]] = {}
    for option in question.offered:
        groups.setdefault(headings.get(option.reported_as, ""), []).append(option)
    return [(heading, tuple(options)) for heading, options in groups.items()]


def read_questions(folder: Path) -> tuple[Question, ...]:
    """Return the questions of a folder's two files; raises QuestionnaireError."""
    options: dict[str, list[Option]] = {}
    for row in _rows(folder / "options.csv"):
        option = Option(row["code"], row["label"], row["reported_as"], row["is_offered"] == "yes")
        options.setdefault(row["question"], []).append(option)
    found = tuple(_question(row, options.pop(row["key"], [])) for row in _rows(folder / "questions.csv"))
    if options:
        raise QuestionnaireError(f"There are answers to {', '.join(options)}, and no such question")
    return found


def _question(row: dict[str, str], options: list[Option]) -> Question:
    first, _, second = row["only_if"].partition("=")
    question = Question(
        key=row["key"],
        title=row["title"],
        wording=row["wording"],
        hint=row["hint"],
        is_asked=row["is_asked"] == "yes",
        is_derived=row["is_asked"] == "derived",
        only_if=(first, second) if row["only_if"] else None,
        options=tuple(options),
    )
    if len(question.codes) != len(options) or not options:
        raise QuestionnaireError(f"{question.key}: each answer needs a code of its own")
    if question.is_asked and PREFER_NOT not in {option.code for option in question.offered}:
        raise QuestionnaireError(f"{question.key}: “prefer not to say” must be offered")
    return question


def _rows(file: Path) -> Iterable[dict[str, str]]:
    return csv.DictReader(file.read_text(encoding="utf-8").splitlines())
