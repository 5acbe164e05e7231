"""Rules of a placement's advert: which status follows which, what it must have, and that it is not unpaid care work."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from careers.errors import NotAllowed
from careers.jobs.models import Opportunity, OpportunityStatus
from careers.placements.models import Placement, Scheme
from careers.placements.schemes import get_scheme
from careers.reference.choices import Pattern

Status = OpportunityStatus

LONGEST_ADVERT = timedelta(days=180)
FARTHEST_START = timedelta(days=365)
ADULT = 18
YOUNG_WORKERS_MINUTES = 40 * 60

MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.LIVE, Status.WITHDRAWN}),
    Status.LIVE: frozenset({Status.FULL, Status.FINISHED, Status.WITHDRAWN}),
    Status.FULL: frozenset({Status.LIVE, Status.FINISHED, Status.WITHDRAWN}),
    Status.FINISHED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}
"""Where a placement may go from each status."""

SHOWN = frozenset({Status.LIVE, Status.FULL})
CHANGEABLE = frozenset({Status.DRAFT, *SHOWN})

_VERBS = {Status.LIVE: "shown", Status.FULL: "full", Status.FINISHED: "closed", Status.WITHDRAWN: "taken down"}

_CARE_SHIFT = re.compile(
    r"\b(personal care|giv(e|ing) (\w+ )?medication"
    r"|(help|assist|support)\w* (\w+ )?(people|persons?|residents?|clients?|tenants?|them|someone|somebody) "
    r"(\w+ )?(wash|bath|dress|toilet)\w*\b(?! up)"
    r"|(cover|work|night|early|late|care) shifts?|on (the|a|our) rota|sleep-ins?|waking nights?)\b",
    re.IGNORECASE,
)
_SAID_NOT = re.compile(r"\b(no|not|never|without|nor|don[’']t|won[’']t)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a placement from being shown: the field where it is mended, and how."""

    field: str
    sentence: str


def check_can_move(placement: Placement, to: Status) -> None:
    """Refuse a status that does not follow the present one."""
    if to not in MOVES[placement.status]:
        raise NotAllowed(f"This placement is {_as_said(placement.status)}, so it cannot be {_VERBS[to]}.")


def check_can_change(placement: Placement) -> None:
    """Refuse changes to a placement that has ended."""
    if placement.status not in CHANGEABLE:
        raise NotAllowed(f"This placement is {_as_said(placement.status)}, so it cannot be changed.")


def check_can_publish(placement: Placement, today: date) -> None:
    """Refuse to show a placement that lacks something, or whose employer the council has not checked."""
    problems = list_problems(placement, today)
    if problems:
        raise NotAllowed(f"{problems[0].sentence}.")
    if not placement.organisation.is_verified:
        raise NotAllowed(
            f"The council has not checked {placement.organisation.name} yet, so its placements cannot be shown. "
            "What you have written is saved: come back when the check is done."
        )


def check_can_take_down(placement: Placement, *, holding: int) -> None:
    """Refuse to take down a placement where people hold a place or have started; `holding` counts them."""
    check_can_move(placement, Status.WITHDRAWN)
    if holding:
        who = "1 person has" if holding == 1 else f"{holding} people have"
        raise NotAllowed(
            f"{who} a place here, so the placement cannot be taken down. Close it to new people instead, "
            "or first record that they will not start."
        )


def is_over(placement: Placement, today: date) -> bool:
    """Say whether nobody new can come: the closing date and the planned end of the placement have both passed."""
    return today > max(placement.closes_on, placement.starts_on + timedelta(weeks=placement.weeks))


def is_open(opportunity: Opportunity, today: date) -> bool:
    """Say whether people can ask for a place, or apply, today."""
    return opportunity.status is Status.LIVE and opportunity.closes_on >= today


def list_problems(placement: Placement, today: date) -> list[Problem]:
    """Return everything that keeps a placement from being shown, in the order of the pages."""
    return [problem for rule in _RULES for problem in rule(placement, today)]


def _text_problems(placement: Placement, _today: date) -> list[Problem]:
    needed = {
        "title": "Enter a title",
        "description": "Say what people will do",
        "who_for": "Say who the placement is for",
    }
    return [Problem(name, sentence) for name, sentence in needed.items() if not getattr(placement, name)]


def _paid_work_problems(placement: Placement, _today: date) -> list[Problem]:
    """A care shift may not be advertised as volunteering: unpaid work that would be paid counts as earnings."""
    if placement.scheme is not Scheme.VOLUNTEERING:
        return []
    for name in ("title", "description"):
        words = _find_care_shift(getattr(placement, name))
        if words:
            return [
                Problem(
                    name,
                    f"“{words}” is work that a paid care worker does, so it cannot be volunteering. "
                    "Take it out, or post it as a job",
                )
            ]
    return []


def _find_care_shift(text: str) -> str | None:
    """Return the first words that speak of a care worker's duties, unless their sentence says that there are none."""
    for sentence in re.split(r"[.!?;\n]+", text):
        match = _CARE_SHIFT.search(sentence)
        if match and not _SAID_NOT.search(sentence):
            return match[0]
    return None


def _length_problems(placement: Placement, _today: date) -> list[Problem]:
    if not placement.hours_max_minutes:
        return [Problem("hours_min_minutes", "Add the places, the weeks and the hours")]
    facts = get_scheme(placement.scheme, placement.starts_on)
    if facts.allows(
        weeks=placement.weeks,
        least_minutes=placement.hours_min_minutes,
        most_minutes=placement.hours_max_minutes,
    ):
        return []
    fits_weeks = facts.allows(weeks=placement.weeks, least_minutes=10_080, most_minutes=0)
    return [Problem("hours_max_minutes" if fits_weeks else "weeks", facts.length_rule)]


def _young_people_problems(placement: Placement, _today: date) -> list[Problem]:
    """Working time of people under 18: at most 40 hours a week, no nights (Working Time Regulations 1998)."""
    if placement.youngest_age >= ADULT:
        return []
    problems = []
    if placement.hours_max_minutes > YOUNG_WORKERS_MINUTES:
        sentence = "People under 18 may do up to 40 hours a week. Enter fewer hours, or a youngest age of 18"
        problems.append(Problem("hours_max_minutes", sentence))
    if Pattern.NIGHTS in placement.patterns:
        sentence = "People under 18 may not work nights. Take nights out, or enter a youngest age of 18"
        problems.append(Problem("patterns", sentence))
    return problems


def _date_problems(placement: Placement, today: date) -> list[Problem]:
    problems = []
    first = today if placement.first_published_at is None else date.min
    if not first <= placement.starts_on <= today + FARTHEST_START:
        between = f"between {_day(today)} and {_day(today + FARTHEST_START)}"
        problems.append(Problem("starts_on", f"Enter a start date {between}"))
    last = today + LONGEST_ADVERT
    if not today <= placement.closes_on <= last:
        between = f"between {_day(today)} and {_day(last)}"
        problems.append(Problem("closes_on", f"Enter a closing date {between}"))
    return problems


def _place_problems(placement: Placement, _today: date) -> list[Problem]:
    if placement.places >= placement.places_taken:
        return []
    sentence = f"Enter at least {placement.places_taken}: that many people have a place already"
    return [Problem("places", sentence)]


_RULES: tuple[Callable[[Placement, date], list[Problem]], ...] = (
    _text_problems,
    _paid_work_problems,
    _place_problems,
    _length_problems,
    _young_people_problems,
    _date_problems,
)


def _as_said(status: Status) -> str:
    said = {Status.DRAFT: "a draft", Status.WITHDRAWN: "taken down", Status.FINISHED: "closed"}
    return said.get(status, status.value)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
