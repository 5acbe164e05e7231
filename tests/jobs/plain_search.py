"""The search written a second time, as plainly as can be: one entry after another. Slow, and easy to believe."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from math import log2
from typing import NamedTuple

from careers.geo.distance import miles_between
from careers.jobs.concepts import concepts_in, concepts_of_codes, phrases_of_groups, role_concept, role_names
from careers.jobs.index import EVERYWHERE, PAGE_SIZE, Entry, Where
from careers.jobs.search_query import SearchQuery
from careers.jobs.stems import STOP_WORDS, stem, words_of
from careers.jobs.wanted import Unit, Wanted, read_words
from careers.reference.choices import Need
from careers.reference.codes import get_main_service

Weights = dict[str, int]


def fields_of(entry: Entry) -> list[tuple[int, list[str], set[str]]]:
    """Return weight, stems in order and concepts of each field of an entry."""
    service = get_main_service(entry.service_code).plain_name
    place = f"{entry.employer} {entry.workplace} {entry.town} {' '.join(entry.patterns)} {service}"
    coded = concepts_of_codes(entry.signature)
    fields: list[tuple[int, str, Iterable[str]]] = [
        (8, entry.title, concepts_in(entry.title)),
        (5, role_names()[entry.role_code], [role_concept(entry.role_code)]),
        (4, "", coded),
        (3, place, []),
        (1, entry.text, []),
    ]
    stems = [[stem(word) for word in words_of(text)] for _, text, _ in fields]
    return [
        (weight, own, {*concepts, *meant_by(own)}) for own, (weight, _, concepts) in zip(stems, fields, strict=True)
    ]


def meant_by(stems: list[str]) -> list[str]:
    """Return the concepts of the terms of several words that stand side by side."""
    return [name for term, name in phrases_of_groups() if f" {' '.join(term)} " in f" {' '.join(stems)} "]


def weights_of(entry: Entry) -> Weights:
    weights: Weights = {}
    for weight, stems, concepts in fields_of(entry):
        for token in {*stems, *concepts} - STOP_WORDS:
            weights[token] = max(weight, weights.get(token, 0))
    return weights


def has_phrase(entry: Entry, phrase: tuple[str, ...]) -> bool:
    return any(
        tuple(stems[at : at + len(phrase)]) == phrase for _, stems, _ in fields_of(entry) for at in range(len(stems))
    )


def unit_weight(unit: Unit, weights: Weights) -> int:
    return max((weights.get(token, 0) for token in unit.tokens), default=0)


class Points(NamedTuple):
    """How well an advert has the words, and whether they stand in more than its text."""

    points: int
    is_strong: bool


def units_of(entry: Entry, wanted: Wanted) -> list[int]:
    weights = weights_of(entry)
    return [unit_weight(unit, weights) for unit in wanted.units]


def score(entry: Entry, wanted: Wanted, *, rarities: list[int] | None = None) -> Points | None:
    """Return the points of an entry's words, None when it is not found by them; with rarities, any words do."""
    units, weights = units_of(entry, wanted), weights_of(entry)
    enough = all if rarities is None else any
    if units and not enough(units):
        return None
    if not all(has_phrase(entry, phrase) for phrase in wanted.phrases):
        return None
    if any(unit_weight(unit, weights) for unit in wanted.without):
        return None
    if any(has_phrase(entry, phrase) for phrase in wanted.phrases_without):
        return None
    points = 4 * sum(unit * rarity for unit, rarity in zip(units, rarities or [1] * len(units), strict=True))
    points += sum(weights.get(word, 0) for word in wanted.plain_words)
    return Points(min(points, 1023), enough(unit > 1 for unit in units) if units else True)


def passes(one: Entry, query: SearchQuery) -> bool:
    return (
        (not query.kind or one.kind in query.kind)
        and (not query.role or one.role_code in query.role)
        and (not query.service or one.service_code in query.service)
        and (not query.pattern or any(pattern in query.pattern for pattern in one.patterns))
        and (not query.contract or one.contract in query.contract)
        and (query.pay_min is None or (one.hourly_max_pence or 0) >= query.pay_min * 100)
        and all(says_yes(one, name) for name in query.yes)
    )


def says_yes(one: Entry, name: str) -> bool:
    return {
        "no_driving": one.driving is not Need.NEEDED,
        "no_experience": one.signature.experience is not Need.NEEDED,
        "training_paid": one.signature.is_training_paid,
        "guaranteed_hours": one.signature.has_guaranteed_hours,
        "sponsorship": one.signature.offers_sponsorship,
    }[name]


def miles_of(entry: Entry, where: Where) -> float:
    return miles_between(where.centre, (entry.lat, entry.lon)) if where.centre else 0.0


class Plain:
    """What a search finds."""

    def __init__(self, entries: Iterable[Entry], query: SearchQuery, today: date, where: Where = EVERYWHERE) -> None:
        self.query, self.today, self.where = query, today, where
        self.open = [
            one for one in entries if one.closes_on >= today and (not where.area or one.lad_code in where.area)
        ]
        self.wanted = read_words(query.q)
        self.is_any = len(self.wanted.units) > 1 and not self._worded(None)
        self.worded = self._worded(self._rarities() if self.is_any else None)

    def _rarities(self) -> list[int]:
        near = self._near(self.open, self.query.reach_miles)
        having = [sum(units_of(one, self.wanted)[at] > 0 for one in near) for at in range(len(self.wanted.units))]
        return [1 + int(log2(len(near) / count)) if count else 1 for count in having]

    def _worded(self, rarities: list[int] | None, miles: float | None = None) -> dict[Entry, Points]:
        near = self._near(self.open, self.query.reach_miles if miles is None else miles)
        scores = {one: score(one, self.wanted, rarities=rarities) for one in near}
        return {one: points for one, points in scores.items() if points is not None}

    def _near(self, entries: Iterable[Entry], miles: float) -> list[Entry]:
        return [one for one in entries if miles_of(one, self.where) <= miles or self.where.centre is None]

    def _found(self, query: SearchQuery) -> list[Entry]:
        return [one for one in self.worded if passes(one, query)]

    def ids(self) -> list[int]:
        return [one.id for one in sorted(self._found(self.query), key=self._key)]

    def page(self) -> list[int]:
        ids = self.ids()
        last = max(1, -(-len(ids) // PAGE_SIZE))
        first = (min(self.query.page, last) - 1) * PAGE_SIZE
        return ids[first : first + PAGE_SIZE]

    def _key(self, one: Entry) -> tuple[float, ...]:
        newest = -int((one.published_at - datetime(2000, 1, 1, tzinfo=UTC)).total_seconds())
        age = max(0, (self.today - one.published_at.date()).days)
        left = (one.closes_on - self.today).days
        blend = max(0, 28 - age) / 28 + max(0, 7 - left) / 7
        points, is_weak = -self.worded[one].points, not self.worded[one].is_strong
        tenths = round(miles_of(one, self.where) * 10)
        whole = (tenths + 5) // 10
        best = (is_weak, points, -round(blend * 252))
        near = (is_weak, whole, points, tenths) if self.where.centre else best
        first: tuple[float, ...] = {
            "": near,
            "nearest": (tenths, points) if self.where.centre else best,
            "newest": (),
            "pay": (-(-1 if one.hourly_max_pence is None else one.hourly_max_pence),),
            "closing": (one.closes_on.toordinal(),),
        }[self.query.sort]
        return (*first, newest, one.id)

    def facet(self, name: str, choice: str) -> int:
        query = (
            replace(self.query, **{name: ()}) if name in {"kind", "role", "service", "pattern", "contract"} else None
        )
        query = query or replace(self.query, yes=self.query.yes - {name})
        return sum(choice in choices_of(one, name) for one in self._found(query))

    def wider(self) -> list[tuple[int, int]]:
        if self.ids() or self.where.centre is None:
            return []
        counts: Counter[int] = Counter()
        shown: list[tuple[int, int]] = []
        for miles in (1, 2, 3, 5, 10, 15, 20, 25, 50):
            worded = self._worded([1] * len(self.wanted.units) if self.is_any else None, miles)
            counts[miles] = sum(passes(one, self.query) for one in worded)
            if miles > self.query.reach_miles and counts[miles] > (shown[-1][1] if shown else 0):
                shown.append((miles, counts[miles]))
        return shown


def choices_of(one: Entry, name: str) -> tuple[str, ...]:
    if name == "pattern":
        return one.patterns
    single = {"kind": one.kind, "role": one.role_code, "service": one.service_code, "contract": one.contract}
    return (str(single[name]),) if name in single else ("1",) if says_yes(one, name) else ()
