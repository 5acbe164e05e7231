"""The judged queries: grades follow the written rules, the sum is the published one, the ranking gets no worse."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from careers.database import db, writing
from careers.demo.load import load_demonstration
from careers.jobs.search_query import SearchQuery
from tests.bench.ranking import CONDITIONS, FLOOR, TODAY, Judged, Score, Seen, judged_queries, ndcg, overall, score_all
from tests.conftest import empty_database
from tests.jobs.entries import PLAIN, varied

NIGHTS_NEARBY = Judged(
    "carer", SearchQuery(miles=10), "", ("role=8|38 pattern=nights miles=5", "role=8 !kind=placement", "")
)


@pytest.fixture(scope="module")
def scores(migrated_app: Flask) -> Iterator[list[Score]]:
    """Score every judged query over the demonstration of its day."""
    with migrated_app.app_context(), writing():
        load_demonstration(TODAY, migrated_app.config["AREA_CODES"])
        db.session.commit()
        yield score_all()
        db.session.rollback()
        db.session.remove()
        empty_database()


def seen(miles: float = 1.0, **changes: Any) -> Seen:
    return Seen(varied(PLAIN, **{"patterns": ("nights",)} | changes), miles)


@pytest.mark.parametrize(
    ("advert", "grade"),
    [
        (seen(), 3),
        (seen(miles=6), 2),
        (seen(patterns=("days",)), 2),
        (seen(role_code=38), 3),
        (seen(role_code=16), 0),
        (seen(kind="placement", patterns=()), 0),
        (seen(miles=11), 0),
    ],
)
def test_an_advert_is_graded_by_the_first_rule_that_it_fits(advert: Seen, grade: int) -> None:
    assert NIGHTS_NEARBY.grade(advert) == grade


def test_the_measure_is_1_for_the_best_order_and_follows_the_formula_below_it() -> None:
    assert ndcg([3, 2, 1], [1, 2, 3]) == 1
    assert ndcg([], [0, 0]) == 1
    assert ndcg([0, 3], [3]) == pytest.approx(0.6309, abs=1e-4)  # 1 / log2(3)
    assert ndcg([2, 3], [3, 2]) == pytest.approx(0.8340, abs=1e-4)  # (3 + 7 / 1.58496) / (7 + 3 / 1.58496)


def test_there_are_enough_queries_of_each_kind_of_user_with_rules_that_can_be_read() -> None:
    users = Counter(judged.user for judged in judged_queries())
    rules = [rule for judged in judged_queries() for rule in judged.rules if rule]
    names = {word.lstrip("!").partition("=")[0] for rule in rules for word in rule.split() if word != "or"}

    assert sum(users.values()) >= 60
    assert min(users.values()) >= 5
    assert names <= set(CONDITIONS)
    assert all(judged.need and judged.query.q for judged in judged_queries())


def test_each_query_has_adverts_that_serve_it_and_more_that_do_not(scores: list[Score]) -> None:
    assert [score.judged.query.q for score in scores if not 0 < score.relevant < 250] == []


def test_the_ranking_does_not_get_worse(scores: list[Score]) -> None:
    assert overall(scores) >= FLOOR
