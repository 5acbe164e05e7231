"""What invented people answer to the equality questions: a plausible spread, the same for everybody at every stage."""

from collections.abc import Mapping
from random import Random

import sqlalchemy as sa

from careers.accounts.models import User
from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db
from careers.demo.banks import rows
from careers.demo.world import World
from careers.equality.commands import keep_answers, skip_questions

NEVER_SAW_THEM, SKIPPED = 0.12, 0.08
LEFT_BLANK = 0.03
"""Shares of people who did not open the page, who skipped it, and of questions that somebody leaves out."""


def answer_equality_questions(world: World, but_for: User) -> None:
    """Let most people who have applied answer, skip or overlook the questions. These dice are no others' dice.

    The demonstration's own candidate (`but_for`) has not been asked, so that a visitor can answer.
    """
    spreads = _spreads()
    dice = Random(f"equality answers of {world.today}")  # noqa: S311  the same answers each time is the point
    for user_id in _applicants(but_for):
        chance = dice.random()
        if chance < NEVER_SAW_THEM:
            continue
        if chance < NEVER_SAW_THEM + SKIPPED:
            skip_questions(user_id, on=world.today)
        else:
            keep_answers(user_id, _sheet(dice, spreads), on=world.today)


def _applicants(but_for: User) -> list[int]:
    sent = (
        sa.select(Candidate.user_id)
        .join(Application.candidate)
        .where(Application.status != ApplicationStatus.DRAFT, Candidate.user_id != but_for.id)
    )
    return list(db.session.scalars(sent.distinct().order_by(Candidate.user_id)))


def _spreads() -> Mapping[str, Mapping[str, float]]:
    """How often each answer to each question is given, by question and code; only the proportions count."""
    spreads: dict[str, dict[str, float]] = {}
    for row in rows("equality_spread"):
        spreads.setdefault(row["question"], {})[row["code"]] = float(row["weight"])
    return spreads


def _sheet(dice: Random, spreads: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    return {
        question: dice.choices(list(spread), list(spread.values()))[0]
        for question, spread in spreads.items()
        if dice.random() >= LEFT_BLANK
    }
