"""What a search asks for, read from an address and written back to one.

The address is a contract (docs/contract.md): bookmarks, alerts and the API carry it for years, so unknown or misspelt
values are ignored, never an error.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote_plus

from careers.geo.travel import MEANS, MINUTES, reach_in_miles
from careers.jobs.models import OpportunityKind
from careers.reference.choices import Contract, Pattern

MILES = (0, 1, 2, 3, 5, 10, 15, 20, 25, 50)
DEFAULT_MILES = 10
DEFAULT_MINUTES = 30
CLOSE_BY_MILES = 0.5
"""What 0 miles means: the point of a town or a postcode is not a door."""

SORTS = ("fit", "nearest", "newest", "pay", "closing")
KINDS, PATTERNS, CONTRACTS = (tuple(one.value for one in each) for each in (OpportunityKind, Pattern, Contract))
TRAVELS = tuple(MEANS)
YES_FILTERS = ("no_driving", "no_experience", "training_paid", "guaranteed_hours", "sponsorship")
MOST_CHARACTERS = 200

Choices = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class SearchQuery:
    """One search. Empty means not asked. `pay_min` is pounds an hour; repeated choices mean "or", fields mean "and".

    `travel` (walk, bike, bus) with `minutes` takes the place of `miles`.
    """

    q: str = ""
    place: str = ""
    miles: int = DEFAULT_MILES
    travel: str = ""
    minutes: int = DEFAULT_MINUTES
    kind: tuple[str, ...] = ()
    role: tuple[int, ...] = ()
    service: tuple[int, ...] = ()
    pattern: tuple[str, ...] = ()
    contract: tuple[str, ...] = ()
    pay_min: float | None = None
    yes: frozenset[str] = field(default_factory=frozenset)
    sort: str = ""
    page: int = 1

    def pairs(self, **changes: object) -> list[tuple[str, str]]:
        """Return the query as name and value pairs for an address, what is not asked left out."""
        asked: dict[str, Any] = self.__dict__ | changes
        pairs: list[tuple[str, str]] = []
        if asked["q"]:
            pairs.append(("q", asked["q"]))
        if asked["place"]:
            pairs += [("place", asked["place"]), ("miles", str(asked["miles"]))]
            if asked["travel"]:
                pairs += [("travel", asked["travel"]), ("minutes", str(asked["minutes"]))]
        for name in ("kind", "role", "service", "pattern", "contract"):
            pairs += [(name, str(value)) for value in asked[name]]
        if asked["pay_min"] is not None:
            pairs.append(("pay_min", f"{asked['pay_min']:g}"))
        pairs += [(name, "1") for name in YES_FILTERS if name in asked["yes"]]
        if asked["sort"]:
            pairs.append(("sort", asked["sort"]))
        if asked["page"] > 1:
            pairs.append(("page", str(asked["page"])))
        return pairs

    @cached_property
    def encoded(self) -> str:
        """What is asked as the query of an address, but for the order and the page of the results."""
        return as_query(self.pairs(sort="", page=1))

    @property
    def reach_miles(self) -> float:
        """How far from the place the search looks, in straight-line miles."""
        if self.travel:
            return reach_in_miles(self.travel, self.minutes)
        return self.miles or CLOSE_BY_MILES

    @property
    def has_filters(self) -> bool:
        """Whether anything beside words and place narrows the search."""
        return bool(self.kind or self.role or self.service or self.pattern or self.contract or self.pay_min or self.yes)


def read_query(choices: Choices) -> SearchQuery:
    """Return the search that an address asks for; what cannot be understood is left out."""
    return SearchQuery(
        q=_text(choices, "q"),
        place=_text(choices, "place"),
        miles=_one_of(choices, "miles", MILES, DEFAULT_MILES),
        travel=(_known(choices, "travel", TRAVELS) or ("",))[0],
        minutes=_one_of(choices, "minutes", MINUTES, DEFAULT_MINUTES),
        kind=_known(choices, "kind", KINDS),
        role=_codes(choices, "role"),
        service=_codes(choices, "service"),
        pattern=_known(choices, "pattern", PATTERNS),
        contract=_known(choices, "contract", CONTRACTS),
        pay_min=_pounds(choices, "pay_min"),
        yes=frozenset(name for name in YES_FILTERS if "1" in choices.get(name, ())),
        sort=(_known(choices, "sort", SORTS) or ("",))[0],
        page=max(1, min(_number(_text(choices, "page")) or 1, 10_000)),
    )


def as_query(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names and values as the query of an address."""
    return "&".join([f"{name}={_quoted(value)}" for name, value in pairs])


@lru_cache(maxsize=5_000)
def _quoted(value: str) -> str:
    return quote_plus(value)


def _text(choices: Choices, name: str) -> str:
    asked = choices.get(name)
    if not asked:
        return ""
    text = asked[0][:MOST_CHARACTERS]
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def _known(choices: Choices, name: str, known: Sequence[str]) -> tuple[str, ...]:
    asked = choices.get(name)
    return tuple(value for value in known if value in asked) if asked else ()


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None


def _codes(choices: Choices, name: str) -> tuple[int, ...]:
    if name not in choices:
        return ()
    numbers = (_number(text) for text in choices.get(name, ())[:40])
    return tuple(sorted({number for number in numbers if number is not None}))


def _one_of(choices: Choices, name: str, allowed: Sequence[int], default: int) -> int:
    number = _number(_text(choices, name))
    return number if number is not None and number in allowed else default


def _pounds(choices: Choices, name: str) -> float | None:
    whole, _, pence = _text(choices, name).lstrip("£").partition(".")
    pounds, pennies = _number(whole), _number(pence) if pence else 0
    if pounds is None or pennies is None or not 0 < pounds < 1000 or len(pence) > 2:
        return None
    return float(f"{pounds}.{pence or 0}")
