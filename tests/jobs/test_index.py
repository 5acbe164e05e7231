"""The in-memory index against plain expectations; `test_index_equal` holds it against a plain second search."""

import pickle
from datetime import UTC, date, datetime

import pytest

from careers.jobs.index import PAGE_SIZE, Entry, Index, Where
from careers.jobs.search_query import SearchQuery
from tests.jobs.entries import BLETCHLEY, PLAIN, TODAY, varied


def entry(number: int, **changes: object) -> Entry:
    return varied(PLAIN, id=number, reference=f"V-{number}", **changes)


def found(index: Index, query: SearchQuery, **options: object) -> list[int]:
    results = index.search(query, today=TODAY, **options)
    return [hit.entry.id for hit in results.hits]


def test_a_word_in_the_title_goes_before_one_in_the_text() -> None:
    index = Index([entry(1, text="Our cook makes lunch"), entry(2, title="Cook", role_code=26)])

    assert found(index, SearchQuery(q="cook")) == [2, 1]


def test_all_words_are_needed_until_no_advert_has_them_all() -> None:
    index = Index([entry(1, title="Night cook"), entry(2, title="Night carer")])

    both = index.search(SearchQuery(q="night cook"), today=TODAY)
    some = index.search(SearchQuery(q="night gardener"), today=TODAY)

    assert ([hit.entry.id for hit in both.hits], both.matched_any) == ([1], False)
    assert ({hit.entry.id for hit in some.hits}, some.matched_any) == ({1, 2}, True)


def test_a_synonym_finds_the_role_and_not_its_neighbours() -> None:
    index = Index(
        [entry(1, title="Join our team"), entry(2, title="Cook", role_code=26), entry(3, title="Cleaner", role_code=26)]
    )

    assert found(index, SearchQuery(q="carer")) == [1]
    assert found(index, SearchQuery(q="HCA")) == [1]
    assert found(index, SearchQuery(q="chef")) == [2]
    assert found(index, SearchQuery(q="domestic")) == [3]


def test_words_inside_the_name_of_a_role_still_count() -> None:
    index = Index([entry(1, patterns=("nights",)), entry(2), entry(3, service_code=8)])

    assert found(index, SearchQuery(q="night care assistant")) == [1]
    assert found(index, SearchQuery(q="domiciliary care worker")) == [3]
    assert found(index, SearchQuery(q="homecare")) == [3]
    assert sorted(found(index, SearchQuery(q="care home"))) == [1, 2]


def test_words_of_a_term_stand_side_by_side_and_mean_what_its_other_names_mean() -> None:
    index = Index(
        [
            entry(1, text="You support adults with Learning Disabilities at home."),
            entry(2, text="We pay for learning. Tell us of any disability."),
            entry(3, title="LD support worker"),
            entry(4, employer="Oak Learning Disability Services"),
        ]
    )
    index.put(entry(5, text="People here have a learning disability"))

    for words in ("learning disability", "ld", "learning difficulties"):
        assert sorted(found(index, SearchQuery(q=words))) == [1, 3, 4, 5]
    assert sorted(found(index, SearchQuery(q="end of life"))) == []
    assert found(index, SearchQuery(q='"pay for learning"')) == [2]


def test_a_phrase_must_stand_as_it_is_and_minus_leaves_out() -> None:
    index = Index(
        [
            entry(1, text="You lay the table. Bring tea."),
            entry(2, text="Lay nothing on the floor or the bed"),
            entry(3, text="You lay the table at night"),
        ]
    )

    assert sorted(found(index, SearchQuery(q='"lay the table"'))) == [1, 3]
    assert found(index, SearchQuery(q='"lay the table" -tea')) == [3]
    assert sorted(found(index, SearchQuery(q='-"lay the table"'))) == [2]
    assert found(index, SearchQuery(q='"assistant join"')) == []  # never over the end of a field


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


def test_who_looks_close_by_is_told_of_the_next_mile_first() -> None:
    index = Index([entry(1, lat=52.005), entry(2, lat=52.06)])  # 0.8 and 4.7 miles

    close = index.search(SearchQuery(place="Bletchley", miles=0), today=TODAY, where=Where(BLETCHLEY))
    further = index.search(SearchQuery(q="care", miles=0, travel="walk"), today=TODAY, where=Where((51.98, -0.7486)))

    assert close.wider == [(1, 1), (5, 2)]
    assert further.wider == [(2, 1), (10, 2)]


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


def test_what_is_put_dropped_and_tidied_answers_as_if_it_were_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careers.jobs.index.core.LEAST_TO_TIDY", 10)
    index = Index([entry(number) for number in range(1, 9)])
    for number in range(1, 25):
        index.put(entry(number, title="Night cook" if number % 2 else "Cleaner", closes_on=date(2027, 1, number)))
    for number in range(1, 5):
        index.drop(number)

    assert sorted(found(index, SearchQuery(q="cook"))) == [*range(5, 24, 2)]
    assert len(index) == 20
    assert index.get(3) is None
    assert index.get(5) == entry(5, title="Night cook", closes_on=date(2027, 1, 5))._replace(text="")
    assert index.find("V-7") == index.get(7)
    assert index.find("V-999") is None
    assert [one.id for one in index.live(date(2027, 1, 20))] == [20, 21, 22, 23, 24]


def test_the_vocabulary_is_that_of_live_adverts() -> None:
    index = Index([entry(1, title="Gardener at Wavendon"), entry(2)])

    before = index.search(SearchQuery(q="wavendn"), today=TODAY)
    index.drop(1)
    after = index.search(SearchQuery(q="wavendn"), today=TODAY)

    assert (before.corrected_words, before.total) == ("wavendon", 1)
    assert (after.corrected_words, after.total) == ("", 0)


def test_more_words_than_sixteen_bits_can_number() -> None:
    rows = [entry(number, text=" ".join(f"w{number}x{i}" for i in range(700))) for number in range(1, 101)]

    index = Index(rows)

    assert found(index, SearchQuery(q="w99x699")) == [99]
    assert found(index, SearchQuery(q='"w100x0 w100x1"')) == [100]
    assert found(index, SearchQuery(q='"w100x1 w100x0"')) == []


def test_an_index_can_be_handed_to_another_process() -> None:
    index = Index([entry(1), entry(2, title="Night cook", patterns=("nights",))])
    index.put(entry(3, title="Cleaner", role_code=26))
    index.drop(1)

    handed = pickle.loads(pickle.dumps(index))  # noqa: S301  our own
    handed.put(entry(4, title="Head cook"))

    assert sorted(found(handed, SearchQuery(q="cook"))) == [2, 4]
    assert found(handed, SearchQuery(pattern=("nights",))) == [2]
    assert handed.get(3) == index.get(3)
    assert handed.get(1) is None
    assert index.get(4) is None


def test_apostrophes_that_stand_alone_are_no_words() -> None:
    odd = "We ' care ' for ' you ' all '' and ’ the carers’ tea"
    index = Index([entry(number, text=odd) for number in range(1, 4)])
    index.put(entry(4, title="'", text=odd))

    assert sorted(found(index, SearchQuery(q="tea"))) == [1, 2, 3, 4]
    assert sorted(found(index, SearchQuery(q='"care for you"'))) == [1, 2, 3, 4]
    assert found(index, SearchQuery(q="' assistant '")) == [1, 2, 3]


def test_a_hit_says_where_all_of_its_words_stand() -> None:
    index = Index([entry(1, title="Bank care worker", patterns=("nights",))])

    both = index.search(SearchQuery(q="night carer"), today=TODAY).hits[0]

    assert both.matched_in == "title and facts"


def test_what_is_open_of_some_ids_is_listed_in_their_order_with_its_distance() -> None:
    index = Index([entry(1), entry(2, closes_on=date(2026, 11, 23)), entry(3, lat=52.04), entry(4)])
    index.put(entry(5, title="Came later"))
    index.drop(4)

    def listed(*ids: int) -> list[tuple[str, str, float]]:
        found = index.listed(ids, TODAY, BLETCHLEY)
        return [(one.reference, one.title, round(one.miles or 0, 1)) for one in found]

    assert listed(3, 2, 1, 4, 99) == [("V-3", "Care assistant", 3.3), ("V-1", "Care assistant", 0.0)]
    assert listed(5, 3) == [("V-5", "Came later", 0.0), ("V-3", "Care assistant", 3.3)]
    index.put(entry(3, title="Changed"))
    assert listed(3) == [("V-3", "Changed", 0.0)]
    assert (listed(), Index().listed([1], TODAY, BLETCHLEY)) == ([], [])
