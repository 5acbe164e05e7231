"""What changes about a search when something it found was no use."""

import pytest

from careers.alerts.adjusting import adjust
from careers.alerts.models import NotRelevant
from careers.jobs.index import EVERYWHERE, Entry, Where
from careers.jobs.search_query import SearchQuery
from tests.alerts.test_words import BLETCHLEY, NEAR, entry

OTHER_PATTERNS = ("full-time", "part-time", "bank", "days", "school-hours", "live-in")


@pytest.mark.parametrize(
    ("query", "where", "found", "reason", "expected", "words"),
    [
        (SearchQuery(place="x", miles=10), NEAR, entry(), NotRelevant.TOO_FAR,
         SearchQuery(place="x", miles=1), "We look within 1 mile, not 10 miles."),
        (SearchQuery(place="x", miles=10), NEAR, entry(lat=52.08), NotRelevant.TOO_FAR,
         SearchQuery(place="x", miles=5), "We look within 5 miles, not 10 miles."),
        (SearchQuery(place="x", travel="bike", minutes=30), NEAR, entry(), NotRelevant.TOO_FAR,
         SearchQuery(place="x", travel="bike", minutes=15), "We look up to 15 minutes away, not 30."),
        (SearchQuery(), EVERYWHERE, entry(), NotRelevant.WRONG_HOURS,
         SearchQuery(pattern=OTHER_PATTERNS),
         "We show only: full time or part time or bank or days or school hours or live-in."),
        (SearchQuery(pattern=("nights", "days")), EVERYWHERE, entry(), NotRelevant.WRONG_HOURS,
         SearchQuery(pattern=("days",)), "We show only: days."),
        (SearchQuery(), EVERYWHERE, entry(), NotRelevant.LOW_PAY,
         SearchQuery(pay_min=13.5), "We show only £13.50 an hour or more."),
        (SearchQuery(), EVERYWHERE, entry(hourly_max_pence=None), NotRelevant.LOW_PAY,
         SearchQuery(kind=("job", "apprenticeship")), "We leave out what is unpaid."),
        (SearchQuery(role=(6, 8)), EVERYWHERE, entry(), NotRelevant.WRONG_WORK,
         SearchQuery(role=(6,)), "We leave out “Care worker”."),
        (SearchQuery(q="care assistant"), EVERYWHERE, entry(), NotRelevant.WRONG_WORK,
         SearchQuery(q="care assistant -night"), "We leave out adverts with the word “night”."),
    ],
)  # fmt: skip
def test_the_smallest_change_that_keeps_it_out(
    query: SearchQuery, where: Where, found: Entry, reason: NotRelevant, expected: SearchQuery, words: str
) -> None:
    change = adjust(query, where, found, reason)

    assert change is not None
    assert (change.query, change.words) == (expected, words)


@pytest.mark.parametrize(
    ("query", "where", "found", "reason"),
    [
        (SearchQuery(), EVERYWHERE, entry(), NotRelevant.TOO_FAR),  # nothing says from where
        (SearchQuery(place="x", miles=1), Where(centre=BLETCHLEY), entry(lat=51.993), NotRelevant.TOO_FAR),
        (SearchQuery(pattern=("nights",)), EVERYWHERE, entry(), NotRelevant.WRONG_HOURS),  # nothing would be left
        (SearchQuery(kind=("placement",)), EVERYWHERE, entry(hourly_max_pence=None), NotRelevant.LOW_PAY),
        (SearchQuery(q="night care assistant"), EVERYWHERE, entry(), NotRelevant.WRONG_WORK),
        (SearchQuery(role=tuple(range(100_000, 100_082))), EVERYWHERE, entry(), NotRelevant.WRONG_HOURS),  # too long
        (SearchQuery(), EVERYWHERE, entry(), NotRelevant.OTHER),
    ],
)
def test_what_no_filter_can_mend_is_only_noted(
    query: SearchQuery, where: Where, found: Entry, reason: NotRelevant
) -> None:
    assert adjust(query, where, found, reason) is None
