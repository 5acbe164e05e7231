"""Why an advert suits somebody, in the words of a card."""

from careers.matching.parts import Wish
from careers.matching.ranking import FitOrder
from careers.matching.reasons import Reasons, reasons_for
from careers.reference.choices import Contract, Need, Pattern
from tests.jobs.entries import PLAIN, varied
from tests.matching.test_ranking import SURE

NEARBY = Wish(lat=PLAIN.lat, lon=PLAIN.lon, travel_miles=5, patterns=frozenset({Pattern.DAYS}), can_drive=False)


def test_the_best_practical_things_are_said_and_a_tag() -> None:
    reasons = reasons_for(PLAIN, FitOrder(NEARBY, SURE))

    assert reasons.tag == "Suits you well"
    assert reasons.sentences == (
        "Why it suits you: Less than half a mile from your home (straight line); you can travel 5 miles. "
        "You chose days.",
    )


def test_a_must_have_that_is_not_met_is_said_plainly() -> None:
    reasons = reasons_for(varied(PLAIN, driving=Need.NEEDED), FitOrder(NEARBY, SURE))

    assert reasons.sentences[-1].startswith("What may not: The advert says that this job needs a driver")


def test_what_does_not_fit_at_all_is_said_after_what_does_and_half_a_fit_is_not() -> None:
    wish = Wish(
        lat=PLAIN.lat,
        lon=PLAIN.lon,
        travel_miles=5,
        patterns=frozenset({Pattern.NIGHTS}),
        contracts=frozenset({Contract.FIXED_TERM}),
        can_drive=False,
        pay_min_pence=9000,
    )

    why, why_not = reasons_for(PLAIN, FitOrder(wish, SURE)).sentences

    assert why.startswith("Why it suits you: Less than half a mile from your home")
    assert why_not.startswith("What may not: ")
    assert "you hope for at least £90" in why_not


def test_nothing_is_said_of_a_placement_or_of_somebody_unknown() -> None:
    placement = varied(PLAIN, kind="placement", hourly_min_pence=None, hourly_max_pence=None, contract="")

    assert reasons_for(placement, FitOrder(NEARBY, SURE)) == Reasons("", ())
    assert reasons_for(PLAIN, FitOrder(Wish(), ())).tag == ""
