"""Invented people: names, addresses that can never be anybody's, profiles, and answers to situations."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

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
from careers.screening.bank import SCALE_POINTS, Question
from careers.screening.models import ScreeningAnswer

WISHES: tuple[tuple[Pattern, ...], ...] = (
    (Pattern.DAYS, Pattern.WEEKENDS, Pattern.FULL_TIME),
    (Pattern.DAYS, Pattern.PART_TIME),
    (Pattern.DAYS, Pattern.PART_TIME, Pattern.SCHOOL_HOURS),
    (Pattern.NIGHTS, Pattern.WEEKENDS),
    (Pattern.DAYS, Pattern.NIGHTS, Pattern.WEEKENDS, Pattern.FULL_TIME),
    (Pattern.WEEKENDS, Pattern.PART_TIME, Pattern.BANK),
)

TRIES_TO_MEET_A_REGULAR = 12


class People:
    """Everybody who ever looked for work here, in the order in which they came."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._everyone: list[Candidate] = []
        self._ratings: dict[int, dict[str, dict[str, int]]] = {}
        self._answers: list[dict[str, object]] = []

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
        self, candidate: Candidate, questions: Sequence[Question], *, on: date, care: float = 0.8
    ) -> Mapping[str, Mapping[str, int]]:
        """Answer those situations that this person has not, and return all their ratings by question and response.

        `care` is how far from the key their ratings stray, in points of the scale: 0 is the key itself.
        """
        known = self._ratings.setdefault(candidate.user_id, {})
        at = self._world.at(on, 8)
        for number, question in enumerate(question for question in questions if question.key not in known):
            known[question.key] = {
                response.key: max(1, min(SCALE_POINTS, round(self._world.rng.gauss(response.key_rating, care))))
                for response in question.responses
            }
            self._answers += [
                {
                    "user_id": candidate.user_id,
                    "question_key": question.key,
                    "question_version": question.version,
                    "response_key": response_key,
                    "rating": rating,
                    "answered_at": at + timedelta(minutes=number),
                }
                for response_key, rating in known[question.key].items()
            ]
        return known

    def keep_answers(self) -> None:
        """Write the answers."""
        db.session.execute(sa.insert(ScreeningAnswer), self._answers)


def any_name(world: World) -> tuple[str, str]:
    """Return a first and a last name as they meet in this part of England."""
    group = world.rng.choices(names(), [group.weight for group in names()])[0]
    return world.pick(group.first), world.pick(group.last)
