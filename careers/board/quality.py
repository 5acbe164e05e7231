"""How well each question and each value measures, as it may be shown, and what a person should look at. Pure.

Nothing is shown under 30 people and nothing is flagged under 100: with fewer, chance alone moves a correlation by more
than the thresholds tell apart. The thresholds are our own starting values (decision 0023).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from statistics import fmean, stdev

from careers.board.models import ReviewKind
from careers.board.rates import percent
from careers.board.suppression import Shown, publish, shown_count
from careers.screening.bank import Question, name_of
from careers.screening.item_statistics import (
    FEWEST_SHOWN,
    alpha,
    count_quick,
    count_straight_lines,
    item_figures,
    item_totals,
    time_bands,
)

FEWEST_FLAGGED = 100
LEAST_ITEM_TOTAL = 0.20
LEAST_SPREAD = 0.05
MOST_AT_THE_TOP = 0.50
MOST_QUICK = 0.10
LEAST_ALPHA = 0.30


@dataclass(frozen=True, slots=True)
class Taking:
    """One finished sitting of one value: its scores, its ratings in order, and the seconds each question took."""

    value_key: str
    user_id: int | None
    scores: Mapping[str, float]
    ratings: tuple[int, ...]
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something flagged: what it is (`subject`), and the figures as they may be shown. It changes nothing itself."""

    subject: str
    kind: ReviewKind
    title: str
    figures: tuple[str, ...]
    question_key: str | None = None
    question_version: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionQuality:
    """A live question: its figures, None under 30 people, and the reasons why a person should look at it."""

    question: Question
    people: Shown
    mean: float | None
    spread: float | None
    item_total: float | None
    percent_at_top: int | None
    times: Mapping[str, Shown]
    reasons: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered."""
        return self.mean is not None


@dataclass(frozen=True, slots=True)
class ValueQuality:
    """A value: the figures of its scores, None under 30 people, and the reasons why a person should look at it."""

    value_key: str
    name: str
    people: Shown
    mean: float | None
    spread: float | None
    alpha: float | None
    questions: int
    straight_lines: Shown
    reasons: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        """Whether enough people finished it."""
        return self.mean is not None


def describe_questions(questions: Sequence[Question], takings: Sequence[Taking]) -> list[QuestionQuality]:
    """Return the figures of each live question, in the order given."""
    found = []
    for value_key in dict.fromkeys(question.value_key for question in questions):
        own = [question for question in questions if question.value_key == value_key]
        of_value = [taking for taking in takings if taking.value_key == value_key]
        totals = item_totals(score_table(own, of_value))
        for question, total in zip(own, totals or [None] * len(own), strict=True):
            found.append(_describe_question(question, total, of_value))
    return found


def describe_value(
    value_key: str, name: str, questions: Sequence[Question], takings: Sequence[Taking], *, asked: int
) -> ValueQuality:
    """Return the figures of a value's scores; alpha is that of a sitting of `asked` questions."""
    own = [question for question in questions if question.value_key == value_key]
    of_value = [taking for taking in takings if taking.value_key == value_key and taking.scores]
    length = min(asked, len(own))
    if len(of_value) < FEWEST_SHOWN:
        return ValueQuality(value_key, name, _few(len(of_value)), None, None, None, length, None, ())
    scores = [fmean(taking.scores.values()) for taking in of_value]
    coefficient = alpha(score_table(own, of_value), questions=length)
    reasons = []
    if len(of_value) >= FEWEST_FLAGGED and coefficient is not None and coefficient < LEAST_ALPHA:
        reasons.append(
            f"Its questions hold together weakly: alpha is {_two(coefficient)}, and {_two(LEAST_ALPHA)} is wanted. "
            "Situations mix several things, so this alone is no fault."
        )
    straight = count_straight_lines([taking.ratings for taking in of_value])
    return ValueQuality(
        value_key,
        name,
        shown_count(len(of_value)),
        fmean(scores),
        stdev(scores),
        coefficient,
        length,
        shown_count(straight),
        tuple(reasons),
    )


def find_faults(questions: Sequence[QuestionQuality], values: Sequence[ValueQuality]) -> list[Finding]:
    """Return what is flagged among questions and values, each with its figures in words."""
    of_questions = [
        Finding(
            f"question:{each.question.key}:{each.question.version}",
            ReviewKind.QUESTION,
            f"Question “{name_of(each.question.key)}”, version {each.question.version}",
            (*each.reasons, f"About {each.people} people answered it."),
            each.question.key,
            each.question.version,
        )
        for each in questions
        if each.reasons
    ]
    of_values = [
        Finding(
            f"value:{each.value_key}",
            ReviewKind.VALUE,
            f"The questions of “{each.name}”",
            (*each.reasons, f"About {each.people} people answered them."),
        )
        for each in values
        if each.reasons
    ]
    return of_questions + of_values


def score_table(questions: Sequence[Question], takings: Sequence[Taking]) -> list[list[float]]:
    """Return a row for each sitting and a column for each question; nan where it was not asked or not answered."""
    return [[taking.scores.get(question.key, nan) for question in questions] for taking in takings]


def _describe_question(question: Question, item_total: float | None, takings: Sequence[Taking]) -> QuestionQuality:
    figures = item_figures([taking.scores[question.key] for taking in takings if question.key in taking.scores])
    if not figures.is_shown or figures.mean is None or figures.spread is None or figures.ceiling is None:
        return QuestionQuality(question, _few(figures.count), None, None, None, None, {}, ())
    seconds = [taking.seconds[question.key] for taking in takings if question.key in taking.seconds]
    reasons = []
    if figures.count >= FEWEST_FLAGGED:
        reasons = _reasons(item_total, figures.spread, figures.ceiling, count_quick(seconds) / max(1, len(seconds)))
    return QuestionQuality(
        question,
        shown_count(figures.count),
        figures.mean,
        figures.spread,
        item_total,
        percent(figures.ceiling),
        publish({"time": time_bands(seconds)}).breakdowns["time"],
        tuple(reasons),
    )


def _reasons(item_total: float | None, spread: float, ceiling: float, quick: float) -> list[str]:
    reasons = []
    if item_total is not None and item_total < 0:
        reasons.append(
            f"It goes against the other questions of its value (correlation {_two(item_total)}): "
            "its key may be the wrong way round."
        )
    elif item_total is not None and item_total < LEAST_ITEM_TOTAL:
        reasons.append(
            f"It goes weakly with the other questions of its value: the correlation is {_two(item_total)}, "
            f"and {_two(LEAST_ITEM_TOTAL)} is wanted."
        )
    if ceiling > MOST_AT_THE_TOP:
        reasons.append(f"{percent(ceiling)}% of people are at or near the top, so it tells few people apart.")
    if spread < LEAST_SPREAD:
        reasons.append(f"People hardly differ on it: the spread is {_two(spread)}, and {_two(LEAST_SPREAD)} is wanted.")
    if quick > MOST_QUICK:
        reasons.append(f"{percent(quick)}% of answers took two seconds or less.")
    return reasons


def _few(count: int) -> Shown:
    """Of few people, only whether there were any: a count is for what can be shown."""
    return 0 if count == 0 else None


def _two(number: float) -> str:
    return f"{number:.2f}".replace("-", "−")
