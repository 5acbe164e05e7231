"""Pay and place among the words of a search: taken only where they surely are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.jobs.asked_in_words import as_meant
from careers.jobs.search_query import SearchQuery

MILTON_KEYNES = (52.04, -0.75)


@pytest.mark.parametrize(
    ("typed", "words", "pay"),
    [
        ("£14 an hour", "", 14),
        ("jobs over £14", "", 14),
        ("care assistant £13.50+", "care assistant", 13.5),
        ("£15ph nights", "nights", 15),
        ("cook £12.21/hr", "cook", 12.21),
        ("cook 15.50 p/h", "cook", 15.5),
        ("15 an hour cleaner", "cleaner", 15),
        ("14 pounds an hour or more", "", 14),
        ("£12 to £14 per hour carer", "carer", 12),
        ("12-14 an hour", "", 12),
        ("part time 16 hours £13.", "part time 16 hours", 13),
    ],
)
def test_the_least_pay_an_hour_is_taken(typed: str, words: str, pay: float) -> None:
    assert as_meant(SearchQuery(q=typed), near=MILTON_KEYNES) == SearchQuery(q=words, pay_min=pay)


@pytest.mark.parametrize(
    "typed",
    [
        "manager £25,000",
        "manager £35000",
        "£25k",
        "£500 a week",
        "£90 per night",
        "£95 pw",
        "£1,200 a month",
        "up to £15",
        "under £12",
        "£0 an hour",
        "16 hours",
        "24 hours a week",
        "12 hour shifts",
        "nvq level 2",
        "2 to 3 nights",
        '"£14 an hour"',
        "carer £14 -nights",
        '"care in luton"',
        "“care in luton”",
        "carer -luton",
        "carer –luton",
    ],
)
def test_other_words_stay_words(typed: str) -> None:
    asked = SearchQuery(q=typed)

    assert as_meant(asked, near=MILTON_KEYNES) == asked


def test_pay_and_place_are_both_taken_and_what_is_asked_for_already_stays() -> None:
    words = "carer £14 an hour in Luton"

    both = as_meant(SearchQuery(q=words), near=MILTON_KEYNES)
    asked = as_meant(SearchQuery(q=words, place="Bedford", pay_min=13), near=MILTON_KEYNES)

    assert both == SearchQuery(q="carer", place="Luton", pay_min=14)
    assert asked == SearchQuery(q=words, place="Bedford", pay_min=13)


@given(st.text(alphabet="£1490.,+-/ anhourpk", max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    as_meant(SearchQuery(q=text), near=MILTON_KEYNES)
