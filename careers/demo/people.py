"""Invented people: names, addresses that can never be anybody's, profiles, and answers to situations."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from careers.access import Role
from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.database import db
from careers.demo.area import postcode_near
from careers.demo.banks import names
from careers.demo.world import World
from careers.providers.models import Workplace
from careers.reference.choices import Contract, Pattern
from careers.screening import queries
from careers.screening.bank import SCALE_POINTS, values
from careers.screening.choosing import choose_questions
from careers.screening.commands import LARGEST_SEED, stored
from careers.screening.models import BankRelease, ScreeningAnswer, Sitting, SittingQuestion, StoredScore
from careers.screening.scoring import ValueScore, score_values

WISHES: tuple[tuple[Pattern, ...], ...] = (
    (Pattern.DAYS, Pattern.WEEKENDS, Pattern.FULL_TIME),
    (Pattern.DAYS, Pattern.PART_TIME),
    (Pattern.DAYS, Pattern.PART_TIME, Pattern.SCHOOL_HOURS),
    (Pattern.NIGHTS, Pattern.WEEKENDS),
    (Pattern.DAYS, Pattern.NIGHTS, Pattern.WEEKENDS, Pattern.FULL_TIME),
    (Pattern.WEEKENDS, Pattern.PART_TIME, Pattern.BANK),
)

TRIES_TO_MEET_A_REGULAR = 12


class Taken(NamedTuple):
    """A sitting of one value, how each response was rated, and what that scores."""

    sitting: Sitting
    ratings: Mapping[str, Mapping[str, int]]
    score: ValueScore


class People:
    """Everybody who ever looked for work here, in the order in which they came."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._everyone: list[Candidate] = []
        self._taken: dict[int, dict[str, Taken]] = {}
        self._questions = queries.list_live_questions()
        self._release = queries.get_release()

    def newcomer(self, on: date, near: Workplace) -> Candidate:
        """Return somebody who first came on a day, and who lives not too far from a workplace."""
        first, last = any_name(self._world)
        number = len(self._everyone) + 1
        address = f"{first}.{last}{number}@people.example".lower().replace("'", "")
        candidate = self._profile(address, first, last, self._world.at(on, 7), near)
        self._everyone.append(candidate)
        return candidate

    def regular(self, on: date, near: Workplace) -> Candidate:
        """Return somebody who came before a day, or now and then a newcomer: most people apply more than once."""
        earliest = self._world.at(on, 0)
        for _ in range(TRIES_TO_MEET_A_REGULAR):
            candidate = self._world.pick(self._everyone)
            if candidate.created_at < earliest:
                return candidate
        return self.newcomer(on, near)

    def _profile(self, email: str, first: str, last: str, came_at: datetime, near: Workplace) -> Candidate:
        """Return a candidate with a profile as full as people leave them."""
        world, home = self._world, postcode_near(self._world, (near.lat, near.lon))
        user = User(email=email, name=f"{first} {last}", role=Role.CANDIDATE, created_at=came_at)
        has_said = world.chance(0.8)
        return Candidate(
            user=user,
            first_name=first,
            last_name=last,
            phone=f"07700 900{world.between((0, 999)):03}",
            postcode=home.postcode,
            lat=home.lat,
            lon=home.lon,
            travel_miles=world.pick((3, 5, 5, 10, 10, 15)) if has_said else None,
            can_drive=world.chance(0.55) if has_said else None,
            patterns=list(world.pick(WISHES)) if has_said else [],
            contracts=[Contract.PERMANENT] + [Contract.FIXED_TERM] * world.chance(0.3) if has_said else [],
            pay_min_pence=world.pick((None, None, 1271, 1300, 1350)),
            created_at=came_at,
            changed_at=came_at,
        )

    def keep(self) -> None:
        """Write whoever is new."""
        self._world.keep([person for person in self._everyone if person.id is None])

    def answer(
        self, candidate: Candidate, value_keys: Collection[str] = (), *, on: date, care: float = 0.8
    ) -> Mapping[str, ValueScore]:
        """Take part for those values (all when none is named) that this person has not; return all their scores.

        `care` is how far from the key their ratings stray, in points of the scale: 0 is the key itself.
        """
        taken = self._taken.setdefault(candidate.user_id, {})
        for value in values():
            if value.key not in taken and (not value_keys or value.key in value_keys):
                taken[value.key] = self._take(candidate.user_id, value.key, self._world.at(on, 8), care)
        return self.scores(candidate)

    def scores(self, candidate: Candidate) -> Mapping[str, ValueScore]:
        """Return a person's scores by value key."""
        return {key: each.score for key, each in self._taken.get(candidate.user_id, {}).items()}

    def _take(self, user_id: int, value_key: str, at: datetime, care: float) -> Taken:
        world, seed = self._world, self._world.rng.randrange(LARGEST_SEED)
        pool = [question for question in self._questions if question.value_key == value_key]
        chosen = choose_questions(pool, count=self._release.questions_a_value, seed=seed, seen={})
        sitting = Sitting(
            user_id=user_id,
            value_key=value_key,
            seed=seed,
            started_at=at,
            completed_at=at + timedelta(minutes=len(chosen)),
            questions=[
                SittingQuestion(question_key=each.key, question_version=each.version, position=place)
                for place, each in enumerate(chosen)
            ],
        )
        ratings = {
            question.key: {
                response.key: max(1, min(SCALE_POINTS, round(world.rng.gauss(response.key_rating, care))))
                for response in question.responses
            }
            for question in chosen
        }
        return Taken(sitting, ratings, score_values(chosen, ratings)[value_key])

    def keep_answers(self) -> None:
        """Write the sittings with their answers and scores."""
        taken = [each for one in self._taken.values() for each in one.values()]
        self._world.keep([each.sitting for each in taken])
        db.session.execute(sa.insert(ScreeningAnswer), [row for each in taken for row in _answers(each)])
        db.session.execute(sa.insert(StoredScore), [_score(each, self._release) for each in taken])


def _answers(taken: Taken) -> list[dict[str, object]]:
    return [
        {
            "sitting_id": taken.sitting.id,
            "question_key": question_key,
            "response_key": response_key,
            "rating": rating,
            "answered_at": taken.sitting.started_at + timedelta(minutes=number),
        }
        for number, (question_key, ratings) in enumerate(taken.ratings.items())
        for response_key, rating in ratings.items()
    ]


def _score(taken: Taken, release: BankRelease) -> dict[str, object]:
    return {
        "sitting_id": taken.sitting.id,
        "user_id": taken.sitting.user_id,
        "release_name": release.name,
        "scored_at": taken.sitting.completed_at,
    } | stored(taken.score)


def any_name(world: World) -> tuple[str, str]:
    """Return a first and a last name as they meet in this part of England."""
    group = world.rng.choices(names(), [group.weight for group in names()])[0]
    return world.pick(group.first), world.pick(group.last)
