"""Placement to employment: who counts, when, and as what."""

from datetime import date, timedelta

import pytest

from careers.board.outcomes import (
    EndedPlacement,
    Exclusion,
    Outcome,
    WorkStart,
    bounds,
    cohort,
    cohort_months,
    count_outcomes,
    is_mature,
    is_too_unknown,
    outcome_of,
)
from careers.board.periods import Period
from careers.board.rates import percent

ENDED = date(2026, 6, 30)
CUT_OFF = date(2026, 11, 24)
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))


def ended(*starts: WorkStart, person: int = 1, on: date = ENDED, exclusion: Exclusion | None = None) -> EndedPlacement:
    return EndedPlacement(person, on - timedelta(days=28), on, starts, exclusion)


def start(days: int, grade: str = "A", *, is_adult_social_care: bool = True, is_subsidised: bool = False) -> WorkStart:
    return WorkStart(ENDED + timedelta(days=days), grade, is_adult_social_care, is_subsidised)


@pytest.mark.parametrize(
    ("cut_off", "mature"),
    [(date(2026, 10, 12), False), (date(2026, 10, 13), True)],  # 30 June + 91 days + 14 days is 13 October
)
def test_maturity_is_the_end_and_105_days(cut_off: date, mature: bool) -> None:
    assert is_mature(ENDED, cut_off=cut_off) is mature


def test_having_a_job_already_makes_nobody_mature() -> None:
    quick = ended(start(1), on=date(2026, 6, 30))

    people = cohort([quick], JUNE, cut_off=date(2026, 10, 12))

    assert people.mature == ()
    assert people.immature == (quick,)


@pytest.mark.parametrize(
    ("starts", "outcome"),
    [
        ((start(91),), Outcome.STARTED),
        ((start(92),), Outcome.NOT_STARTED),
        ((start(-5),), Outcome.STARTED),  # before the placement ended: day 0
        ((start(-29),), Outcome.NOT_KNOWN),  # a job from before the placement began says nothing
        ((start(10, "B"),), Outcome.STARTED),
        ((start(10, "C"),), Outcome.PERSON_SAYS),
        ((start(10, "C"), start(40, "A")), Outcome.STARTED),
        ((start(10, is_subsidised=True),), Outcome.SUBSIDISED),
        ((start(10, is_subsidised=True), start(80)), Outcome.STARTED),
        ((start(10, is_adult_social_care=False),), Outcome.NOT_STARTED),
        ((), Outcome.NOT_KNOWN),
    ],
)
def test_outcome(starts: tuple[WorkStart, ...], outcome: Outcome) -> None:
    assert outcome_of(ended(*starts), cut_off=CUT_OFF) is outcome


def test_a_start_after_the_cut_off_has_not_happened_yet() -> None:
    assert outcome_of(ended(start(60)), cut_off=ENDED + timedelta(days=59)) is Outcome.NOT_KNOWN


def test_a_person_counts_once_by_the_first_end_in_the_period() -> None:
    early, late = ended(on=date(2026, 6, 5)), ended(start(10), on=ENDED)

    people = cohort([late, early], JUNE, cut_off=CUT_OFF)

    assert people.mature == (early,)


def test_ends_outside_the_period_are_in_no_cohort_of_it() -> None:
    people = cohort([ended(on=date(2026, 5, 31)), ended(on=date(2026, 7, 1))], JUNE, cut_off=CUT_OFF)

    assert people.everyone == ()


def test_a_course_that_goes_on_is_counted_apart_and_the_next_placement_counts() -> None:
    course = ended(on=date(2026, 6, 5), exclusion=Exclusion.IN_COURSE)
    trial = ended(on=date(2026, 6, 20))

    people = cohort([course, trial], JUNE, cut_off=CUT_OFF)

    assert people.mature == (trial,)
    assert people.apart == {Exclusion.IN_COURSE: 1}


def test_outcomes_add_up_to_everyone_and_the_unknown_stay_in() -> None:
    people = [ended(start(5), person=1), ended(person=2), ended(start(5, "C"), person=3)]

    counts = count_outcomes(people, cut_off=CUT_OFF)

    assert counts == {
        Outcome.STARTED: 1,
        Outcome.SUBSIDISED: 0,
        Outcome.PERSON_SAYS: 1,
        Outcome.NOT_STARTED: 0,
        Outcome.NOT_KNOWN: 1,
    }


def test_bounds() -> None:
    could_be = bounds(started=18, ended=42, unknown=6)

    shares = (could_be.unknown_as_no, could_be.unknown_dropped, could_be.unknown_as_yes)
    assert [round(100 * float(share), 1) for share in shares] == [42.9, 50.0, 57.1]
    assert percent(could_be.unknown_as_no) == 43


@pytest.mark.parametrize(("unknown", "too_many"), [(8, False), (9, True)])
def test_over_a_fifth_unknown_is_too_unknown(unknown: int, too_many: bool) -> None:
    assert is_too_unknown(unknown=unknown, ended=42) is too_many  # a fifth of 42 is 8.4


@pytest.mark.parametrize(
    ("cut_off", "last_mature", "first_later", "later"),
    [
        (date(2026, 11, 24), date(2026, 7, 31), date(2026, 8, 1), 4),  # 105 days back: 11 August
        (date(2026, 11, 13), date(2026, 7, 31), date(2026, 8, 1), 4),  # 31 July: mature to its last day
        (date(2026, 11, 12), date(2026, 6, 30), date(2026, 7, 1), 5),
    ],
)
def test_cohort_months(cut_off: date, last_mature: date, first_later: date, later: int) -> None:
    mature, since = cohort_months(cut_off)

    assert len(mature) == 12
    assert mature[-1].end == last_mature
    assert since[0].start == first_later
    assert len(since) == later
    assert cut_off in since[-1]
