"""What is compared between a person and a vacancy: points, and the reason in words for either side. Pure.

Each practical part gives all, half or none of its points. What a person or an advert did not say is not
counted: the part is out of nothing, and its sentence says what is missing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from careers.geo.distance import miles_between, miles_in_words
from careers.jobs.pay import format_pounds
from careers.reference.choices import CONTRACT_LABELS, PATTERN_LABELS, Contract, Need, Pattern, Rounds
from careers.screening import bank
from careers.screening.measurement import STARTER_SCALES, shrunk
from careers.screening.scoring import ValueScore
from careers.words import date_in_words

VALUES_POINTS = 60
PRACTICAL = {
    "travel": ("Travel", 12),
    "pattern": ("Hours and shifts", 8),
    "pay": ("Pay", 6),
    "driving": ("Driving", 6),
    "contract": ("Contract", 4),
    "start": ("Start date", 4),
}
PRACTICAL_POINTS = sum(points for _, points in PRACTICAL.values())

A_LITTLE_FURTHER = 1.5
A_LITTLE_LATER = timedelta(weeks=4)

NO_DRIVER_FOR_CANDIDATE = (
    "The advert says that this job needs a driver{}; your profile says that you do not drive. You can still apply. "
    "If a disability or health condition is the reason, you can ask the employer to change this."
)
NO_DRIVER_FOR_PROVIDER = (
    "Your advert says that the job needs a driver{}; their profile says that they do not drive. "
    "If a disability is the reason, the law asks you to look for a way round it."
)
WHY_A_DRIVER = ", because people go from visit to visit by car"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a candidate said they want.

    None, or nothing chosen, means that they have not said. Pay is pence an hour.
    """

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
    """What a vacancy offers and needs.

    Pay is pence an hour; no `value_keys` means that all seven values matter.
    """

    lat: float
    lon: float
    patterns: frozenset[Pattern]
    contract: Contract
    driving: Need
    pay_min_pence: int
    pay_max_pence: int
    starts_on: date
    value_keys: tuple[str, ...] = ()
    rounds: Rounds | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was compared: whole points, out of those possible, and why, for either side.

    The provider's sentence does not tell who the person is, where they live or what pay they hope for.
    """

    key: str
    name: str
    points: int
    out_of: int
    candidate_sentence: str
    provider_sentence: str
    is_must_have: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether enough was said to compare."""
        return self.out_of > 0

    @property
    def is_unmet_must_have(self) -> bool:
        """Whether the vacancy cannot do without this and the person lacks it: a reason to talk, no filter."""
        return self.is_must_have and self.points < self.out_of


def values_parts(offer: Offer, scores: Mapping[str, ValueScore]) -> tuple[Part, ...]:
    """Return a part for each value the vacancy chose (all seven when it chose none).

    The 60 points are shared out evenly in whole points, the first values taking what is left over. A value
    gives its share times the best guess of the true score (0 to 1), to the nearest point, halves up.
    """
    return tuple(_value_part(bank.get_value(key), share, scores.get(key)) for key, share in shares_of(offer))


def shares_of(offer: Offer) -> tuple[tuple[str, int], ...]:
    """Return how many of the 60 points each value of a vacancy is worth, by its key."""
    keys = offer.value_keys or tuple(value.key for value in bank.values())
    share, left_over = divmod(VALUES_POINTS, len(keys))
    return tuple((key, share + (place < left_over)) for place, key in enumerate(keys))


def best_guess(score: ValueScore) -> float:
    """Return the likeliest true score, 0 to 1: what was measured, pulled to the middle the more the less sure it is.

    Formula and source: `screening.measurement.shrunk`, with what is known of the method over many people.
    """
    scale = STARTER_SCALES[score.method]
    return shrunk(score.score, score.standard_error, mean=scale.mean, spread=scale.spread)


def _value_part(value: bank.Value, out_of: int, score: ValueScore | None) -> Part:
    if score is None:
        unanswered = "not answered the situations for this value."
        return _not_counted(value.key, f"you have {unanswered}", f"the person has {unanswered}")
    count = len(score.question_keys)
    points = floor(best_guess(score) * out_of + 0.5)
    based_on = f"from answers to {count} {'situation' if count == 1 else 'situations'}."
    sentence = f"{score.in_words.capitalize()}, {based_on}"
    return Part(value.key, value.name, points, out_of, sentence, sentence)


def practical_parts(wish: Wish, offer: Offer) -> tuple[Part, ...]:
    """Return the parts for travel, hours, pay, driving, contract and start: 40 points when all can be counted."""
    return (
        travel_part(wish, offer),
        pattern_part(wish, offer),
        pay_part(wish, offer),
        driving_part(wish, offer),
        contract_part(wish, offer),
        start_part(wish, offer),
    )


def travel_part(wish: Wish, offer: Offer) -> Part:
    """Compare the miles to the workplace with how far the person can travel: half up to half as far again."""
    if wish.lat is None or wish.lon is None:
        return _not_counted("travel", "you have not given your postcode.", "the person has not said where they live.")
    if wish.travel_miles is None:
        return _not_counted("travel", *_unsaid("how far {} can travel"))
    miles = miles_between((wish.lat, wish.lon), (offer.lat, offer.lon))
    can_travel = "1 mile" if wish.travel_miles == 1 else f"{wish.travel_miles} miles"
    away = f"{miles_in_words(miles).capitalize()} from your home (straight line); you can travel {can_travel}."
    if miles <= wish.travel_miles:
        return _part("travel", 2, away, "Within the distance they can travel.")
    if miles <= wish.travel_miles * A_LITTLE_FURTHER:
        return _part("travel", 1, away, "A little further than they can travel.")
    return _part("travel", 0, away, "Further than they can travel.")


def pattern_part(wish: Wish, offer: Offer) -> Part:
    """Compare when the work is with when the person wants to work: half when some of it suits them."""
    if not wish.patterns:
        return _not_counted("pattern", *_unsaid("when {} want to work"))
    if not offer.patterns:
        missing = "the advert does not say when the work is."
        return _not_counted("pattern", missing, missing)
    chosen, other = offer.patterns & wish.patterns, offer.patterns - wish.patterns
    if not other:
        return _part("pattern", 2, *_both(f"{{}} chose {_listed(chosen, 'and')}."))
    not_chosen = f"{{}} did not choose {_listed(other, 'or')}."
    if not chosen:
        return _part("pattern", 0, *_both(not_chosen))
    return _part("pattern", 1, *_both(f"{{}} chose {_listed(chosen, 'and')}. {not_chosen}"))


def pay_part(wish: Wish, offer: Offer) -> Part:
    """Compare the pay range with the least the person hopes for: half when only its upper end does."""
    if wish.pay_min_pence is None:
        return _not_counted("pay", *_unsaid("what pay {} hope for"))
    hope = f"you hope for at least {format_pounds(wish.pay_min_pence)}."
    if offer.pay_min_pence >= wish.pay_min_pence:
        starts = f"Starts at {format_pounds(offer.pay_min_pence)} an hour; {hope}"
        return _part("pay", 2, starts, "The pay is what they hope for.")
    reaches = f"Goes up to {format_pounds(offer.pay_max_pence)} an hour; {hope}"
    if offer.pay_max_pence >= wish.pay_min_pence:
        return _part("pay", 1, reaches, "The upper end of the pay is what they hope for.")
    return _part("pay", 0, reaches, "The pay is less than they hope for.")


def driving_part(wish: Wish, offer: Offer) -> Part:
    """Compare the need to drive with whether the person can.

    Needed and cannot is the one must-have that can be unmet.
    """
    if offer.driving is Need.NOT_NEEDED:
        return _part("driving", 2, "You do not need to drive.", "The vacancy needs no driving.")
    if wish.can_drive is None:
        return _not_counted("driving", *_unsaid("if {} can drive"))
    is_needed = offer.driving is Need.NEEDED
    if wish.can_drive:
        return _part("driving", 2, *_both("{} can drive."), is_must_have=is_needed)
    if is_needed:
        why = WHY_A_DRIVER if offer.rounds is Rounds.CAR else ""
        candidate_sentence, provider_sentence = NO_DRIVER_FOR_CANDIDATE.format(why), NO_DRIVER_FOR_PROVIDER.format(why)
        return _part("driving", 0, candidate_sentence, provider_sentence, is_must_have=True)
    return _part("driving", 1, *_both("{} do not drive. It would help, but the work can be done without."))


def contract_part(wish: Wish, offer: Offer) -> Part:
    """Compare the contract with those the person would take: all or nothing."""
    if not wish.contracts:
        return _not_counted("contract", *_unsaid("what contract {} want"))
    name = _in_a_sentence(CONTRACT_LABELS[offer.contract])
    if offer.contract in wish.contracts:
        return _part("contract", 2, *_both(f"{{}} chose {name}."))
    return _part("contract", 0, *_both(f"{{}} did not choose {name}."))


def start_part(wish: Wish, offer: Offer) -> Part:
    """Compare the start date with when the person can start: half when that is within four weeks after it."""
    if wish.can_start_on is None:
        return _not_counted("start", *_unsaid("when {} can start"))
    starts, can_start = date_in_words(offer.starts_on), date_in_words(wish.can_start_on)
    dates = f"Work starts on {starts}; you can start from {can_start}."
    if wish.can_start_on <= offer.starts_on:
        return _part("start", 2, dates, "They can start on the start date.")
    if wish.can_start_on <= offer.starts_on + A_LITTLE_LATER:
        return _part("start", 1, dates, "They can start within four weeks of the start date.")
    return _part("start", 0, dates, "They can start more than four weeks after the start date.")


def _part(
    key: str, halves: int, candidate_sentence: str, provider_sentence: str, *, is_must_have: bool = False
) -> Part:
    name, out_of = PRACTICAL[key]
    return Part(key, name, out_of * halves // 2, out_of, candidate_sentence, provider_sentence, is_must_have)


def _not_counted(key: str, candidate_reason: str, provider_reason: str) -> Part:
    name = PRACTICAL[key][0] if key in PRACTICAL else bank.get_value(key).name
    return Part(key, name, 0, 0, f"Not counted: {candidate_reason}", f"Not counted: {provider_reason}")


def _unsaid(what: str) -> tuple[str, str]:
    return (
        f"you have not said {what.replace('{}', 'you')}.",
        f"the person has not said {what.replace('{}', 'they')}.",
    )


def _both(sentence: str) -> tuple[str, str]:
    return sentence.replace("{}", "You"), sentence.replace("{}", "They")


def _listed(patterns: Collection[Pattern], word: str) -> str:
    """Name patterns in the order of the choices: "nights, weekends and days"."""
    *most, last = [_in_a_sentence(PATTERN_LABELS[pattern]) for pattern in Pattern if pattern in patterns]
    return f"{', '.join(most)} {word} {last}" if most else last


def _in_a_sentence(label: str) -> str:
    return label[:1].lower() + label[1:]
