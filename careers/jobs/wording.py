"""Words of an advert to think about again, and words that the council must see first: text in, remarks."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found: the words as they stand in the advert, and what to do about them.

    `needs_review` is for adverts that ask the applicant for money; everything else only warns.
    """

    words: str
    advice: str
    needs_review: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    advice: str
    needs_review: bool


def find_remarks(text: str) -> list[Remark]:
    """Return what to say about a text, rule by rule, one remark a rule.

    Each sentence is looked at by itself, without regard to capitals. A rule stays silent where its `unless`
    stands in the sentence ("no registration fee"). Method: a list of patterns in `data/advert_wording.csv`,
    which errs towards speaking up.
    """
    sentences = [" ".join(sentence.split()) for sentence in re.split(r"[.!?;\n]+", text)]
    found = ((rule, _first(rule, sentences)) for rule in _rules())
    return [Remark(words, rule.advice, rule.needs_review) for rule, words in found if words]


def _first(rule: _Rule, sentences: list[str]) -> str | None:
    for sentence in sentences:
        match = rule.pattern.search(sentence)
        if match and not (rule.unless and rule.unless.search(sentence)):
            return match[0]
    return None


@cache
def _rules() -> tuple[_Rule, ...]:
    with (DATA / "advert_wording.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Rule(
                pattern=re.compile(row["pattern"], re.IGNORECASE),
                unless=re.compile(row["unless"], re.IGNORECASE) if row["unless"] else None,
                advice=row["advice"],
                needs_review=row["needs_review"] == "yes",
            )
            for row in csv.DictReader(file)
        )
