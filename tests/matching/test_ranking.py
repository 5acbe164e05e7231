"""The order by fit gives each advert the share that its fit, worked out part by part, has."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from careers.jobs.index import Entry, Index
from careers.jobs.search_query import SearchQuery
from careers.matching.fit import measure_fit
from careers.matching.parts import Wish
from careers.matching.ranking import FitOrder, offer_of_entry
from careers.reference.choices import Contract, Need, Pattern
from careers.screening import bank
from careers.screening.scoring import ValueScore
from tests.jobs.entries import PLAIN, TODAY, varied

KEYS = tuple(value.key for value in bank.values())
SURE = tuple(ValueScore(key, 0.9, 0.05, ("q",), ("starter key",)) for key in KEYS)
SCORES = st.dictionaries(st.sampled_from(KEYS), st.floats(0, 1)).map(
    lambda scores: tuple(ValueScore(key, score, 0.05, ("q",), ("starter key",)) for key, score in scores.items())
)
WISHES = st.builds(
    Wish,
    lat=st.just(52.0),
    lon=st.just(-0.7),
    travel_miles=st.sampled_from([None, 3, 10]),
    patterns=st.frozensets(st.sampled_from(list(Pattern)), max_size=3),
    contracts=st.frozensets(st.sampled_from(list(Contract)), max_size=2),
    can_drive=st.sampled_from([None, True, False]),
    pay_min_pence=st.sampled_from([None, 1271, 1350]),
    can_start_on=st.sampled_from([None, date(2027, 1, 4), date(2027, 1, 20)]),
)
ENTRIES = st.lists(
    st.builds(
        lambda pay, spread, start, **facts: varied(
            PLAIN,
            hourly_min_pence=pay,
            hourly_max_pence=pay + spread,
            starts_on=date(2027, 1, 4) + timedelta(days=start),
            **facts,
        ),
        pay=st.integers(1271, 1400),
        spread=st.integers(0, 100),
        start=st.integers(-40, 40),
        kind=st.sampled_from(["job", "apprenticeship"]),
        lat=st.floats(51.8, 52.2),
        lon=st.floats(-0.9, -0.5),
        patterns=st.sampled_from([(), ("days",), ("nights", "weekends"), ("days", "part-time")]),
        contract=st.sampled_from(["permanent", "zero-hours"]),
        driving=st.sampled_from(list(Need)),
        value_keys=st.sampled_from([(), KEYS[:2], KEYS[3:6]]),
    ),
    min_size=1,
    max_size=15,
).map(lambda entries: [one._replace(id=number) for number, one in enumerate(entries, start=1)])


def share(entry: Entry, wish: Wish, scores: tuple[ValueScore, ...]) -> int:
    offer = offer_of_entry(entry)
    assert offer
    fit = measure_fit(wish, offer, {score.value_key: score for score in scores})
    return fit.total_points * 1000 // fit.out_of if fit.out_of * 3 >= 100 else 0


@given(ENTRIES, WISHES, SCORES)
@settings(max_examples=150, deadline=None)
def test_the_best_fit_comes_first(entries: list[Entry], wish: Wish, scores: tuple[ValueScore, ...]) -> None:
    results = Index(entries).search(SearchQuery(sort="fit"), today=TODAY, fitness=FitOrder(wish, scores))

    shares = [share(hit.entry, wish, scores) for hit in results.hits]
    assert shares == sorted(shares, reverse=True)
    assert sorted(hit.entry.id for hit in results.hits) == [one.id for one in entries]


def test_placements_come_last() -> None:
    placement = varied(PLAIN, id=1, kind="placement", hourly_min_pence=None, hourly_max_pence=None, contract="")
    index = Index([placement, varied(PLAIN, id=2)])

    results = index.search(SearchQuery(sort="fit"), today=TODAY, fitness=FitOrder(Wish(), SURE))

    assert [hit.entry.id for hit in results.hits] == [2, 1]
    assert offer_of_entry(placement) is None
