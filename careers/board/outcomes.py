"""Placement to employment: who moved into paid care work within 13 weeks of the end of a placement.

Values in, values out. The cohort is everyone whose placement ended, completers and early leavers alike, by
the date it ended. Whether a person can be in a rate yet depends on that date only, never on having found
work.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from careers.board.periods import Period, month_of, months_up_to

WINDOW = timedelta(days=91)
REPORTING_LAG = timedelta(days=14)
MONTHS_SINCE_AT_MOST = 5
CONFIRMED_GRADES = frozenset({"A", "B"})
LARGEST_UNKNOWN_SHARE = Fraction(1, 5)


class Exclusion(StrEnum):
    """Why an ended placement is counted apart. Moved away, unwell or out of touch is no reason."""

    DIED = "died"
    IN_COURSE = "part of a course that goes on"
    DUPLICATE = "recorded twice"


class Outcome(StrEnum):
    """What became of a person within the window; the first that applies."""

    STARTED = "Started care work, confirmed"
    SUBSIDISED = "Started a subsidised care job"
    PERSON_SAYS = "Started, by own word only"
    NOT_STARTED = "Started other work, or later"
    NOT_KNOWN = "Not known to have started"


@dataclass(frozen=True)
class WorkStart:
    """A start in a paid job. `grade` is A (employer confirmed), B (document seen) or C (the person says)."""

    started_on: date
    grade: str
    is_adult_social_care: bool = True
    is_subsidised: bool = False


@dataclass(frozen=True)
class EndedPlacement:
    """One person's placement that was started and has ended, with the starts in work known of that person."""

    person_id: int
    began_on: date
    ended_on: date
    starts: tuple[WorkStart, ...] = ()
    exclusion: Exclusion | None = None


@dataclass(frozen=True)
class Cohort:
    """The people of a period, each with the first placement that ended in it, and what is counted apart."""

    mature: tuple[EndedPlacement, ...]
    immature: tuple[EndedPlacement, ...]
    apart: Counter[Exclusion]

    @property
    def everyone(self) -> tuple[EndedPlacement, ...]:
        """All people of the cohort, for counts without a rate."""
        return self.mature + self.immature


@dataclass(frozen=True)
class Bounds:
    """What the share could be, given the people of whom nothing is known; `unknown_as_no` is the headline."""

    unknown_as_no: Fraction
    unknown_dropped: Fraction
    unknown_as_yes: Fraction


def is_mature(ended_on: date, *, cut_off: date) -> bool:
    """Whether 91 days and 14 for news to arrive have passed since the end of a placement."""
    return ended_on + WINDOW + REPORTING_LAG <= cut_off


def cohort_months(cut_off: date) -> tuple[list[Period], list[Period]]:
    """The latest 12 months that are mature to their last day, and the months since then up to the cut-off."""
    last_day = cut_off - WINDOW - REPORTING_LAG
    last = month_of(last_day + timedelta(days=1)).start - timedelta(days=1)
    later = [month for month in months_up_to(cut_off, MONTHS_SINCE_AT_MOST) if month.start > last]
    return months_up_to(last, 12), later


def cohort(placements: Iterable[EndedPlacement], period: Period, *, cut_off: date) -> Cohort:
    """The cohort of a period: a person counts once, by the first counted placement that ended in it."""
    first: dict[int, EndedPlacement] = {}
    apart: Counter[Exclusion] = Counter()
    for placement in sorted(placements, key=lambda each: (each.ended_on, each.began_on)):
        if placement.ended_on not in period:
            continue
        if placement.exclusion:
            apart[placement.exclusion] += 1
        else:
            first.setdefault(placement.person_id, placement)
    return Cohort(
        mature=tuple(each for each in first.values() if is_mature(each.ended_on, cut_off=cut_off)),
        immature=tuple(each for each in first.values() if not is_mature(each.ended_on, cut_off=cut_off)),
        apart=apart,
    )


def outcome_of(placement: EndedPlacement, *, cut_off: date) -> Outcome:
    """What became of a person: the best of their starts since the placement began, as known at the cut-off.

    A start before the placement ended counts as day 0.
    """
    starts = [start for start in placement.starts if placement.began_on <= start.started_on <= cut_off]
    in_care = [
        start for start in starts if start.is_adult_social_care and start.started_on <= placement.ended_on + WINDOW
    ]
    ordinary = [start for start in in_care if not start.is_subsidised]
    if any(start.grade in CONFIRMED_GRADES for start in ordinary):
        return Outcome.STARTED
    if len(ordinary) < len(in_care):
        return Outcome.SUBSIDISED
    if ordinary:
        return Outcome.PERSON_SAYS
    return Outcome.NOT_STARTED if starts else Outcome.NOT_KNOWN


def count_outcomes(people: Collection[EndedPlacement], *, cut_off: date) -> dict[Outcome, int]:
    """The number of people with each outcome, every outcome present; they add up to the number of people."""
    counts = Counter(outcome_of(person, cut_off=cut_off) for person in people)
    return {outcome: counts[outcome] for outcome in Outcome}


def bounds(*, started: int, ended: int, unknown: int) -> Bounds:
    """The share who started with the unknown counted as no, left out, and counted as yes.

    Raises ZeroDivisionError when nothing is known of anybody.
    """
    return Bounds(
        unknown_as_no=Fraction(started, ended),
        unknown_dropped=Fraction(started, ended - unknown),
        unknown_as_yes=Fraction(started + unknown, ended),
    )


def is_too_unknown(*, unknown: int, ended: int) -> bool:
    """Whether so much is unknown (over a fifth) that the share must not be compared with another."""
    return unknown > LARGEST_UNKNOWN_SHARE * ended
