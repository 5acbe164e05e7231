"""What is compared between a person and a vacancy, part by part: points and the reason in plain words for either side. Pure.

Each practical part gives all, half or none of its points. What a person or an advert did not say is not counted: the
part is out of nothing, and its sentence says what is missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from careers.geo.distance import miles_between
from careers.reference.choices import CONTRACT_LABELS, PATTERN_LABELS, Contract, Need, Pattern
from careers.screening import bank
from careers.screening.scoring import ValueScore

VALUES_POINTS = 60
TRAVEL_POINTS = 12
PATTERN_POINTS = 8
PAY_POINTS = 6
DRIVING_POINTS = 6
CONTRACT_POINTS = 4
START_POINTS = 4
PRACTICAL_POINTS = TRAVEL_POINTS + PATTERN_POINTS + PAY_POINTS + DRIVING_POINTS + CONTRACT_POINTS + START_POINTS

A_LITTLE_FURTHER = 1.5
A_LITTLE_LATER = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a candidate said they want. None, or nothing chosen, means that they have not said. Pay is pence an hour."""

    lat: float | None = None
    lon: float | None = None
    travel_miles: int | None = None
    patterns: frozenset[Pattern] = frozenset()
    contracts: frozenset[Contract] = frozenset()
    can_drive: bool | None = None
    pay_min_pence: int | None = None
    can_start_on: date | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a vacancy offers and needs. Pay is pence an hour; no `value_keys` means that all seven values matter."""

    lat: float
    lon: float
    patterns: frozenset[Pattern]
    contract: Contract
    driving: Need
    pay_min_pence: int
    pay_max_pence: int
    starts_on: date
    value_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was compared: whole points, out of those possible, and why, for either side.

    The provider's sentence does not tell who the person is, where they live or what pay they hope for.
    """

    key: str
    label: str
    points: int
    out_of: int
    for_candidate: str
    for_provider: str
    is_must_have: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether enough was said to compare."""
        return self.out_of > 0

    @property
    def is_unmet_must_have(self) -> bool:
        """Whether the vacancy cannot do without this and the person does not have it: a reason to talk, never a filter."""
        return self.is_must_have and self.points < self.out_of


def values_parts(offer: Offer, scores: Mapping[str, ValueScore]) -> tuple[Part, ...]:
    """Return a part for each value the vacancy chose (all seven when it chose none).

    The 60 points are shared out evenly in whole points, the first values taking what is left over. A value gives its share
    times the score (0 to 1), to the nearest point, halves up.
    """
    keys = offer.value_keys or tuple(value.key for value in bank.values())
    share, left_over = divmod(VALUES_POINTS, len(keys))
    return tuple(
        _value_part(bank.get_value(key), share + (place < left_over), scores.get(key)) for place, key in enumerate(keys)
    )


def _value_part(value: bank.Value, out_of: int, score: ValueScore | None) -> Part:
    if score is None:
        return _not_counted(
            value.key,
            value.name,
            "you have not answered the situations for this value.",
            "the person has not answered the situations for this value.",
        )
    count = len(score.question_keys)
    based_on = f"from answers to {count} {'situation' if count == 1 else 'situations'}."
    sentence = f"{score.strength.value.capitalize()}, {based_on}"
    return Part(value.key, value.name, floor(score.score * out_of + 0.5), out_of, sentence, sentence)


def practical_parts(wish: Wish, offer: Offer) -> tuple[Part, ...]:
    """Return the parts for travel, hours, pay, driving, contract and start, out of 40 points when all can be counted."""
    return (
        travel_part(wish, offer),
        pattern_part(wish, offer),
        pay_part(wish, offer),
        driving_part(wish, offer),
        contract_part(wish, offer),
        start_part(wish, offer),
    )


def travel_part(wish: Wish, offer: Offer) -> Part:
    """Compare the straight line to the workplace, in miles, with how far the person can travel: half up to half as far again."""
    label = "Travel"
    if wish.lat is None or wish.lon is None:
        return _not_counted("travel", label, "you have not given your postcode.", "the person has not said where they live.")
    if wish.travel_miles is None:
        missing = "have not said how far you can travel."
        return _not_counted("travel", label, f"you {missing}", "the person has not said how far they can travel.")
    miles = miles_between(wish.lat, wish.lon, offer.lat, offer.lon)
    away = f"{_about(miles)} (straight line); you can travel {_miles(wish.travel_miles)}."
    if miles <= wish.travel_miles:
        return _part("travel", label, TRAVEL_POINTS, 2, away, "Within the distance they can travel.")
    if miles <= wish.travel_miles * A_LITTLE_FURTHER:
        return _part("travel", label, TRAVEL_POINTS, 1, away, "A little further than they can travel.")
    return _part("travel", label, TRAVEL_POINTS, 0, away, "Further than they can travel.")


def pattern_part(wish: Wish, offer: Offer) -> Part:
    """Compare when the work is with when the person wants to work: half when some of it suits them."""
    label = "Hours and shifts"
    if not wish.patterns:
        return _not_counted("pattern", label, "you have not said when you want to work.", "the person has not said when.")
    if not offer.patterns:
        missing = "the advert does not say when the work is."
        return _not_counted("pattern", label, missing, missing)
    suits = _listed(offer.patterns & wish.patterns)
    other = _listed(offer.patterns - wish.patterns)
    if not other:
        return _part("pattern", label, PATTERN_POINTS, 2, f"You chose {suits}.", f"They chose {suits}.")
    if not suits:
        return _part("pattern", label, PATTERN_POINTS, 0, f"You did not choose {other}.", f"They did not choose {other}.")
    return _part(
        "pattern",
        label,
        PATTERN_POINTS,
        1,
        f"You chose {suits}. You did not choose {other}.",
        f"They chose {suits}. They did not choose {other}.",
    )


def pay_part(wish: Wish, offer: Offer) -> Part:
    """Compare the pay range, pence an hour, with the least the person hopes for: half when only its upper end reaches that."""
    label = "Pay"
    if wish.pay_min_pence is None:
        return _not_counted("pay", label, "you have not said what pay you hope for.", "the person has not said what pay they hope for.")
    hope = f"you hope for at least {_pounds(wish.pay_min_pence)}."
    if offer.pay_min_pence >= wish.pay_min_pence:
        starts = f"Starts at {_pounds(offer.pay_min_pence)} an hour; {hope}"
        return _part("pay", label, PAY_POINTS, 2, starts, "The pay is what they hope for.")
    reaches = f"Goes up to {_pounds(offer.pay_max_pence)} an hour; {hope}"
    if offer.pay_max_pence >= wish.pay_min_pence:
        return _part("pay", label, PAY_POINTS, 1, reaches, "The upper end of the pay is what they hope for.")
    return _part("pay", label, PAY_POINTS, 0, reaches, "The pay is less than they hope for.")


def driving_part(wish: Wish, offer: Offer) -> Part:
    """Compare the need to drive with whether the person can. Needed and cannot is the one must-have that can be unmet."""
    label = "Driving"
    if offer.driving is Need.NOT_NEEDED:
        return _part("driving", label, DRIVING_POINTS, 2, "You do not need to drive.", "The vacancy needs no driving.")
    is_needed = offer.driving is Need.NEEDED
    if wish.can_drive is None:
        return _not_counted("driving", label, "you have not said if you can drive.", "the person has not said if they can drive.")
    if wish.can_drive:
        return _part("driving", label, DRIVING_POINTS, 2, "You can drive.", "They can drive.", is_must_have=is_needed)
    if not is_needed:
        helps = "Driving would help, but this job can be done without it."
        return _part("driving", label, DRIVING_POINTS, 1, helps, "They do not drive. The vacancy says it helps, but is not needed.")
    return _part(
        "driving",
        label,
        DRIVING_POINTS,
        0,
        "This job needs a driver, and you have said that you do not drive. You can still apply. "
        "If a disability or health condition is the reason, you can ask the employer to change this.",
        "The vacancy needs a driver, and they do not drive. "
        "If a disability is the reason, the law asks you to look for a way round it.",
        is_must_have=True,
    )


def contract_part(wish: Wish, offer: Offer) -> Part:
    """Compare the contract with those the person would take: all or nothing."""
    label = "Contract"
    if not wish.contracts:
        return _not_counted(
            "contract", label, "you have not said what contract you want.", "the person has not said what contract they want."
        )
    name = _in_a_sentence(CONTRACT_LABELS[offer.contract])
    if offer.contract in wish.contracts:
        return _part("contract", label, CONTRACT_POINTS, 2, f"You chose {name}.", f"They chose {name}.")
    return _part("contract", label, CONTRACT_POINTS, 0, f"You did not choose {name}.", f"They did not choose {name}.")


def start_part(wish: Wish, offer: Offer) -> Part:
    """Compare the start date with when the person can start: half when they can within four weeks after it."""
    label = "Start date"
    if wish.can_start_on is None:
        return _not_counted("start", label, "you have not said when you can start.", "the person has not said when they can start.")
    dates = f"Work starts on {_day(offer.starts_on)}; you can start from {_day(wish.can_start_on)}."
    if wish.can_start_on <= offer.starts_on:
        return _part("start", label, START_POINTS, 2, dates, "They can start on the start date.")
    if wish.can_start_on <= offer.starts_on + A_LITTLE_LATER:
        return _part("start", label, START_POINTS, 1, dates, "They can start within four weeks of the start date.")
    return _part("start", label, START_POINTS, 0, dates, "They can start more than four weeks after the start date.")


def _part(
    key: str, label: str, out_of: int, halves: int, for_candidate: str, for_provider: str, *, is_must_have: bool = False
) -> Part:
    return Part(key, label, out_of * halves // 2, out_of, for_candidate, for_provider, is_must_have)


def _not_counted(key: str, label: str, for_candidate: str, for_provider: str) -> Part:
    return Part(key, label, 0, 0, f"Not counted: {for_candidate}", f"Not counted: {for_provider}")


def _listed(patterns: Iterable[Pattern]) -> str:
    """Name patterns in the order of the choices: "days, nights and weekends"."""
    names = [_in_a_sentence(PATTERN_LABELS[pattern]) for pattern in Pattern if pattern in patterns]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _in_a_sentence(label: str) -> str:
    return label[:1].lower() + label[1:]


def _about(miles: float) -> str:
    return "Less than a mile away" if miles < 1 else f"About {_miles(round(miles))} away"


def _miles(number: int) -> str:
    return "1 mile" if number == 1 else f"{number} miles"


def _pounds(pence: int) -> str:
    return f"£{pence // 100}" if pence % 100 == 0 else f"£{pence // 100}.{pence % 100:02}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
