"""The search's address: read, ignored where it cannot be understood, written back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from careers.geo.travel import MINUTES
from careers.jobs.search_query import MILES, SORTS, YES_FILTERS, SearchQuery, read_query


def test_everything_in_the_contract_is_read() -> None:
    address = MultiDict(
        [("q", " night  carer "), ("place", "MK3 6EB"), ("miles", "3"), ("travel", "bus"), ("minutes", "45"),
         ("kind", "job"), ("kind", "placement"),
         ("role", "8"),
         ("service", "2"), ("pattern", "nights"), ("contract", "permanent"), ("pay_min", "12.71"), ("no_driving", "1"),
         ("sort", "pay"), ("page", "2")]
    )  # fmt: skip

    query = read_query(address.to_dict(flat=False))

    assert query == SearchQuery(
        q="night carer",
        place="MK3 6EB",
        miles=3,
        travel="bus",
        minutes=45,
        kind=("job", "placement"),
        role=(8,),
        service=(2,),
        pattern=("nights",),
        contract=("permanent",),
        pay_min=12.71,
        yes=frozenset({"no_driving"}),
        sort="pay",
        page=2,
    )


@pytest.mark.parametrize(
    "address",
    [{"miles": ["7"]}, {"miles": ["ten"]}, {"kind": ["jobb"]}, {"role": ["eight", "-1"]}, {"pay_min": ["lots", "12"]},
     {"pay_min": ["12.999"]}, {"no_driving": ["yes"]}, {"sort": ["paid"]}, {"travel": ["car"]}, {"minutes": ["20"]},
     {"page": ["0"]}, {"page": ["x"]},
     {"colour": ["red"]}],
)  # fmt: skip
def test_what_cannot_be_understood_is_ignored(address: dict[str, list[str]]) -> None:
    assert read_query(address) == SearchQuery()


@pytest.mark.parametrize(
    ("query", "miles"),
    [
        (SearchQuery(miles=5), 5),
        (SearchQuery(miles=0), 0.5),  # close by
        (SearchQuery(miles=5, travel="walk", minutes=60), 3 / 1.3),
        (SearchQuery(miles=5, minutes=60), 5),
    ],
)
def test_reach_is_by_miles_or_by_the_minutes_of_a_journey(query: SearchQuery, miles: float) -> None:
    assert query.reach_miles == pytest.approx(miles)


def test_a_journey_without_a_place_is_not_in_the_address() -> None:
    assert SearchQuery(travel="walk", minutes=60).pairs() == []


def test_control_characters_are_dropped() -> None:
    assert read_query({"q": ["night\x00\u202ecare"]}).q == "night care"


@given(
    st.builds(
        SearchQuery,
        q=st.sampled_from(["", "night carer", "a&b=c"]),
        place=st.just("Bletchley"),
        miles=st.sampled_from(MILES),
        travel=st.sampled_from(["walk", "bus"]),
        minutes=st.sampled_from(MINUTES),
        kind=st.sampled_from([(), ("job",), ("job", "placement")]),
        role=st.sampled_from([(), (7, 8)]),
        pay_min=st.sampled_from([None, 12.71, 13.0, 9.5]),
        yes=st.frozensets(st.sampled_from(YES_FILTERS)),
        sort=st.sampled_from(("", *SORTS)),
        page=st.integers(1, 9),
    )
)
def test_a_written_address_reads_back_as_the_same_search(query: SearchQuery) -> None:
    assert read_query(MultiDict(query.pairs()).to_dict(flat=False)) == query


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=40), max_size=3), max_size=6))
def test_any_address_at_all_is_read_without_a_fault(address: dict[str, list[str]]) -> None:
    read_query(address)
