"""The in-memory index of live opportunities: values in, ordered results out. Pure: it knows neither database nor web.

An Entry is what search and the cards need of one opportunity. The index is small on purpose; it stands behind
`queries.search_opportunities`, so that a larger one can take its place.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from careers.geo.distance import miles_between
from careers.jobs.search_query import SearchQuery
from careers.jobs.stems import correct, roles_meant, stem, stems_of, synonym_words, words_of
from careers.reference.choices import Need

LatLon = tuple[float, float]
PAGE_SIZE = 20
IN_TITLE, IN_ROLE, IN_EMPLOYER_OR_PLACE, IN_TEXT = 8.0, 5.0, 3.0, 1.0
FRESH_DAYS = 28


class Where(NamedTuple):
    """Where a search looks: around a centre, or else in the areas of councils by their codes, or else everywhere."""

    centre: LatLon | None = None
    area: frozenset[str] = frozenset()


EVERYWHERE = Where()


@dataclass(frozen=True)
class Entry:
    """One live opportunity. Pay is pence an hour (None for placements), hours are minutes a week."""

    id: int
    organisation_id: int
    reference: str
    kind: str
    title: str
    employer: str
    workplace: str
    town: str
    lat: float
    lon: float
    lad_code: str
    role_code: int
    role_name: str
    service_code: int
    patterns: tuple[str, ...]
    contract: str
    hourly_min_pence: int | None
    hourly_max_pence: int | None
    hours_min_minutes: int
    hours_max_minutes: int
    driving: Need
    experience: Need
    is_training_paid: bool
    has_guaranteed_hours: bool
    offers_sponsorship: bool
    published_at: datetime
    closes_on: date
    text: str = ""
    stems: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Weigh the entry's words once: titles most, then role, employer and place, then text."""
        for text, weight in (
            (self.text, IN_TEXT),
            (f"{self.employer} {self.workplace} {self.town} {' '.join(self.patterns)}", IN_EMPLOYER_OR_PLACE),
            (self.role_name, IN_ROLE),
            (self.title, IN_TITLE),
        ):
            for word in stems_of(text):
                self.stems[word] = weight


@dataclass(frozen=True)
class Hit:
    """An entry that a search found: its distance when a place was given, and where the best of its words stand."""

    entry: Entry
    miles: float | None
    matched_in: str = ""


@dataclass(frozen=True)
class Results:
    """A page of hits, with what was understood.

    `corrected_words` is the query as it was searched when something was misspelt, else empty. `matched_any` says that
    no advert has all the words and these have some. `facets` counts each choice given all the other filters.
    `wider` counts hits at wider radii when none is within the one asked for.
    """

    hits: list[Hit]
    total: int
    page: int
    pages: int
    corrected_words: str
    matched_any: bool
    facets: dict[str, Counter[str]]
    wider: list[tuple[int, int]]


Filter = Callable[[Entry], bool]


class Index:
    """Live opportunities by id."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: dict[int, Entry] = {entry.id: entry for entry in entries}
        self._vocabulary: frozenset[str] | None = None

    def put(self, entry: Entry) -> None:
        """Add an entry, or replace what it was."""
        self.entries[entry.id] = entry
        self._vocabulary = None

    def drop(self, opportunity_id: int) -> None:
        """Take an entry out, if it is in."""
        self.entries.pop(opportunity_id, None)
        self._vocabulary = None

    def vocabulary(self) -> frozenset[str]:
        """Return every word that titles, roles, employers and places use, and the synonyms of roles."""
        if self._vocabulary is None:
            words = (
                word for entry in self.entries.values() for word, weight in entry.stems.items() if weight > IN_TEXT
            )
            self._vocabulary = frozenset(words) | synonym_words()
        return self._vocabulary

    def __len__(self) -> int:
        """Count the entries, closed ones that are still held included."""
        return len(self.entries)

    def get(self, opportunity_id: int) -> Entry | None:
        """Return the entry of an opportunity, or None when it is not held."""
        return self.entries.get(opportunity_id)

    def find(self, reference: str) -> Entry | None:
        """Return the entry with a reference, or None when it is not held."""
        return next((entry for entry in self.entries.values() if entry.reference == reference), None)

    def match(self, query: SearchQuery, *, today: date, where: Where = EVERYWHERE) -> list[int]:
        """Return the ids, in order, of everything that a search finds: all its pages, words as they are spelt."""
        found = self.search(replace(query, page=1), today=today, where=where, exact=True)
        pages = range(1, found.pages + 1)
        each = (self.search(replace(query, page=page), today=today, where=where, exact=True) for page in pages)
        return sorted(hit.entry.id for results in each for hit in results.hits)

    def live(self, today: date) -> Iterator[Entry]:
        """Give each entry that has not closed."""
        return (entry for entry in self.entries.values() if entry.closes_on >= today)

    def search(
        self,
        query: SearchQuery,
        *,
        today: date,
        where: Where = EVERYWHERE,
        exact: bool = False,
    ) -> Results:
        """Return a page of results. `exact` keeps misspelt words as they were typed."""
        centre, area = where
        stems = stems_of(query.q)
        corrections = {} if exact else correct(stems, self._known_words(stems))
        wanted = frozenset(corrections.get(word, word) for word in stems)
        near = [(entry, miles) for entry in self.live(today) if (miles := _miles(entry, centre, area)) is not None]
        scored = [(entry, miles, score) for entry, miles in near if (score := _word_score(entry, wanted)) > 0]
        matched_any = bool(wanted) and not scored and len(wanted) > 1
        if matched_any:
            scored = [(entry, miles, score) for entry, miles in near if (score := _any_word_score(entry, wanted)) > 0]
        return self._page(
            query,
            scored,
            today,
            wanted=wanted,
            has_place=centre is not None,
            corrected=_shown(query.q, corrections),
            any_=matched_any,
        )

    def _known_words(self, stems: frozenset[str]) -> frozenset[str]:
        vocabulary = self.vocabulary()
        if stems <= vocabulary:
            return vocabulary
        return vocabulary | {word for word in stems if any(word in entry.stems for entry in self.entries.values())}

    def _page(
        self,
        query: SearchQuery,
        scored: list[tuple[Entry, float, float]],
        today: date,
        *,
        wanted: frozenset[str],
        has_place: bool,
        corrected: str,
        any_: bool,
    ) -> Results:
        filters = _filters(query)
        fitting = [row for row in scored if all(fits(row[0]) for fits in filters.values())]
        within = [row for row in fitting if not has_place or row[1] <= query.reach_miles]
        ordered = sorted(within, key=_order(query, today, has_place=has_place))
        pages = max(1, -(-len(ordered) // PAGE_SIZE))
        page = min(query.page, pages)
        shown = ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        return Results(
            hits=[Hit(entry, miles if has_place else None, _matched_in(entry, wanted)) for entry, miles, _ in shown],
            total=len(ordered),
            page=page,
            pages=pages,
            corrected_words=corrected,
            matched_any=any_ and bool(ordered),
            facets=_facets([row for row in scored if not has_place or row[1] <= query.reach_miles], filters),
            wider=_wider(query, [row[1] for row in fitting]) if has_place and not ordered else [],
        )


def _miles(entry: Entry, centre: LatLon | None, area: frozenset[str]) -> float | None:
    """Return the distance, 0 when no place matters, or None when the entry is outside the area asked for."""
    if area:
        return 0.0 if entry.lad_code in area else None
    return miles_between(centre, (entry.lat, entry.lon)) if centre else 0.0


def _word_score(entry: Entry, wanted: frozenset[str]) -> float:
    """Return how well an entry has all the words; 0 when one is missing and the words are not its role's name."""
    if not wanted:
        return 1.0
    if all(word in entry.stems for word in wanted):
        return sum(entry.stems[word] for word in wanted)
    return IN_ROLE if entry.role_code in roles_meant(wanted) else 0.0


def _matched_in(entry: Entry, wanted: frozenset[str]) -> str:
    """Return where the best of the words stands, in words; the role when it was found by a synonym."""
    if not wanted:
        return ""
    best = max(entry.stems.get(word, 0.0) for word in wanted)
    return {IN_TITLE: "title", IN_EMPLOYER_OR_PLACE: "employer or place", IN_TEXT: "text"}.get(best, "job role")


def _any_word_score(entry: Entry, wanted: frozenset[str]) -> float:
    return sum(entry.stems.get(word, 0.0) for word in wanted)


def _shown(typed: str, corrections: dict[str, str]) -> str:
    """Return what was typed with its misspelt words mended, or an empty string when nothing was."""
    if not corrections:
        return ""
    return " ".join(corrections.get(stem(word), word) for word in words_of(typed))


def _filters(query: SearchQuery) -> dict[str, Filter]:
    """Return a test for each filter that the query uses, by the filter's name."""
    filters: dict[str, Filter] = {}
    if query.kind:
        filters["kind"] = lambda entry: entry.kind in query.kind
    if query.role:
        filters["role"] = lambda entry: entry.role_code in query.role
    if query.service:
        filters["service"] = lambda entry: entry.service_code in query.service
    if query.pattern:
        filters["pattern"] = lambda entry: not set(query.pattern).isdisjoint(entry.patterns)
    if query.contract:
        filters["contract"] = lambda entry: entry.contract in query.contract
    if query.pay_min is not None:
        pence = round(query.pay_min * 100)
        filters["pay_min"] = lambda entry: entry.hourly_max_pence is not None and entry.hourly_max_pence >= pence
    for name in query.yes:
        filters[name] = YES[name]
    return filters


YES: dict[str, Filter] = {
    "no_driving": lambda entry: entry.driving is not Need.NEEDED,
    "no_experience": lambda entry: entry.experience is not Need.NEEDED,
    "training_paid": lambda entry: entry.is_training_paid,
    "guaranteed_hours": lambda entry: entry.has_guaranteed_hours,
    "sponsorship": lambda entry: entry.offers_sponsorship,
}

FACETS: dict[str, Callable[[Entry], Iterable[str]]] = {
    "kind": lambda entry: (entry.kind,),
    "role": lambda entry: (str(entry.role_code),),
    "service": lambda entry: (str(entry.service_code),),
    "pattern": lambda entry: entry.patterns,
    "contract": lambda entry: (entry.contract,) if entry.contract else (),
}


def _facets(rows: list[tuple[Entry, float, float]], filters: dict[str, Filter]) -> dict[str, Counter[str]]:
    """Count each choice of each facet, given all the filters but that facet's own."""
    counts: dict[str, Counter[str]] = {}
    for name, choices_of in FACETS.items():
        others = [fits for other, fits in filters.items() if other != name]
        counts[name] = Counter(
            choice for entry, _, _ in rows if all(fits(entry) for fits in others) for choice in choices_of(entry)
        )
    for name, fits_yes in YES.items():
        others = [fits for other, fits in filters.items() if other != name]
        count = sum(1 for entry, _, _ in rows if fits_yes(entry) and all(fits(entry) for fits in others))
        counts[name] = Counter({"1": count})
    return counts


def _order(
    query: SearchQuery, today: date, *, has_place: bool
) -> Callable[[tuple[Entry, float, float]], tuple[float, ...]]:
    """Return the sort key: what was asked for, else nearest, else words, then adverts that are fresh or close soon."""
    chosen = query.sort or ("nearest" if has_place else "")

    def key(row: tuple[Entry, float, float]) -> tuple[float, ...]:
        entry, miles, score = row
        newest = -entry.published_at.timestamp()
        first = {
            "nearest": (round(miles, 1), -score),
            "newest": (newest,),
            "pay": (-(entry.hourly_max_pence or 0),),
            "closing": (float(entry.closes_on.toordinal()),),
        }.get(chosen, (-score, -_freshness(entry, today)))
        return (*first, newest, float(entry.id))

    return key


def _freshness(entry: Entry, today: date) -> float:
    """Return 0 to 2: 1 for an advert of today, falling to 0 over 28 days, and up to 1 as the last week runs out."""
    age = (today - entry.published_at.date()) / timedelta(days=1)
    left = (entry.closes_on - today) / timedelta(days=1)
    return max(0.0, 1 - age / FRESH_DAYS) + max(0.0, 1 - left / 7)


def _wider(query: SearchQuery, distances: list[float]) -> list[tuple[int, int]]:
    """Return (miles, count) for each wider radius that finds more than the one before."""
    wider: list[tuple[int, int]] = []
    for miles in (10, 15, 20, 25, 50):
        count = sum(1 for distance in distances if distance <= miles)
        if miles > query.reach_miles and count > (wider[-1][1] if wider else 0):
            wider.append((miles, count))
    return wider
