"""Searches as people type them, invented: the same seed gives the same addresses, misspelt ones among them."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from urllib.parse import urlencode

from careers.geo.districts import list_districts
from tests.bench.dice import Dice, Urn
from tests.bench.spots import spots, town_rows

SEED = 3
Pairs = list[tuple[str, str]]

WORDS = Urn(
    [
        (words, weight)
        for weight, group in (
            (9, ("care assistant", "carer", "support worker", "care worker", "senior carer", "hca")),
            (4, ("night carer", "home care", "registered nurse", "care home", "cleaner", "cook", "nights", "nurse")),
            (4, ("healthcare assistant", "domiciliary care", "deputy manager", "kitchen assistant", "live in carer")),
            (3, ("dementia", "mental health support worker", "learning disability", "team leader", "activities")),
            (3, ("weekend carer", "part time care assistant", "bank staff", "registered manager", "care coordinator")),
            (
                2,
                (
                    "rgn",
                    "rmn",
                    "nvq level 3",
                    "sleep in",
                    "waking nights",
                    "autism",
                    "personal assistant",
                    "apprentice",
                ),
            ),
            (2, ("elderly", "end of life", "social worker", "receptionist", "driver", "laundry", "school hours")),
            (2, ("care asistant", "suport worker", "carrer", "nusre", "seniour carer", "domicilary care", "dementa")),
            (
                1,
                (
                    '"night care assistant"',
                    '"support worker" -nights',
                    "carer -driving",
                    "work experience",
                    "volunteer",
                ),
            ),
            (1, ("palliative", "hoist training", "makaton", "reablement", "outreach", "ot", "job coach", "chef")),
            (
                1,
                ("knitting", "sign language", "minibus", "no experience", "gardening", "company car", "self rostering"),
            ),
        )
        for words in group
    ]
)
BROAD = ("care", "support", "carer", "care worker", "nights", "people", "home", "assistant")
FILTERS = Urn(
    [
        (("kind", "job"), 3),
        (("kind", "apprenticeship"), 2),
        (("pattern", "nights"), 3),
        (("pattern", "part-time"), 4),
        (("pattern", "weekends"), 2),
        (("pattern", "school-hours"), 3),
        (("pattern", "days"), 3),
        (("contract", "permanent"), 4),
        (("role", "8"), 3),
        (("role", "52"), 2),
        (("service", "8"), 2),
        (("service", "2"), 2),
        (("pay_min", "13"), 3),
        (("pay_min", "12.75"), 2),
        (("no_driving", "1"), 5),
        (("no_experience", "1"), 5),
        (("training_paid", "1"), 2),
        (("guaranteed_hours", "1"), 2),
        (("sponsorship", "1"), 1),
    ]
)
MILES = Urn([("10", 5), ("5", 4), ("3", 2), ("15", 2), ("20", 2), ("25", 1), ("1", 1), ("50", 0.5)])
SORTS = Urn([("", 8), ("nearest", 2), ("newest", 2), ("pay", 2), ("closing", 1)])


def mixed(number: int, *, seed: int = SEED) -> list[str]:
    """Return different searches with words, a place, a radius and filters; some sorted, some on a later page."""
    return _different(number, seed, _mixed)


def without_words(number: int, *, seed: int = SEED) -> list[str]:
    """Return different lists without words: a place or none, filters or none, an order, a page."""
    return _different(number, seed, _without_words)


def broad(number: int, *, seed: int = SEED) -> list[str]:
    """Return searches for a word that a great many adverts have, without a place."""
    dice = Dice(seed)
    return [_address([("q", dice.pick(BROAD)), *_page(dice, 0.3)]) for _ in range(number)]


def details(number: int, references: Sequence[str], *, seed: int = SEED) -> list[str]:
    """Return addresses of vacancies, at random out of these references."""
    dice = Dice(seed)
    return [f"/jobs/{dice.pick(references)}" for _ in range(number)]


def _different(number: int, seed: int, invent: Callable[[Dice], Pairs]) -> list[str]:
    dice = Dice(seed)
    found: dict[str, None] = {}
    while len(found) < number:
        found[_address(invent(dice))] = None
    return list(found)


def _mixed(dice: Dice) -> Pairs:
    pairs = [("q", WORDS.draw(dice)), ("place", _place(dice)), ("miles", MILES.draw(dice))]
    for _ in range(dice.between(1, 3)):
        pairs.append(FILTERS.draw(dice))
    return pairs + _order(dice) + _page(dice, 0.15)


def _without_words(dice: Dice) -> Pairs:
    pairs: Pairs = []
    if dice.chance(0.7):
        pairs = [("place", _place(dice)), ("miles", MILES.draw(dice))]
    for _ in range(dice.between(0, 2)):
        pairs.append(FILTERS.draw(dice))
    return pairs + _order(dice) + _page(dice, 0.25)


def _order(dice: Dice) -> Pairs:
    sort = SORTS.draw(dice)
    return [("sort", sort)] if sort else []


def _page(dice: Dice, share: float) -> Pairs:
    return [("page", str(dice.between(2, 6)))] if dice.chance(share) else []


def _place(dice: Dice) -> str:
    """A place as people type it: a town in any case, sometimes misspelt; a postcode, whole or in part; a council."""
    share = dice.roll()
    if share < 0.55:
        return _cased(dice, _towns().draw(dice))
    if share < 0.62:
        return _misspelt(dice, _towns().draw(dice).lower())
    if share < 0.92:
        spot = spots().draw(dice)
        code = dice.pick((spot.sector.split()[0], spot.sector, spot.postcode(dice), spot.postcode(dice)))
        return dice.pick((code, code.lower(), code.replace(" ", "")))
    return dice.pick([district.name for district in list_districts() if district.country == "England"])


def _cased(dice: Dice, name: str) -> str:
    return dice.pick((name, name, name.lower()))


def _misspelt(dice: Dice, name: str) -> str:
    """Swap two neighbouring letters inside a name, or leave one out."""
    if len(name) < 5:
        return name
    at = dice.between(1, len(name) - 3)
    if dice.chance(0.5):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + name[at + 1 :]


def _address(pairs: Pairs) -> str:
    return f"/jobs?{urlencode(pairs)}" if pairs else "/jobs"


@lru_cache
def _towns() -> Urn[str]:
    return Urn([(name, float(people)) for name, _, _, people, _ in town_rows()])
