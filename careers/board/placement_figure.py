"""The placement-to-employment figure: cohorts in, the published figure out.

Everything is worked out from the counts as shown, so that no rate tells more than the counts beside it.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from careers.board.figures import HIDDEN, Breakdown, Figure, Line, Scope, as_number
from careers.board.measures import MEASURES
from careers.board.outcomes import (
    Cohort,
    EndedPlacement,
    Outcome,
    bounds,
    cohort_months,
    count_outcomes,
    is_too_unknown,
)
from careers.board.periods import Period, month_of, span
from careers.board.post_figures import month_label
from careers.board.rates import percent, rate
from careers.board.suppression import (
    SMALLEST_BASE_OF_A_PERCENTAGE,
    Publication,
    Shown,
    publish,
    shown_count,
    shown_percentage,
)

TOO_UNKNOWN = "Nothing is known of more than 1 in 5 of these people. Do not compare this share with another."


def placement_figure(mature: Cohort, later: Cohort, scope: Scope) -> Figure:
    """The figure of the mature months' cohort, with the later months' so far, both by `cohort_months`."""
    mature_months, later_months = cohort_months(scope.today)
    shown = _publish(mature.mature, mature_months, scope)
    so_far = _publish(later.everyone, later_months, scope)
    period = span(mature_months)
    later_period = span(later_months).until(scope.today)
    outcomes = shown.breakdowns["outcome"]
    return Figure(
        MEASURES["placement-to-employment"],
        scope,
        _with_interval(_share("all", period, outcomes[Outcome.STARTED], shown.total)),
        (
            Breakdown(
                "outcome",
                "People by what became of them in 13 weeks",
                tuple(_share(label, period, count, shown.total) for label, count in outcomes.items()),
            ),
            Breakdown("month", "People by the month their placement ended", _month_lines(shown, mature_months, scope)),
            Breakdown(
                "later month",
                "People whose placement ended later, too early for a rate",
                _month_lines(so_far, later_months, scope),
            ),
        ),
        (
            _share("the person's own word counted too", period, _with_own_word(shown), shown.total),
            *_bounds(shown, period),
            Line(
                "later months so far",
                later_period,
                as_number(so_far.breakdowns["outcome"][Outcome.STARTED]),
                as_number(so_far.total),
            ),
            *(
                Line(f"counted apart: {reason}", period, denominator=as_number(shown_count(count)))
                for reason, count in sorted(mature.apart.items())
            ),
        ),
        TOO_UNKNOWN if _is_too_unknown(shown) else "",
    )


def _publish(people: Collection[EndedPlacement], months: Sequence[Period], scope: Scope) -> Publication:
    outcomes = count_outcomes(people, cut_off=scope.today)
    by_month = {month_label(month, scope.today): 0 for month in months}
    for person in people:
        by_month[month_label(month_of(person.ended_on), scope.today)] += 1
    return publish({"outcome": {str(outcome): count for outcome, count in outcomes.items()}, "month": by_month})


def _share(group: str, period: Period, part: Shown, whole: Shown) -> Line:
    share = shown_percentage(part, whole)
    return Line(group, period, as_number(part), as_number(whole), "" if share is None else share)


def _with_interval(line: Line) -> Line:
    if not isinstance(line.rate, int):
        return line
    share = rate(int(line.numerator), int(line.denominator))
    return replace(line, low=percent(share.low), high=percent(share.high)) if share else line


def _bounds(shown: Publication, period: Period) -> tuple[Line, ...]:
    """What the share could be, given the people of whom nothing is known; no figure on a base under 20."""
    left_out = Line("share if people of whom nothing is known are left out", period)
    counted = Line("share if people of whom nothing is known had all started", period)
    started, unknown = (shown.breakdowns["outcome"][each] for each in (Outcome.STARTED, Outcome.NOT_KNOWN))
    if started is None or unknown is None or shown.total is None:
        return replace(left_out, rate=HIDDEN), replace(counted, rate=HIDDEN)
    if shown.total - unknown < SMALLEST_BASE_OF_A_PERCENTAGE:
        return left_out, counted
    could_be = bounds(started=started, ended=shown.total, unknown=unknown)
    return (
        replace(left_out, rate=min(100, percent(could_be.unknown_dropped))),
        replace(counted, rate=min(100, percent(could_be.unknown_as_yes))),
    )


def _with_own_word(shown: Publication) -> Shown:
    started, said = (shown.breakdowns["outcome"][each] for each in (Outcome.STARTED, Outcome.PERSON_SAYS))
    if started is None or said is None or shown.total is None:
        return None
    return min(started + said, shown.total)


def _month_lines(shown: Publication, months: Sequence[Period], scope: Scope) -> tuple[Line, ...]:
    counts = shown.breakdowns["month"]
    labels = [month_label(month, scope.today) for month in months]
    return tuple(
        Line(label, month.until(scope.today), denominator=as_number(counts[label]))
        for label, month in zip(labels, months, strict=True)
    )


def _is_too_unknown(shown: Publication) -> bool:
    unknown = shown.breakdowns["outcome"][Outcome.NOT_KNOWN]
    return shown.total is not None and unknown is not None and is_too_unknown(unknown=unknown, ended=shown.total)
