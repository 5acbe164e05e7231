"""The board's figures from records in a real database."""

from datetime import UTC, date, datetime, timedelta

from careers import clock
from careers.applications.models import ApplicationStatus, Evidence, Source
from careers.board.figures import Figure, Number
from careers.board.queries.figures import list_figures
from careers.jobs.models import OpportunityKind, OpportunityStatus
from careers.placements.models import BookingStatus, Scheme
from tests.connections import counted
from tests.factories import Factory

MILTON_KEYNES, LUTON = "E06000042", "E06000032"
CARE_WORKER, REGISTERED_MANAGER = 8, 4
CARE_HOME, CARE_AT_HOME = 2, 8


def figures() -> dict[str, Figure]:
    return list_figures([MILTON_KEYNES], clock.now())


def counts_of(figure: Figure, dimension: str) -> dict[str, Number]:
    (lines,) = (each.lines for each in figure.breakdowns if each.dimension == dimension)
    return {line.group: line.count for line in lines if line.count != 0}


def test_live_posts_are_those_of_live_vacancies_in_the_area(make: Factory) -> None:
    here, there = make.workplace(), make.workplace(lad_code=LUTON)
    make.vacancy(here, posts=3, posts_filled=1)
    make.vacancy(here, role_code=REGISTERED_MANAGER, kind=OpportunityKind.APPRENTICESHIP)
    make.vacancy(here, status=OpportunityStatus.DRAFT)
    make.vacancy(here, closes_on=date(2026, 11, 23))  # yesterday
    make.vacancy(there, posts=9)
    make.placement(here)

    found = figures()

    assert found["live-vacancies"].headline.numerator == 2
    assert found["live-posts"].headline.numerator == 3
    assert counts_of(found["live-posts"], "job group") == {"Direct care": 2, "Managers and supervisors": 1}
    assert counts_of(found["live-posts"], "service") == {"Care home": 3}


def test_filled_posts_are_starts_in_posts_of_the_service_in_the_period_and_area(make: Factory) -> None:
    home, branch = make.vacancy(posts=20), make.vacancy(posts=20)
    for _ in range(12):
        make.employment(date(2026, 10, 31), vacancy_id=home.id)
    for _ in range(9):
        make.employment(
            date(2026, 11, 24),
            vacancy_id=branch.id,
            role_code=REGISTERED_MANAGER,
            service_code=CARE_AT_HOME,
            source=Source.REFERRAL,
        )
    make.employment(date(2025, 10, 31), vacancy_id=home.id)  # before the period
    make.employment(date(2026, 11, 25), vacancy_id=home.id)  # tomorrow
    make.employment(date(2026, 10, 31), vacancy_id=home.id, lad_code=LUTON)
    make.employment(date(2026, 10, 31))  # work elsewhere, known by evidence: no post of ours

    filled = figures()["filled-posts"]

    assert filled.headline.numerator == 20  # 21
    assert counts_of(filled, "month") == {"October 2026": 10, "November 2026 so far": 10}  # 12 and 9
    assert counts_of(filled, "job group") == {"Direct care": 10, "Managers and supervisors": 10}
    assert counts_of(filled, "service") == {"Care home": 10, "Care at home": 10}
    assert counts_of(filled, "source") == {"Applied on this service": 10, "Referred by an adviser": 10}


def test_days_run_from_the_day_of_publication_in_england(make: Factory) -> None:
    early = make.vacancy(posts=12, first_published_at=datetime(2026, 9, 9, 23, 30, tzinfo=UTC))  # 10 September
    late = make.vacancy(posts=9, first_published_at=datetime(2026, 10, 20, 9, tzinfo=UTC))
    for _ in range(8):
        application = make.application(
            early,
            status=ApplicationStatus.STARTED,
            accepted_at=datetime(2026, 9, 30, 12, tzinfo=UTC),
            started_on=date(2026, 10, 10),
        )
        make.employment(date(2026, 10, 10), vacancy_id=early.id, application_id=application.id)
    for _ in range(4):
        make.employment(date(2026, 10, 10), vacancy_id=early.id, source=Source.ELSEWHERE)
    for _ in range(9):
        make.employment(date(2026, 11, 3), vacancy_id=late.id)

    found = figures()

    # the eleventh of nine times 14 days and twelve times 30
    assert found["days-to-fill"].headline.rate == 30
    assert found["days-to-offer"].headline.rate == 20


def test_placement_to_employment(make: Factory) -> None:
    here, there = make.workplace(), make.workplace(lad_code=LUTON)
    trial = make.placement(here, scheme=Scheme.WORK_TRIAL, places=40)
    course = make.placement(here, scheme=Scheme.T_LEVEL)
    ended = {
        "status": BookingStatus.COMPLETED,
        "started_on": date(2026, 6, 1),
        "ended_on": date(2026, 6, 30),
    }
    people = [make.candidate() for _ in range(33)]
    for person in people:
        make.booking(trial, person, **ended)
    for person in people[:9]:
        make.employment(date(2026, 9, 29), candidate_id=person.id, lad_code=LUTON)  # day 91, elsewhere
    for person in people[9:17]:
        make.employment(date(2026, 6, 25), candidate_id=person.id, evidence=Evidence.PERSON)
    make.employment(date(2026, 9, 30), candidate_id=people[17].id)  # day 92
    make.booking(trial, people[0], **(ended | {"ended_on": date(2026, 7, 31)}))  # the same person again
    make.booking(course, make.candidate(), **ended)
    make.booking(make.placement(there), make.candidate(), **ended)
    make.booking(trial, make.candidate(), status=BookingStatus.STARTED, started_on=date(2026, 11, 2))
    make.booking(trial, make.candidate(), **(ended | {"ended_on": date(2026, 8, 1)}))  # not yet mature

    figure = figures()["placement-to-employment"]

    headline = figure.headline  # 9 of 33
    assert (headline.numerator, headline.denominator, headline.rate) == (10, 35, 29)
    assert headline.period.in_words == "1 August 2025 to 31 July 2026"
    assert counts_of(figure, "outcome") == {
        "Started care work, confirmed": 10,
        "Started, by own word only": 10,
        "Started other work, or later": "*",
        "Not known to have started": 15,
    }
    assert counts_of(figure, "month") == {"June 2026": 35}
    assert counts_of(figure, "later month") == {"August 2026": "*"}
    (apart,) = (line for line in figure.asides if line.group.startswith("counted apart"))
    assert apart.denominator == "*"


def test_the_number_of_queries_does_not_grow_with_the_records(make: Factory) -> None:
    for _ in range(3):
        vacancy, person = make.vacancy(), make.candidate()
        make.employment(date(2026, 10, 1), vacancy_id=vacancy.id, candidate_id=person.id)
        make.booking(
            candidate=person,
            status=BookingStatus.COMPLETED,
            started_on=clock.today() - timedelta(days=200),
            ended_on=clock.today() - timedelta(days=180),
        )

    with counted() as asked:
        figures()

    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 5
