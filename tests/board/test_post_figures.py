"""The figures of posts from counts."""

from datetime import UTC, date, datetime

from careers.applications.models import Source
from careers.board.figures import Figure, Number, Scope
from careers.board.periods import months_up_to
from careers.board.post_figures import FilledCount, LiveCount, days_figure, filled_figure, live_figure

SCOPE = Scope("E06000042", datetime(2026, 11, 24, 10, tzinfo=UTC))
MONTHS = months_up_to(SCOPE.today, 13)
CARE_WORKER, REGISTERED_MANAGER = 8, 4
CARE_HOME, CARE_AT_HOME = 2, 8


def filled(month: date, posts: int, role: int = CARE_WORKER, source: Source = Source.SERVICE) -> FilledCount:
    return FilledCount(month, role, CARE_HOME, source, posts)


def counts_of(figure: Figure, dimension: str) -> dict[str, Number]:
    (lines,) = (each.lines for each in figure.breakdowns if each.dimension == dimension)
    return {line.group: line.count for line in lines if line.count != 0}


def test_live_posts_and_vacancies_are_exact() -> None:
    counts = [LiveCount(CARE_WORKER, CARE_HOME, 2, 5), LiveCount(REGISTERED_MANAGER, CARE_AT_HOME, 1, 1)]

    posts, vacancies = live_figure("live-posts", counts, SCOPE), live_figure("live-vacancies", counts, SCOPE)

    assert posts.headline.numerator == 6
    assert counts_of(posts, "job group") == {"Direct care": 5, "Managers and supervisors": 1}
    assert vacancies.headline.numerator == 3
    assert counts_of(vacancies, "service") == {"Care home": 2, "Care at home": 1}


def test_filled_posts_pass_through_disclosure_control_in_every_breakdown() -> None:
    counts = [
        filled(date(2026, 9, 1), 14),
        filled(date(2026, 10, 1), 9, source=Source.REFERRAL),
        filled(date(2026, 11, 1), 3, REGISTERED_MANAGER),
    ]

    figure = filled_figure(counts, MONTHS, SCOPE)

    assert figure.headline.numerator == 25  # 26
    assert counts_of(figure, "month") == {"September 2026": 15, "October 2026": 10, "November 2026 so far": "*"}
    assert counts_of(figure, "job group") == {"Direct care": 25, "Managers and supervisors": "*"}
    assert counts_of(figure, "source") == {"Applied on this service": 15, "Referred by an adviser": 10}
    assert figure.headline.period.in_words == "1 November 2025 to 24 November 2026"


def test_months_without_a_start_are_there() -> None:
    figure = filled_figure([], MONTHS, SCOPE)

    months = figure.breakdowns[0].lines
    assert [line.count for line in months] == [0] * 13
    assert months[-1].period.end == date(2026, 11, 24)
    assert figure.is_empty


def test_the_median_of_days() -> None:
    posts = filled_figure([filled(date(2026, 10, 1), 9)], MONTHS, SCOPE)

    figure = days_figure("days-to-fill", [10, 20, 30, 40, 50, 60, 70, 80, 90], posts)

    assert figure.headline.rate == 50
    assert figure.headline.denominator == ""


def test_no_median_of_few_days_and_none_where_the_filled_posts_are_hidden() -> None:
    posts = filled_figure([filled(date(2026, 10, 1), 9)], MONTHS, SCOPE)
    few = filled_figure([filled(date(2026, 10, 1), 7)], MONTHS, SCOPE)

    assert days_figure("days-to-offer", [10] * 7, posts).headline.rate == "*"
    assert days_figure("days-to-fill", [10] * 9, few).headline.rate == "*"
    assert days_figure("days-to-fill", [], posts).is_empty
