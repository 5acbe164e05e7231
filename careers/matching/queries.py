"""Read what is needed for a fit, and measure it."""

from careers.candidates.models import Candidate
from careers.jobs.models import PayPeriod, Vacancy
from careers.jobs.pay import hourly_equivalent
from careers.matching.fit import Fit, measure_fit
from careers.matching.parts import Offer, Wish
from careers.matching.ranking import FitOrder
from careers.reference.choices import Contract, Pattern
from careers.screening import queries as screening


def fit_for(candidate: Candidate, vacancy: Vacancy) -> Fit:
    """Return how well a candidate and a vacancy fit now, from the profile, the answers to situations and the
    advert.
    """
    return measure_fit(wish_of(candidate), offer_of(vacancy), screening.value_scores(candidate.user_id))


def order_for(candidate: Candidate) -> FitOrder | None:
    """Return what orders adverts by how well they suit a candidate; None while they have answered no situation."""
    scores = screening.value_scores(candidate.user_id)
    return FitOrder(wish_of(candidate), tuple(scores.values())) if scores else None


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
    )
