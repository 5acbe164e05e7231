"""A fit from what is stored."""

from datetime import date

from careers.jobs.models import PayPeriod
from careers.matching.fit import Band
from careers.matching.queries import fit_for, offer_of
from careers.reference.choices import Contract, Need
from tests.factories import Factory

# Ratings of two situations of respect; distances to the key and the furthest possible, by hand:
DOOR_KEY = {"a": 2, "b": 2, "c": 5, "d": 5}  # 0.1 + 0.2 + 0.3 + 0.5 = 1.1 of 13.1: 0.916
CLOTHES_AND_CUPS = {"a": 3, "b": 3, "c": 3, "d": 3}  # 1.6 + 0.9 + 1.3 + 1.0 = 4.8 of 12.8: 0.625


def test_fit_for_puts_profile_answers_and_advert_together(make: Factory) -> None:
    candidate = make.candidate(
        lat=51.9927,
        lon=-0.7486,
        travel_miles=3,
        patterns=["days"],
        contracts=["permanent"],
        can_drive=False,
        pay_min_pence=1300,
        can_start_on=date(2026, 12, 1),
    )
    vacancy = make.vacancy(value_keys=["cwp_respect", "cwp_proud_positive"], driving=Need.NEEDED)
    make.answers(candidate.user, {"door-key": DOOR_KEY, "clothes-and-cups": CLOTHES_AND_CUPS})

    fit = fit_for(candidate, vacancy)

    assert [(part.key, part.points, part.out_of) for part in fit.values.parts] == [
        ("cwp_respect", 22, 30),  # (0.916 + 0.625) / 2 = 0.7705, of which 0.73 + 0.242 * 0.0405 = 0.740 is believed
        ("cwp_proud_positive", 0, 0),
    ]
    assert {part.key: (part.points, part.out_of) for part in fit.practical.parts} == {
        "travel": (12, 12),
        "pattern": (4, 8),  # days, but not weekends
        "pay": (3, 6),  # £12.90 to £13.40
        "driving": (0, 6),
        "contract": (4, 4),
        "start": (4, 4),
    }
    assert (fit.total_points, fit.out_of, fit.band) == (49, 70, Band.GOOD)
    assert fit.key_sources == ("written by the service, not yet rated by experts",)


def test_fit_for_a_person_who_said_nothing_counts_only_what_needs_no_word_of_theirs(make: Factory) -> None:
    fit = fit_for(make.candidate(), make.vacancy())

    assert (fit.total_points, fit.out_of, fit.band) == (6, 6, Band.UNKNOWN)  # no driving needed


def test_offer_of_turns_a_salary_into_pence_an_hour(make: Factory) -> None:
    vacancy = make.vacancy(
        pay_period=PayPeriod.YEAR,
        pay_min_pence=2_500_000,
        pay_max_pence=2_700_000,
        hours_max_minutes=37 * 60 + 30,
        contract=Contract.FIXED_TERM,
    )

    offer = offer_of(vacancy)

    assert offer.pay_min_pence == 1278  # £25,000 / (37.5 * 52.142857) = £12.785
    assert offer.pay_max_pence == 1380  # £27,000 / 1955.357 = £13.808
    assert (offer.lat, offer.lon) == (51.9927, -0.7486)
