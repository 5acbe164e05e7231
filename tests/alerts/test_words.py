"""A search in words, the name of an alert, and why something is in it."""

import pytest

from careers.alerts import words
from careers.jobs.index import EVERYWHERE, Entry, Where
from careers.jobs.search_query import SearchQuery
from tests.jobs.test_index import entry as indexed

BLETCHLEY = (51.9927, -0.7486)
NEAR = Where(centre=BLETCHLEY)
COUNCIL = Where(area=frozenset({"E06000042"}))


def entry(**changes: object) -> Entry:
    """Return a night post, nearly two miles north of where people search."""
    night = {"title": "Night care assistant", "lat": 52.02, "patterns": ("nights", "weekends")}
    return indexed(1, **(night | changes))


@pytest.mark.parametrize(
    "query",
    [
        SearchQuery(),
        SearchQuery(q="night & day “carer”", place="Bletchley, Milton Keynes", miles=3),
        SearchQuery(
            kind=("job",), role=(6, 8), pattern=("bank", "nights"), pay_min=12.9, yes=frozenset({"no_driving"})
        ),
    ],
)
def test_a_kept_search_is_read_back_as_it_was(query: SearchQuery) -> None:
    assert words.query_of(words.search_of(query)) == query


def test_order_and_page_are_not_kept() -> None:
    assert words.search_of(SearchQuery(q="carer", sort="pay", page=4)) == "q=carer"


@pytest.mark.parametrize(
    ("query", "place", "where", "name"),
    [
        (SearchQuery(q="night care assistant", place="x"), "Bletchley, Milton Keynes", NEAR,
         "Night care assistant near Bletchley"),
        (SearchQuery(q="carer", place="x"), "Milton Keynes", COUNCIL, "Carer in Milton Keynes"),
        (SearchQuery(pattern=("nights",)), "", EVERYWHERE, "Nights"),
        (SearchQuery(), "", EVERYWHERE, "Care work"),
    ],
)  # fmt: skip
def test_the_name_says_what_and_where(query: SearchQuery, place: str, where: Where, name: str) -> None:
    assert words.default_name(query, place, where) == name


def test_a_long_search_gives_a_name_that_still_fits() -> None:
    name = words.default_name(SearchQuery(q="carer " * 33), "Bletchley, Milton Keynes", NEAR)

    assert len(name) <= words.LONGEST_NAME
    assert name.endswith("near Bletchley")


@pytest.mark.parametrize(
    ("query", "place", "where", "reason"),
    [
        (
            SearchQuery(place="x", pattern=("nights", "bank"), pay_min=12.9),
            "Bletchley, Milton Keynes",
            NEAR,
            "about 2 miles from Bletchley, nights, £12.90 an hour or more",
        ),
        (
            SearchQuery(place="x", travel="bike", minutes=30),
            "Bletchley, Milton Keynes",
            NEAR,
            "about 20 minutes by bike from Bletchley",
        ),
        (SearchQuery(q="carer", yes=frozenset({"no_driving"})), "", EVERYWHERE, "“carer”, no driving needed"),
        (SearchQuery(place="x"), "Milton Keynes", COUNCIL, "in Milton Keynes"),
        (SearchQuery(), "", EVERYWHERE, "you asked about all new work"),
    ],
)
def test_why_names_what_was_asked_and_met(query: SearchQuery, place: str, where: Where, reason: str) -> None:
    assert words.why(query, place, where, entry()) == reason
