"""The board's measures: what each figure means, word for word as printed beside the figure."""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Measure:
    """The written definition of a figure: what is counted, over what, when, and what it does not say.

    `rate_unit` is the unit of the column `rate`, for measures that have one.
    """

    key: str
    title: str
    definition: str
    numerator: str
    denominator: str
    period: str
    cut_off: str
    formula: str
    caveats: tuple[str, ...]
    rate_unit: str = ""


NO_BASE = "None: this is a count."
MEDIAN_BASE = "None: this is a median. Half of the posts took longer, half were quicker."
NOW = "Now: when the page or the file was made."
AS_RECORDED = (
    "What had been recorded when the page or the file was made. A late record changes the figures of an earlier month."
)
TWELVE_MONTHS = "The last 12 whole months and this month so far, by the date the person started."
ROUNDED = (
    "To protect people, 1 to 7 is shown as * and other counts are rounded to the nearest 5. "
    "Totals are worked out first, then rounded, so rows need not add up. More is shown as * where "
    "a small number could be worked out from the rest."
)
AT_LEAST_8 = "Shown only for at least 8 posts, and only when the number of filled posts can be shown."

_MEASURES = (
    Measure(
        key="live-vacancies",
        title="Live vacancies",
        definition="Vacancies and apprenticeships in the area that people can apply for now.",
        numerator="Vacancies that are live and have not passed their closing date.",
        denominator=NO_BASE,
        period=NOW,
        cut_off=NOW,
        formula="Number of live vacancies",
        caveats=(
            "An advert for three posts is one vacancy.",
            "Only vacancies on this service. Employers may advertise elsewhere too.",
        ),
    ),
    Measure(
        key="live-posts",
        title="Live posts",
        definition="Posts in live vacancies in which nobody has started yet.",
        numerator="Posts in live vacancies, less those in which a person has started.",
        denominator=NO_BASE,
        period=NOW,
        cut_off=NOW,
        formula="Posts in live vacancies − posts filled in them",
        caveats=(
            "Posts, not people.",
            "This is not a vacancy rate, which is vacancies ÷ (filled posts + vacancies) of a whole workforce.",
        ),
    ),
    Measure(
        key="filled-posts",
        title="Filled posts",
        definition="Posts from vacancies on this service in which a person has started work.",
        numerator="Posts by the date a person started work in them. An accepted offer does not count.",
        denominator=NO_BASE,
        period=TWELVE_MONTHS,
        cut_off=AS_RECORDED,
        formula="Number of starts in posts of vacancies on this service",
        caveats=(
            "Posts, not people: a person may hold two.",
            "A person who moves from one care employer to another fills a post, but is not new to care.",
            ROUNDED,
        ),
    ),
    Measure(
        key="days-to-fill",
        title="Days to fill a post",
        definition="How long it usually takes from the first day of an advert to the first day at work.",
        numerator="For each filled post, the days from when the vacancy was first published to the start.",
        denominator=MEDIAN_BASE,
        period=TWELVE_MONTHS,
        cut_off=AS_RECORDED,
        formula="Median of (start date − date first published), in whole days",
        caveats=(
            "Includes notice periods and pre-employment checks.",
            "Posts that were never filled are not in it, so hiring is harder than this figure alone says.",
            AT_LEAST_8,
        ),
        rate_unit="days",
    ),
    Measure(
        key="days-to-offer",
        title="Days to an accepted offer",
        definition="How long it usually takes from the first day of an advert to an accepted offer.",
        numerator="For each filled post, the days from when the vacancy was first published to when the "
        "offer was accepted.",
        denominator=MEDIAN_BASE,
        period=TWELVE_MONTHS,
        cut_off=AS_RECORDED,
        formula="Median of (date the offer was accepted − date first published), in whole days",
        caveats=(
            "Only posts filled by an application on this service: the offer is not recorded for others.",
            AT_LEAST_8,
        ),
        rate_unit="days",
    ),
    Measure(
        key="placement-to-employment",
        title="Moved into care work after a placement",
        definition="Of the people whose placement ended, the share who started paid work in adult social "
        "care within 13 weeks (91 days) of its end.",
        numerator="People who started paid work of any hours in adult social care, here or elsewhere, by day "
        "91 after the placement ended. A start before the end counts. The employer has confirmed it, or "
        "a document was seen. Subsidised jobs, and starts known only by the person's own word, have "
        "lines of their own.",
        denominator="Everyone who started a placement in the area and whose placement ended in the period, "
        "completed or not. Each person counts once, by the first placement that ended in the period. "
        "People of whom nothing is known stay in.",
        period="12 whole months by the date the placement ended: the latest for which 91 days, and 14 more "
        "for news to arrive, have fully passed. Later months are shown so far, without a rate.",
        cut_off=AS_RECORDED,
        formula="100 × people who started ÷ people whose placement ended, with a 95% Wilson interval",
        caveats=(
            "These are the council's counts, from evidence. They are not DWP's, which come from tax records.",
            "People moved into work after a placement. It does not follow that the placement got them into it.",
            "Placements are volunteering, work experience, work trials, sector-based work academy programmes "
            "and supported internships.",
            "T Level and social work student placements are part of a course that goes on: counted apart.",
            "An offer, an interview, joining a bank without a shift, volunteering or another placement is no start.",
            ROUNDED,
            "Percentages are worked out from the rounded counts, and left out below 20 people.",
        ),
        rate_unit="%",
    ),
)

MEASURES = MappingProxyType({measure.key: measure for measure in _MEASURES})
"""Every measure by its key, in the order of the page."""
