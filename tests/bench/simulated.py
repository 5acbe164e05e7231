"""People with known true values answer the bank: are the values found again, and is a biased question noticed?

A person's true value is how far their ratings follow the key: 0 pays no heed to it, 1 follows it all the way. A rating
is 3 + lean + stretch * (value * (key - 3) + noise), rounded and kept on the scale; lean and stretch are how the person
uses the scale, and the noise of each rating has a spread of a whole point. All of that is our assumption (decision
0023), chosen so that few questions tell as little as published situational tests do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from careers.board.adverse_impact import ERROR_RATE
from careers.board.item_bias import Bias, find_bias
from careers.screening import bank
from careers.screening.item_scores import Method, item_score, style_of
from careers.screening.measurement import STARTER_SCALES, estimate_scale, least_difference, standard_error
from careers.screening.scoring import counted_responses
from tests.bench.stand import Stand
from tests.bench.table import Table

SEED = 20261126
PEOPLE = 10_000
BANKS = 200
NUMBERS_OF_QUESTIONS = (3, 5)
QUESTIONS = 5
GROUPS = {"reference": 400, "second": 150, "third": 100}
MEAN, SPREAD = 0.75, 0.25
NOISE = 1.0
PLANTED = 1.0
"""How many points (of the scale) lower a group rates the best response of the planted question, at equal values."""

Numbers = NDArray[np.float64]
Keys = Sequence[Sequence[float]]


@dataclass(frozen=True)
class People:
    """Simulated people: their true value, and how each uses the scale."""

    values: Numbers
    lean: Numbers
    stretch: Numbers


def meet(dice: np.random.Generator, number: int, *, lower_by: float = 0.0) -> People:
    """Make so many people; `lower_by` is how many spreads the mean of their true values lies lower."""
    return People(
        values=np.clip(dice.normal(MEAN - lower_by * SPREAD, SPREAD, number), 0, None),
        lean=dice.normal(0, 0.35, number),
        stretch=np.exp(dice.normal(0, 0.2, number)),
    )


def together(groups: Sequence[People]) -> People:
    """Put groups of people behind each other."""
    return People(*(np.concatenate([getattr(g, name) for g in groups]) for name in ("values", "lean", "stretch")))


def draw_keys(dice: np.random.Generator, number: int) -> list[list[float]]:
    """Draw the keys of so many questions from the bank."""
    asked = bank.starter_questions()
    chosen = dice.choice(len(asked), number, replace=False)
    return [[response.key_rating for response in counted_responses(asked[i])] for i in chosen]


def rate(dice: np.random.Generator, people: People, keys: Keys) -> list[Numbers]:
    """Let people rate the responses of each question; one array (people, responses) for each question."""
    answers = []
    for key in keys:
        agreed = people.values[:, None] * (np.array(key) - bank.MIDDLE)
        heard = agreed + dice.normal(0, NOISE, agreed.shape)
        rating = bank.MIDDLE + people.lean[:, None] + people.stretch[:, None] * heard
        answers.append(np.clip(np.rint(rating), 1, bank.SCALE_POINTS))
    return answers


def score(keys: Keys, answers: Sequence[Numbers], method: Method = Method.ABSOLUTE) -> Numbers:
    """Score everybody on each question with the service's own formulas; an array (people, questions)."""
    key_style = style_of([number for key in keys for number in key])
    rows = []
    for person in zip(*(answer.tolist() for answer in answers), strict=True):
        style = style_of([rating for ratings in person for rating in ratings])
        rows.append(
            [
                item_score(key, ratings, method=method, key_style=key_style, style=style)
                for key, ratings in zip(keys, person, strict=True)
            ]
        )
    return np.array(rows)


def recovery(questions: int, method: Method, people: int) -> tuple[float, Numbers]:
    """Return how well estimated value scores go with true values, and the item scores they come from."""
    dice = np.random.default_rng([SEED, questions])
    met, keys = meet(dice, people), draw_keys(dice, questions)
    scores = score(keys, rate(dice, met, keys), method)
    return float(np.corrcoef(met.values, scores.mean(axis=1))[0, 1]), scores


def called_different(questions: int, people: int) -> float:
    """Return how often one person's scores on two parallel sets of questions are called different."""
    dice = np.random.default_rng([SEED, questions, 2])
    met = meet(dice, people)
    first, second = (
        score(keys, rate(dice, met, keys)).mean(axis=1) for keys in (draw_keys(dice, questions) for _ in range(2))
    )
    error = standard_error(STARTER_SCALES[Method.ABSOLUTE].item_error, questions)
    return float((np.abs(first - second) > least_difference(error, error)).mean())


def search_bank(seed: int, *, lower_by: float = 0.0, planted: float = 0.0, asked: int = QUESTIONS) -> list[Bias]:
    """Look for biased questions in one simulated bank, of which each person is asked so many questions by chance.

    The second group's true values lie `lower_by` spreads lower; it rates the best response of question 0 `planted`
    points lower than people of equal value.
    """
    dice = np.random.default_rng([SEED, seed])
    keys = draw_keys(dice, QUESTIONS)
    met = together([meet(dice, size, lower_by=lower_by * (name == "second")) for name, size in GROUPS.items()])
    starts = np.cumsum([0, *GROUPS.values()])
    positions = {name: list(range(starts[i], starts[i + 1])) for i, name in enumerate(GROUPS)}
    answers = rate(dice, met, keys)
    if planted:
        second, best = positions["second"], int(np.argmax(keys[0]))
        answers[0][second, best] = np.clip(answers[0][second, best] - planted, 1, bank.SCALE_POINTS)
    scores = score(keys, answers)
    for row in scores:
        row[dice.choice(QUESTIONS, QUESTIONS - asked, replace=False)] = np.nan
    return find_bias(scores.tolist(), positions)


def false_alarms(banks: int, *, lower_by: float = 0.0, asked: int = QUESTIONS) -> float:
    """Return the share of unbiased banks in which any question is significant, however small the difference."""
    found = [search_bank(seed, lower_by=lower_by, asked=asked) for seed in range(banks)]
    return sum(any(bias.adjusted_p < ERROR_RATE for bias in each) for each in found) / banks


def found_planted(banks: int, *, planted: float = PLANTED, asked: int = QUESTIONS) -> tuple[float, float]:
    """Return how often the planted question is flagged in its group, and any other question or group."""
    found = [
        [(b.question, b.group) for b in search_bank(s, planted=planted, asked=asked) if b.is_flagged]
        for s in range(banks)
    ]
    right = sum((0, "second") in flags for flags in found)
    return right / banks, sum(any(flag != (0, "second") for flag in flags) for flags in found) / banks


def measure(table: Table, stand: Stand) -> None:
    """Print how well true values are found again, and how often questions are flagged rightly and wrongly."""
    table.head(f"Values: {PEOPLE:,} simulated people with known true values")
    for method in Method:
        for questions in NUMBERS_OF_QUESTIONS:
            together_with, scores = recovery(questions, method, PEOPLE)
            scale = estimate_scale(scores.tolist())
            known = f"mean {scale.mean:.2f}, spread {scale.spread:.2f}, error {scale.item_error:.2f}" if scale else ""
            table.line(f"{method}, {questions} questions a value", "", f"r = {together_with:.3f}; {known}")
    for questions in NUMBERS_OF_QUESTIONS:
        share = called_different(questions, PEOPLE)
        table.line(f"same person, other {questions} questions: called different", "about 5%", f"{share:.1%}")
    table.head(f"Fairness: {BANKS} banks of 5 questions, groups of {', '.join(map(str, GROUPS.values()))}")
    limit = ERROR_RATE + 1.645 * (ERROR_RATE * (1 - ERROR_RATE) / BANKS) ** 0.5
    for lower_by, asked, words in (
        (0.0, QUESTIONS, "groups alike"),
        (0.5, QUESTIONS, "a group half a spread lower"),
        (0.0, 3, "groups alike, 3 of 5 asked"),
        (0.5, 3, "half a spread lower, 3 of 5 asked"),
    ):
        share = false_alarms(BANKS, lower_by=lower_by, asked=asked)
        table.line(
            f"unbiased, {words}: any question",
            f"{ERROR_RATE:.0%} (≤ {limit:.1%} by chance)",
            f"{share:.1%} of banks",
            reached=share <= limit,
        )
    right, wrong = found_planted(BANKS)
    table.line(
        f"a question that one group rates {PLANTED:g} points off: flagged",
        "at least 80%",
        f"{right:.1%}; others flagged {wrong:.1%}",
        reached=right >= 0.8,
    )
    right, wrong = found_planted(BANKS, asked=3)
    table.line("the same, 3 of 5 asked", "", f"{right:.1%}; others flagged {wrong:.1%}")
