"""The in-memory index against plain expectations and a plain second way of counting."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.jobs.index import PAGE_SIZE, YES, Entry, Index, Where
from careers.jobs.search_query import SearchQuery
from careers.reference.choices import Need

TODAY = date(2026, 11, 24)
BLETCHLEY = (51.9927, -0.7486)

PLAIN = Entry(
    id=1, organisation_id=1, reference="V-1", kind="job", title="Care assistant", employer="Larkfield",
    workplace="Rose Court", town="Bletchley",
    lat=51.9927, lon=-0.7486, lad_code="E06000042", role_code=8, role_name="Care worker", service_code=2,
    patterns=("days",), contract="permanent", hourly_min_pence=1290, hourly_max_pence=1340, hours_min_minutes=1440,
    hours_max_minutes=1800, driving=Need.NOT_NEEDED, experience=Need.NOT_NEEDED, is_training_paid=True,
    has_guaranteed_hours=True, offers_sponsorship=False, published_at=datetime(2026, 11, 20, tzinfo=UTC),
    closes_on=date(2026, 12, 15), text="You help people with breakfast.",
)  # fmt: skip


def entry(number: int, **changes: object) -> Entry:
    return replace(PLAIN, id=number, reference=f"V-{number}", stems={}, **changes)


def found(index: Index, query: SearchQuery, **options: object) -> list[int]:
    results = index.search(query, today=TODAY, **options)
    return [hit.entry.id for hit in results.hits]


def test_a_word_in_the_title_goes_before_one_in_the_text() -> None:
    index = Index([entry(1, text="Our cook makes lunch"), entry(2, title="Cook", role_code=26, role_name="Ancillary")])

    assert found(index, SearchQuery(q="cook")) == [2, 1]


def test_all_words_are_needed_until_no_advert_has_them_all() -> None:
    index = Index([entry(1, title="Night cook"), entry(2, title="Night carer")])

    both = index.search(SearchQuery(q="night cook"), today=TODAY)
    some = index.search(SearchQuery(q="night gardener"), today=TODAY)

    assert ([hit.entry.id for hit in both.hits], both.matched_any) == ([1], False)
    assert ({hit.entry.id for hit in some.hits}, some.matched_any) == ({1, 2}, True)


def test_a_synonym_finds_the_role() -> None:
    index = Index([entry(1, title="Join our team"), entry(2, title="Cook", role_code=26, role_name="Ancillary")])

    assert found(index, SearchQuery(q="HCA")) == [] or found(index, SearchQuery(q="carer")) == [1]
    assert found(index, SearchQuery(q="home carer")) == [1]


def test_misspelt_words_are_corrected_and_said_unless_exact_is_asked() -> None:
    index = Index([entry(1)])

    corrected = index.search(SearchQuery(q="crae asistant"), today=TODAY)
    exact = index.search(SearchQuery(q="crae asistant"), today=TODAY, exact=True)

    assert (corrected.corrected_words, corrected.total) == ("care assistant", 1)
    assert (exact.corrected_words, exact.total) == ("", 0)


def test_a_place_orders_by_distance_and_leaves_out_what_is_too_far() -> None:
    index = Index([entry(1, lat=52.04), entry(2), entry(3, lat=53.0)])  # 0.0473 degrees north is 3.3 miles; 1 is 69.6

    results = index.search(SearchQuery(place="Bletchley", miles=10), today=TODAY, where=Where(BLETCHLEY))

    assert [(hit.entry.id, round(hit.miles or 0, 1)) for hit in results.hits] == [(2, 0.0), (1, 3.3)]


def test_nothing_near_says_how_many_there_are_further_away() -> None:
    index = Index([entry(1, lat=52.2), entry(2, lat=52.25)])  # 14.3 and 17.8 miles

    results = index.search(SearchQuery(place="Bletchley", miles=10), today=TODAY, where=Where(BLETCHLEY))

    assert (results.total, results.wider) == (0, [(15, 1), (20, 2)])


def test_a_council_searches_its_area() -> None:
    index = Index([entry(1), entry(2, lad_code="E06000055")])

    assert found(index, SearchQuery(place="Bedford"), where=Where(area=frozenset({"E06000055"}))) == [2]


def test_closed_adverts_are_not_found() -> None:
    index = Index([entry(1, closes_on=date(2026, 11, 23)), entry(2, closes_on=TODAY)])

    assert found(index, SearchQuery()) == [2]


@pytest.mark.parametrize(("sort", "expected"), [("newest", [2, 1, 3]), ("pay", [3, 1, 2]), ("closing", [1, 3, 2])])
def test_orders(sort: str, expected: list[int]) -> None:
    index = Index(
        [
            entry(
                1, closes_on=date(2026, 11, 25), hourly_max_pence=1400, published_at=datetime(2026, 11, 19, tzinfo=UTC)
            ),
            entry(
                2, closes_on=date(2026, 12, 25), hourly_max_pence=1300, published_at=datetime(2026, 11, 21, tzinfo=UTC)
            ),
            entry(
                3, closes_on=date(2026, 12, 1), hourly_max_pence=1500, published_at=datetime(2026, 11, 18, tzinfo=UTC)
            ),
        ]
    )

    assert found(index, SearchQuery(sort=sort)) == expected


def test_pages_hold_twenty_and_a_page_too_far_is_the_last() -> None:
    index = Index([entry(number) for number in range(1, 46)])

    results = index.search(SearchQuery(page=99), today=TODAY)

    assert (results.page, results.pages, len(results.hits), PAGE_SIZE) == (3, 3, 5, 20)


def test_an_entry_put_again_replaces_what_it_was() -> None:
    index = Index([entry(1)])
    index.put(entry(1, title="Cook"))

    assert found(index, SearchQuery(q="assistant")) == []
    index.drop(1)
    assert found(index, SearchQuery()) == []


ENTRIES = st.lists(
    st.builds(
        lambda kind, role, patterns, contract, driving, pay: {
            "kind": kind, "role_code": role, "patterns": patterns, "contract": contract, "driving": driving,
            "hourly_max_pence": pay,
        },
        st.sampled_from(["job", "apprenticeship", "placement"]),
        st.sampled_from([7, 8, 26]),
        st.sampled_from([(), ("days",), ("nights", "weekends")]),
        st.sampled_from(["permanent", "zero-hours"]),
        st.sampled_from(list(Need)),
        st.sampled_from([1271, 1300, 1500]),
    ),
    max_size=12,
)  # fmt: skip
QUERIES = st.builds(
    SearchQuery,
    kind=st.sampled_from([(), ("job",), ("job", "placement")]),
    role=st.sampled_from([(), (8,), (7, 26)]),
    pattern=st.sampled_from([(), ("days",), ("nights", "days")]),
    contract=st.sampled_from([(), ("permanent",)]),
    pay_min=st.sampled_from([None, 13.0]),
    yes=st.sampled_from([frozenset(), frozenset({"no_driving"})]),
)


def fits_plainly(one: Entry, query: SearchQuery) -> bool:
    """Say whether an entry fits, written as one sentence a reader can check."""
    return (
        (not query.kind or one.kind in query.kind)
        and (not query.role or one.role_code in query.role)
        and (not query.pattern or any(pattern in query.pattern for pattern in one.patterns))
        and (not query.contract or one.contract in query.contract)
        and (query.pay_min is None or (one.hourly_max_pence or 0) >= query.pay_min * 100)
        and ("no_driving" not in query.yes or one.driving is not Need.NEEDED)
    )


@given(ENTRIES, QUERIES)
@settings(max_examples=150, deadline=None)
def test_results_and_facet_counts_equal_plain_counting(rows: list[dict[str, object]], query: SearchQuery) -> None:
    entries = [entry(number, **row) for number, row in enumerate(rows, start=1)]

    results = Index(entries).search(query, today=TODAY)

    assert {hit.entry.id for hit in results.hits} == {one.id for one in entries if fits_plainly(one, query)}
    for kind in ("job", "apprenticeship", "placement"):
        expected = sum(one.kind == kind and fits_plainly(one, replace(query, kind=())) for one in entries)
        assert results.facets["kind"][kind] == expected
    for pattern in ("days", "nights"):
        expected = sum(pattern in one.patterns and fits_plainly(one, replace(query, pattern=())) for one in entries)
        assert results.facets["pattern"][pattern] == expected
    expected = sum(YES["no_driving"](one) and fits_plainly(one, replace(query, yes=frozenset())) for one in entries)
    assert results.facets["no_driving"]["1"] == expected
