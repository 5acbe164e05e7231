"""The index gives what a plain search gives, entry by entry, over random adverts, changes and queries."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from careers.jobs.index import Entry, Index, Where
from careers.jobs.search_query import MILES, YES_FILTERS, SearchQuery
from careers.reference.choices import Need, Pattern
from tests.jobs.entries import PLAIN, TODAY, varied
from tests.jobs.plain_search import Plain, passes, read_words, score

WORDS = [
    "care",
    "assistant",
    "night",
    "cook",
    "chef",
    "home",
    "nurse",
    "senior",
    "the",
    "dementia",
    "kind",
    "bletchley",
    "learning",
    "learning.",
    "disabilities",
    "ld",
    "end",
    "of",
    "life",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=0, max_size=6).map(" ".join)
PLACES = st.tuples(st.floats(51.8, 52.4), st.floats(-1.1, -0.3))


def entries(number: int) -> st.SearchStrategy[Entry]:
    """Return entries with a number."""
    return st.builds(
        lambda place, pay, age, left, **facts: varied(
            PLAIN,
            id=number,
            reference=f"V-{number}",
            lat=place[0],
            lon=place[1],
            hourly_min_pence=pay,
            hourly_max_pence=pay,
            published_at=datetime(2026, 11, 24, 10, tzinfo=UTC) - timedelta(hours=age),
            closes_on=TODAY + timedelta(days=left),
            **facts,
        ),
        place=PLACES,
        pay=st.sampled_from([None, 1271, 1300, 1500]),
        age=st.integers(0, 900),
        left=st.integers(-2, 20),
        title=TEXTS.map(lambda text: text or "Cook"),
        text=TEXTS,
        kind=st.sampled_from(["job", "apprenticeship", "placement"]),
        role_code=st.sampled_from([7, 8, 16, 26]),
        service_code=st.sampled_from([2, 8]),
        patterns=st.sampled_from([(), ("days",), ("nights", "weekends")]),
        contract=st.sampled_from(["", "permanent", "zero-hours"]),
        driving=st.sampled_from(list(Need)),
        experience=st.sampled_from(list(Need)),
        is_training_paid=st.booleans(),
        has_guaranteed_hours=st.booleans(),
        offers_sponsorship=st.booleans(),
        lad_code=st.sampled_from(["E06000042", "E06000055"]),
    )


MARKETS = st.integers(0, 45).flatmap(lambda size: st.tuples(*(entries(number) for number in range(1, size + 1))))
CHANGES = st.lists(st.integers(1, 50).flatmap(lambda n: st.one_of(st.just(n), entries(n))), max_size=8)
QUOTED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
ASKED = st.lists(
    st.one_of(st.sampled_from(WORDS), QUOTED, st.sampled_from(["-cook", "-night", '-"care home"'])), max_size=4
)
QUERIES = st.builds(
    SearchQuery,
    q=ASKED.map(" ".join),
    miles=st.sampled_from(MILES),
    kind=st.sampled_from([(), ("job",), ("job", "placement")]),
    role=st.sampled_from([(), (8,), (7, 26), (51,)]),
    service=st.sampled_from([(), (8,)]),
    pattern=st.sampled_from([(), ("days",), ("nights", "days")]),
    contract=st.sampled_from([(), ("permanent",)]),
    pay_min=st.sampled_from([None, 13.0]),
    yes=st.sets(st.sampled_from(YES_FILTERS), max_size=2).map(frozenset),
    sort=st.sampled_from(["", "nearest", "newest", "pay", "closing"]),
    page=st.integers(1, 3),
)
WHERES = st.one_of(
    st.just(Where()),
    PLACES.map(Where),
    st.just(Where(area=frozenset({"E06000055"}))),
    st.just(Where(area=frozenset({"E06000042", "E99999999"}))),
)
FACETS = {
    "kind": ("job", "apprenticeship", "placement"),
    "role": ("7", "8", "26"),
    "service": ("2", "8"),
    "pattern": tuple(pattern.value for pattern in Pattern),
    "contract": ("permanent", "zero-hours"),
    **dict.fromkeys(YES_FILTERS, ("1",)),
}


def changed(market: tuple[Entry, ...], changes: list[Entry | int], index: Index) -> list[Entry]:
    """Make the same changes to the index and to a plain list; a number drops an entry."""
    held = {one.id: one for one in market}
    for change in changes:
        if isinstance(change, int):
            index.drop(change)
            held.pop(change, None)
        else:
            index.put(change)
            held[change.id] = change
    return list(held.values())


@given(MARKETS, CHANGES, QUERIES, WHERES)
@settings(max_examples=250, deadline=None)
def test_hits_order_facets_and_wider_counts(
    market: tuple[Entry, ...], changes: list[Entry | int], query: SearchQuery, where: Where
) -> None:
    index = Index(market)
    plain = Plain(changed(market, changes, index), query, TODAY, where)

    results = index.search(query, today=TODAY, where=where, exact=True)

    assert [hit.entry.id for hit in results.hits] == plain.page()
    assert results.total == len(plain.ids())
    assert results.matched_any == (plain.is_any and results.total > 0)
    for name, choices in FACETS.items():
        assert {choice: results.facets[name].get(choice, 0) for choice in choices} == {
            choice: plain.facet(name, choice) for choice in choices
        }
    assert results.wider == plain.wider()


@given(MARKETS, CHANGES, QUERIES, WHERES)
@settings(max_examples=100, deadline=None)
def test_match_finds_what_all_pages_hold(
    market: tuple[Entry, ...], changes: list[Entry | int], query: SearchQuery, where: Where
) -> None:
    index = Index(market)
    plain = Plain(changed(market, changes, index), query, TODAY, where)
    near = plain._near(plain.open, query.reach_miles)

    found = index.match(query, today=TODAY, where=where)

    words = read_words(query.q)
    assert found == sorted(one.id for one in near if passes(one, query) and score(one, words) is not None)


@given(MARKETS, WHERES, st.sampled_from(MILES))
@settings(max_examples=50, deadline=None)
def test_a_tally_counts_every_open_entry_within_reach(market: tuple[Entry, ...], where: Where, miles: int) -> None:
    plain = Plain(market, SearchQuery(), TODAY, where)

    tally = Index(market).tally(today=TODAY, where=where, reach=float(miles))

    assert sum(number for _, number in tally) == len(plain._near(plain.open, miles))
