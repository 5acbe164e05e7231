"""The published placement-to-employment figure, from cohorts."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from careers.board.figures import Figure, Line, Scope
from careers.board.outcomes import Cohort, EndedPlacement, Exclusion, WorkStart
from careers.board.placement_figure import TOO_UNKNOWN, placement_figure

SCOPE = Scope("E06000042", datetime(2026, 11, 24, 10, tzinfo=UTC))
JUNE, OCTOBER = date(2026, 6, 30), date(2026, 10, 9)
NOBODY = Cohort((), (), Counter())


def people(count: int, *grades: str, ended_on: date = JUNE, subsidised: bool = False) -> tuple[EndedPlacement, ...]:
    starts = tuple(WorkStart(ended_on + timedelta(days=7), grade, is_subsidised=subsidised) for grade in grades)
    return tuple(EndedPlacement(n, ended_on - timedelta(days=20), ended_on, starts) for n in range(count))


def line(figure: Figure, group: str) -> Line:
    return next(each for each in figure.lines() if each.group == group)


def test_rates_are_worked_out_from_the_rounded_counts() -> None:
    ended = people(9, "A") + people(8, "C") + people(16)

    figure = placement_figure(Cohort(ended, (), Counter()), NOBODY, SCOPE)

    headline = figure.headline  # 9 of 33 is shown as 10 of 35: 28.6%
    assert (headline.numerator, headline.denominator, headline.rate) == (10, 35, 29)
    assert (headline.low, headline.high) == (16, 45)
    assert line(figure, "the person's own word counted too").rate == 57  # 20 of 35
    assert line(figure, "share if people of whom nothing is known are left out").rate == 50  # 10 of 35 - 15
    assert line(figure, "share if people of whom nothing is known had all started").rate == 71  # 25 of 35
    assert line(figure, "month: June 2026").denominator == 35
    assert figure.warning == TOO_UNKNOWN


def test_subsidised_jobs_are_a_line_of_their_own() -> None:
    ended = people(20, "A") + people(10, "A", subsidised=True)

    figure = placement_figure(Cohort(ended, (), Counter()), NOBODY, SCOPE)

    assert (figure.headline.numerator, figure.headline.denominator) == (20, 30)
    assert line(figure, "outcome: Started a subsidised care job").numerator == 10
    assert figure.warning == ""


def test_no_rate_below_twenty_people() -> None:
    figure = placement_figure(Cohort(people(10, "A"), (), Counter()), NOBODY, SCOPE)

    assert (figure.headline.numerator, figure.headline.denominator) == (10, 10)
    assert (figure.headline.rate, figure.headline.low) == ("", "")


def test_later_months_show_counts_without_a_rate() -> None:
    later = Cohort((), people(25, "A", ended_on=OCTOBER), Counter())

    figure = placement_figure(NOBODY, later, SCOPE)

    so_far = line(figure, "later months so far")
    assert (so_far.numerator, so_far.denominator, so_far.rate) == (25, 25, "")
    assert line(figure, "later month: October 2026").denominator == 25
    assert figure.is_empty


def test_what_is_counted_apart_has_its_reason_and_is_hidden_when_small() -> None:
    figure = placement_figure(Cohort((), (), Counter({Exclusion.IN_COURSE: 3})), NOBODY, SCOPE)

    assert line(figure, "counted apart: part of a course that goes on").denominator == "*"


def test_hidden_counts_give_no_rate() -> None:
    ended = people(3, "A") + people(30)

    figure = placement_figure(Cohort(ended, (), Counter()), NOBODY, SCOPE)

    assert figure.headline.numerator == "*"
    assert figure.headline.rate == ""
    assert line(figure, "share if people of whom nothing is known had all started").rate == "*"
