"""Read what is needed for a fit, and measure it."""

from collections.abc import Collection
from dataclasses import replace

from careers import clock
from careers.candidates.models import Candidate
from careers.candidates.queries import find_candidate_by_email
from careers.jobs.index import EVERYWHERE, Hit, Where
from careers.jobs.live import live_now
from careers.jobs.models import PayPeriod, Vacancy
from careers.jobs.pay import hourly_equivalent
from careers.jobs.search_query import MILES, SearchQuery
from careers.matching.fit import Fit, measure_fit
from careers.matching.parts import Offer, Wish
from careers.matching.ranking import FitOrder
from careers.matching.reasons import Reasons, reasons_for
from careers.reference.choices import Contract, Pattern
from careers.screening import queries as screening

USUAL_MILES = 5
"""How far people travel who have not said."""


def fit_for(candidate: Candidate, vacancy: Vacancy) -> Fit:
    """Return how well a candidate and a vacancy fit now, from the profile, the answers to situations and the
    advert.
    """
    return measure_fit(wish_of(candidate), offer_of(vacancy), screening.value_scores(candidate.user_id))


def order_for(candidate: Candidate) -> FitOrder | None:
    """Return what orders adverts by how well they suit a candidate; None while they have answered no situation."""
    scores = screening.value_scores(candidate.user_id)
    return FitOrder(wish_of(candidate), tuple(scores.values())) if scores else None


def find_order_for(email: str) -> FitOrder | None:
    """Return what orders adverts for the candidate with this address; None for anybody else or without answers."""
    candidate = find_candidate_by_email(email)
    return order_for(candidate) if candidate else None


def list_suitable(candidate: Candidate, *, most: int, but: Collection[int] = ()) -> list[tuple[Hit, Reasons]]:
    """Return the live jobs that suit a candidate best, each with why; `but` are ids of vacancies to leave out.

    Looks around their home, twice as far as they can travel, where they have said where that is. Jobs of which too
    little can be said, or which suit only in part, are left out. Empty while they have answered no situation.
    """
    order = order_for(candidate)
    if order is None:
        return []
    where, query = EVERYWHERE, SearchQuery(kind=("job", "apprenticeship"), sort="fit")
    if order.wish.lat is not None and order.wish.lon is not None:
        where = Where(centre=(order.wish.lat, order.wish.lon))
        query = replace(query, miles=_reach(order.wish))
    results = live_now().index.search(query, today=clock.today(), where=where, fitness=order)
    found = [(hit, reasons_for(hit.entry, order)) for hit in results.hits if hit.entry.id not in but]
    return [(hit, reasons) for hit, reasons in found if reasons.tag][:most]


def _reach(wish: Wish) -> int:
    """Return how many miles around to look: twice as far as the person can travel, as far as searches go."""
    twice = 2 * (wish.travel_miles or USUAL_MILES)
    return next((miles for miles in MILES if miles >= twice), MILES[-1])


def wish_of(candidate: Candidate) -> Wish:
    """Return what a candidate's profile says they want."""
    return Wish(
        lat=candidate.lat,
        lon=candidate.lon,
        travel_miles=candidate.travel_miles,
        patterns=frozenset(map(Pattern, candidate.patterns)),
        contracts=frozenset(map(Contract, candidate.contracts)),
        can_drive=candidate.can_drive,
        pay_min_pence=candidate.pay_min_pence,
        can_start_on=candidate.can_start_on,
    )


def offer_of(vacancy: Vacancy) -> Offer:
    """Return what a vacancy offers and needs; a salary as pence an hour of its longest week, rounded down."""

    def hourly(pence: int) -> int:
        if vacancy.pay_period is PayPeriod.HOUR:
            return pence
        return int(hourly_equivalent(pence, weekly_minutes=vacancy.hours_max_minutes))

    lat, lon = vacancy.workplace.public_point
    return Offer(
        lat=lat,
        lon=lon,
        patterns=frozenset(map(Pattern, vacancy.patterns)),
        contract=vacancy.contract,
        driving=vacancy.driving,
        pay_min_pence=hourly(vacancy.pay_min_pence),
        pay_max_pence=hourly(vacancy.pay_max_pence),
        starts_on=vacancy.starts_on,
        value_keys=tuple(vacancy.value_keys),
        rounds=vacancy.rounds,
    )
