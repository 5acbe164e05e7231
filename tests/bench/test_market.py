"""The invented national market is the same each time, fits the tables, and is shaped like the sector."""

from collections import Counter
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.database import db
from careers.geo.districts import get_district
from careers.jobs.models import Opportunity, PayPeriod, Vacancy
from careers.jobs.queries import is_live, search_opportunities
from careers.jobs.search_query import SearchQuery
from careers.providers.models import Workplace
from tests.bench import queries
from tests.bench.dice import Dice
from tests.bench.market import Row, invent_adverts, invent_sites, load_market, reference_of

TODAY = date(2026, 11, 24)
SIZE = 600


@pytest.fixture
def market(app: Flask) -> None:
    load_market(db.engine, SIZE, today=clock.today())


def invented(size: int, seed: int) -> list[tuple[Row, Row]]:
    dice = Dice(seed)
    _, sites = invent_sites(dice, size, TODAY)
    return list(invent_adverts(dice, size, sites, TODAY))


def test_the_same_seed_and_size_give_the_same_adverts() -> None:
    assert invented(50, 1) == invented(50, 1)
    assert invented(50, 1) != invented(50, 2)


def test_no_two_adverts_have_one_reference() -> None:
    assert len({reference_of(number) for number in range(200_000)}) == 200_000


def test_adverts_are_as_long_and_as_varied_as_real_ones() -> None:
    adverts = [base for base, _ in invented(2_000, 1)]

    assert all(60 <= len(advert["description"].split()) <= 190 for advert in adverts)
    assert len({advert["title"] for advert in adverts}) > 800
    assert len({word for advert in adverts for word in advert["description"].split()}) > 3_000


def test_the_search_finds_every_advert(market: None) -> None:
    counts = Counter(kind.value for kind in db.session.scalars(sa.select(Opportunity.kind).where(is_live())))

    assert sum(counts.values()) == search_opportunities(SearchQuery()).results.total == SIZE
    assert counts["job"] > 0.75 * SIZE
    assert min(counts["apprenticeship"], counts["placement"]) > 0.03 * SIZE


def test_most_adverts_are_for_care_workers_and_pay_is_lawful(market: None) -> None:
    roles = Counter(db.session.scalars(sa.select(Opportunity.role_code)))
    jobs = db.session.scalars(sa.select(Vacancy).where(Vacancy.kind == "job")).all()

    assert roles.most_common(1)[0][0] == 8
    assert 0.45 * SIZE < roles[8] < 0.7 * SIZE
    assert min(job.pay_min_pence for job in jobs if job.pay_period is PayPeriod.HOUR) == 1271  # the floor of April 2026


def test_workplaces_lie_in_england_in_the_council_that_they_name(market: None) -> None:
    for workplace in db.session.scalars(sa.select(Workplace)):
        district = get_district(workplace.lad_code)

        assert district.country == "England"
        assert abs(workplace.lat - district.lat) < 1.2


def test_queries_are_the_same_each_time_and_differ_from_each_other() -> None:
    mixed = queries.mixed(500)

    assert mixed == queries.mixed(500)
    assert len(set(mixed)) == 500
    assert all("q=" in path and "place=" in path for path in mixed)
    assert not [path for path in queries.without_words(200) if "q=" in path]
