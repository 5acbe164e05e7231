"""The figures of posts: live now, filled, and how long filling takes. Counts in, published figures out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from careers.applications.models import Source
from careers.board.figures import HIDDEN, Breakdown, Figure, Line, Scope, as_number
from careers.board.measures import MEASURES
from careers.board.periods import Period, month_of, span
from careers.board.rates import median_days
from careers.board.suppression import Shown, publish
from careers.reference.codes import JobGroup, get_job_role, get_main_service, main_services

GROUP_LABELS = {
    JobGroup.DIRECT_CARE: "Direct care",
    JobGroup.MANAGERIAL: "Managers and supervisors",
    JobGroup.REGULATED_PROFESSIONAL: "Regulated professions",
    JobGroup.OTHER: "Other jobs",
}
SOURCE_LABELS = {
    Source.SERVICE: "Applied on this service",
    Source.REFERRAL: "Referred by an adviser",
    Source.PLACEMENT: "After a placement",
    Source.ELSEWHERE: "Elsewhere",
}


@dataclass(frozen=True)
class LiveCount:
    """Live vacancies of one job role in one main service, and the posts still open in them."""

    role_code: int
    service_code: int
    vacancies: int
    posts: int


@dataclass(frozen=True)
class FilledCount:
    """Posts filled in the month of a day, of one job role, main service and source."""

    month: date
    role_code: int
    service_code: int
    source: Source
    posts: int


def month_label(month: Period, today: date) -> str:
    """ "October 2026", and "November 2026 so far" for the month that today is in."""
    return f"{month.start:%B %Y}" + (" so far" if today in month else "")


def live_figure(key: str, counts: Iterable[LiveCount], scope: Scope) -> Figure:
    """Live vacancies ("live-vacancies") or live posts ("live-posts"): adverts, so shown as they are."""
    by_group = dict.fromkeys(GROUP_LABELS.values(), 0)
    by_service = _each_service()
    for count in counts:
        number = count.vacancies if key == "live-vacancies" else count.posts
        by_group[_group(count)] += number
        by_service[_service(count)] += number
    now = Period(scope.today, scope.today)
    title = MEASURES[key].title
    return Figure(
        MEASURES[key],
        scope,
        Line("all", now, sum(by_group.values())),
        (
            Breakdown("job group", f"{title} by job group", _lines(by_group, now)),
            Breakdown("service", f"{title} by main service", _lines(by_service, now), is_long=True),
        ),
    )


def filled_figure(counts: Iterable[FilledCount], months: Sequence[Period], scope: Scope) -> Figure:
    """Filled posts of some months in order, by month, job group, main service and source."""
    labels = {month: month_label(month, scope.today) for month in months}
    by_month = dict.fromkeys(labels.values(), 0)
    by_group = dict.fromkeys(GROUP_LABELS.values(), 0)
    by_service = _each_service()
    by_source = dict.fromkeys(SOURCE_LABELS.values(), 0)
    for count in counts:
        by_month[labels[month_of(count.month)]] += count.posts
        by_group[_group(count)] += count.posts
        by_service[_service(count)] += count.posts
        by_source[SOURCE_LABELS[count.source]] += count.posts
    shown = publish({"month": by_month, "job group": by_group, "service": by_service, "source": by_source})
    cells = shown.breakdowns
    period = span(months).until(scope.today)
    month_lines = tuple(
        Line(label, month.until(scope.today), as_number(cells["month"][label])) for month, label in labels.items()
    )
    return Figure(
        MEASURES["filled-posts"],
        scope,
        Line("all", period, as_number(shown.total)),
        (
            Breakdown("month", "Filled posts by month", month_lines),
            Breakdown("job group", "Filled posts by job group", _lines(cells["job group"], period)),
            Breakdown("service", "Filled posts by main service", _lines(cells["service"], period), is_long=True),
            Breakdown("source", "Filled posts by how people came to them", _lines(cells["source"], period)),
        ),
    )


def days_figure(key: str, days: Collection[int], filled: Figure) -> Figure:
    """The median of some days ("days-to-fill" or "days-to-offer"), hidden where the filled posts are.

    The number of posts is not given again: beside the filled posts it would say how many came from elsewhere.
    """
    period = filled.headline.period
    if not days:
        return Figure(MEASURES[key], filled.scope, Line("all", period))
    median = None if filled.headline.numerator == HIDDEN else median_days(days)
    return Figure(MEASURES[key], filled.scope, Line("all", period, rate=as_number(median)))


def _each_service() -> dict[str, int]:
    return {service.plain_name: 0 for service in main_services()}


def _group(count: LiveCount | FilledCount) -> str:
    return GROUP_LABELS[get_job_role(count.role_code).group]


def _service(count: LiveCount | FilledCount) -> str:
    return get_main_service(count.service_code).plain_name


def _lines(cells: Mapping[str, Shown], period: Period) -> tuple[Line, ...]:
    return tuple(Line(label, period, as_number(shown)) for label, shown in cells.items())
