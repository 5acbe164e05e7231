"""The index itself: put entries in, search them.

A search narrows the rows (`narrowing`) and only then counts and orders what is left. The same rows answer for the
page, the facets, the map and the alerts.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from threading import RLock
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from careers.geo.distance import miles_between
from careers.jobs.concepts import Signature, term_words
from careers.jobs.index import order
from careers.jobs.index.columns import GONE, Columns, Rows
from careers.jobs.index.counting import PASSES, Counts, Filters, Sieve
from careers.jobs.index.entries import EVERYWHERE, PAGE_SIZE, Entry, Facets, LatLon, Listed, Results, Where
from careers.jobs.index.narrowing import Found, Narrowing
from careers.jobs.index.near import Chords, miles_of
from careers.jobs.index.order import Fitness
from careers.jobs.index.postings import (
    FIELD_NAMES,
    Postings,
)
from careers.jobs.search_query import MILES, SearchQuery
from careers.jobs.spelling import Speller, corrected_text
from careers.jobs.wanted import Wanted, read_words

WIDER_MILES = MILES[1:]
AT_ONCE = 500
"""Entries taken in together: their words pass through memory, and more of them would leave more holes in it."""
MOST_KEPT, MOST_TALLIES = 100, 300
LEAST_TO_TIDY = 5_000


class Index:
    """Live opportunities, findable by words, place and facts. Several threads may use one."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._columns = Columns()
        self._postings = Postings()
        self._filters = Filters(self._columns.signatures)
        self._narrowing = Narrowing(self._columns, self._postings, self._filters)
        self._rows: dict[int, int] = {}
        self._dropped = 0
        self._lock = RLock()
        self._speller: Speller | None = None
        self._answers: dict[tuple[SearchQuery, date, bool], Results] = {}
        self._orders: dict[tuple[str, date], Rows] = {}
        self._blends: dict[date, NDArray[np.int16]] = {}
        self._counts: dict[tuple[date, int | None], Counts] = {}
        self._tallies: dict[tuple[object, ...], tuple[int, Facets]] = {}
        waiting = iter(entries)
        while block := list(islice(waiting, AT_ONCE)):
            self._columns.extend(block)
            self._postings.extend(block)
        self._tidy()

    def __getstate__(self) -> dict[str, Any]:
        """Return what can be handed to another process: all but the lock and what is kept of searches."""
        return self.__dict__ | {
            "_lock": None,
            "_speller": None,
            "_answers": {},
            "_orders": {},
            "_counts": {},
            "_tallies": {},
            "_blends": {},
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take over what another process made."""
        self.__dict__.update(state, _lock=RLock())

    def _changed(self) -> None:
        self._speller = None
        self._answers.clear()
        self._orders.clear()
        self._counts.clear()
        self._tallies.clear()
        self._blends.clear()

    def __len__(self) -> int:
        """Count the entries, closed ones that are still held included."""
        return self._columns.count - self._dropped

    def put(self, entry: Entry) -> None:
        """Add an entry, or replace what it was."""
        with self._lock:
            self.drop(entry.id)
            self._postings.add(entry)  # first, as it is what may refuse an entry
            self._rows[entry.id] = self._columns.count
            self._columns.extend([entry])
            self._changed()
            settled = self._narrowing.places.settled
            if self._columns.count - settled + self._dropped > max(LEAST_TO_TIDY, settled // 4):
                self._tidy()

    def drop(self, opportunity_id: int) -> None:
        """Take an entry out, if it is in."""
        with self._lock:
            row = self._row_of(opportunity_id)
            if row is None:
                return
            self._rows.pop(opportunity_id, None)
            self._columns["closes"][row] = GONE
            self._postings.drop(row)
            self._dropped += 1
            self._changed()

    def _tidy(self) -> None:
        """Build everything anew without the rows that were dropped, in the order of their places."""
        rows = self._narrowing.places.in_order(np.flatnonzero(self._columns["closes"] != GONE))
        self._columns.keep(rows)
        self._postings.keep(rows)
        self._narrowing.places.settle()
        self._ids = self._columns["id"].copy()
        self._by_id = np.argsort(self._ids, kind="stable")
        self._sorted_ids = self._ids[self._by_id]
        self._rows.clear()
        self._dropped = 0
        self._changed()

    def _row_of(self, opportunity_id: int) -> int | None:
        row = self._rows.get(opportunity_id)
        if row is None:
            ids = self._sorted_ids.data  # numpy would turn all ids into longer numbers first
            at = bisect_left(ids, opportunity_id)
            if at == len(ids) or ids[at] != opportunity_id:
                return None
            row = int(self._by_id[at])
        return None if self._columns["closes"][row] == GONE else row

    def get(self, opportunity_id: int) -> Entry | None:
        """Return the entry of an opportunity, or None when it is not held."""
        with self._lock:
            row = self._row_of(opportunity_id)
            return None if row is None else self._columns.decode(row)

    def listed(self, opportunity_ids: Sequence[int], today: date, centre: LatLon) -> list[Listed]:
        """Return what a list shows of those of some opportunities that are open, in their order, from a point."""
        with self._lock:
            held = [row for each in opportunity_ids if (row := self._row_of(each)) is not None]
            closes, day = self._columns["closes"], today.toordinal()
            read = self._columns.read(np.array([row for row in held if closes[row] >= day], np.intp))
            miles = [miles_between(centre, point) for point in zip(read["lat"], read["lon"], strict=True)]
            return self._columns.listed(read, miles, [""] * len(miles))

    def find(self, reference: str) -> Entry | None:
        """Return the entry with a reference, or None when it is not held."""
        with self._lock:
            same = self._columns["reference"] == reference.encode("ascii", "replace")
            rows = np.flatnonzero(same & (self._columns["closes"] != GONE))
            return self._columns.decode(int(rows[0])) if len(rows) else None

    def live(self, today: date) -> Iterator[Entry]:
        """Give each entry that has not closed."""
        with self._lock:
            rows = np.flatnonzero(self._columns["closes"] >= today.toordinal())
            entries = self._columns.decode_all(rows)
        return iter(entries)

    def match(self, query: SearchQuery, *, today: date, where: Where = EVERYWHERE) -> list[int]:
        """Return the ids, in order, of everything that a search finds: all its pages, words as they are spelt."""
        with self._lock:
            found = self._narrowing.fitting(query, read_words(query.q), today, where)
            ids: list[int] = np.sort(self._columns["id"][found.rows]).tolist()
            return ids

    def nearest(self, query: SearchQuery, *, today: date, centre: LatLon, most: int) -> list[tuple[int, int]]:
        """Return id and employer of what a search finds nearest to a point, without counting or reading anything."""
        with self._lock:
            wanted, columns = read_words(query.q), self._columns
            found = self._narrowing.fitting(query, wanted, today, Where(centre))
            chords = cast(Chords, found.chords)  # there is a centre
            keys = order.nearest(columns, found, chords, self._narrowing.scores(found, wanted), is_strict=True)
            rows = found.rows.take(order.page_of(columns, found.rows, keys, 0, most))
            ids, employers = columns["id"].take(rows), columns["organisation_id"].take(rows)
            return list(zip(ids.tolist(), employers.tolist(), strict=True))

    def keys(
        self, query: SearchQuery, *, today: date, where: Where = EVERYWHERE
    ) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return a sort key and the id of everything that a search finds, words as they are spelt, in no order.

        The smallest key comes first, of equal ones the lower id: a place in the order that outlives what stands there.
        """
        with self._lock:
            wanted = read_words(query.q)
            found = self._narrowing.fitting(query, wanted, today, where)
            keys = self._keys(found, query, wanted, today, None)
            return order.with_newest(self._columns, found.rows, keys), self._columns["id"][found.rows]

    def of_organisation(self, organisation_id: int, today: date) -> list[Entry]:
        """Return an organisation's open entries, the next to close first."""
        with self._lock:
            columns = self._columns
            own = (columns["organisation_id"] == organisation_id) & (columns["closes"] >= today.toordinal())
            rows = np.flatnonzero(own)
            ordered = rows[np.lexsort((columns["id"][rows], columns["closes"][rows]))]
            return columns.decode_all(ordered)

    def tally(self, *, today: date, where: Where = EVERYWHERE, reach: float = 0.0) -> list[tuple[Signature, int]]:
        """Count the open entries of each signature around a place, or everywhere."""
        with self._lock:
            counts = np.bincount(self._narrowing.here(where, reach, today).signatures)
            known = self._columns.signatures.values
            return [(known[number], int(counts[number])) for number in np.flatnonzero(counts).tolist()]

    def search(
        self,
        query: SearchQuery,
        *,
        today: date,
        where: Where = EVERYWHERE,
        exact: bool = False,
        fitness: Fitness | None = None,
    ) -> Results:
        """Return a page of results. `exact` keeps misspelt words as they were typed; `fitness` orders `sort=fit`."""
        with self._lock:
            if where != EVERYWHERE or not query.q or fitness is not None:
                return self._search(query, today, where, exact, fitness)
            key = (query, today, exact)  # words without a place take longest, and many people type the same
            if key not in self._answers:
                if len(self._answers) >= MOST_KEPT:
                    self._answers.clear()
                self._answers[key] = self._search(query, today, where, exact, fitness)
            return self._answers[key]

    def _search(self, query: SearchQuery, today: date, where: Where, exact: bool, fitness: Fitness | None) -> Results:
        if not query.q and where == EVERYWHERE and query.sort != "fit":
            return self._list_all(query, today)
        wanted = read_words(query.q)
        corrections = {} if exact else self._corrections(wanted)
        corrected = corrected_text(query.q, corrections) if corrections else ""
        if corrected:
            wanted = read_words(corrected)
        sieve = self._filters.sieve(query)
        found = self._narrowing.nearly_fitting(query, wanted, today, where, sieve)
        facets = self._filters.facets(self._filters.count(found.signatures), sieve)
        if sieve.filters:
            found = found.only(sieve.verdicts.take(found.signatures) == PASSES)
        total = len(found.rows)
        page, pages = _pages(query, total)
        keys = self._keys(found, query, wanted, today, fitness)
        shown = order.page_of(self._columns, found.rows, keys, (page - 1) * PAGE_SIZE, page * PAGE_SIZE)
        read = self._columns.read(found.rows[shown])
        return Results(
            listed=self._columns.listed(read, *_beside(found, shown)),
            read_entries=partial(self._columns.entries_of, read),
            total=total,
            page=page,
            pages=pages,
            corrected_words=corrected,
            matched_any=found.is_any and total > 0,
            facets=facets,
            wider=[] if total or where.centre is None else self._wider(query, wanted, found.is_any, today, where),
        )

    def _list_all(self, query: SearchQuery, today: date) -> Results:
        """Return a page of everything that passes the filters: the order of all of it is the same for everybody."""
        sieve = self._filters.sieve(query)
        least = None if query.pay_min is None else round(query.pay_min * 100)
        total, facets = self._tally_of_open(today, least, sieve)
        page, pages = _pages(query, total)
        in_order = self._in_order(query.sort, today)
        rows = self._first_passing(in_order, sieve.verdicts == PASSES, least, min(page * PAGE_SIZE, total))
        rows = rows[(page - 1) * PAGE_SIZE :]
        read = self._columns.read(rows)
        listed = self._columns.listed(read, [None] * len(rows), [""] * len(rows))
        entries = partial(self._columns.entries_of, read)
        return Results(listed, entries, total, page, pages, "", matched_any=False, facets=facets, wider=[])

    def _tally_of_open(self, today: date, least: int | None, sieve: Sieve) -> tuple[int, Facets]:
        """Return how many open rows pay enough and pass, and their facets; kept until a row changes."""
        key = (today, least, sieve.asked)
        if key not in self._tallies:
            counts = self._counts_of_open(today, least)
            if len(self._tallies) >= MOST_TALLIES:
                self._tallies.clear()
            self._tallies[key] = int(counts[sieve.verdicts == PASSES].sum()), self._filters.facets(counts, sieve)
        return self._tallies[key]

    def _counts_of_open(self, today: date, least: int | None) -> Counts:
        """Return how many open rows that pay enough have each signature; kept until a row changes."""
        if (today, least) not in self._counts:
            found = self._narrowing.here(EVERYWHERE, 0.0, today)
            if least is not None:
                found = found.only(self._columns["pay_max"].take(found.rows) >= least)
            if len(self._counts) >= MOST_KEPT:
                self._counts.clear()
            self._counts[today, least] = self._filters.count(found.signatures)
        return self._counts[today, least]

    def _first_passing(self, rows: Rows, passes: NDArray[np.bool_], least: int | None, most: int) -> Rows:
        """Return the first of some rows that pass, looking at no more of them than it takes."""
        found: list[Rows] = []
        missing, start, some = most, 0, most * 4
        while missing > 0 and start < len(rows):
            block = rows[start : start + some]
            block = block[passes.take(self._columns["signature"][block])]
            if least is not None:
                block = block[self._columns["pay_max"][block] >= least]
            found.append(block[:missing])
            missing -= len(block)
            start, some = start + some, some * 2
        return np.concatenate(found) if found else rows[:0]

    def _in_order(self, sort: str, today: date) -> Rows:
        """Return all open rows in the order of a list without words; kept until one changes."""
        if (sort, today) not in self._orders:
            found = self._narrowing.here(EVERYWHERE, 0.0, today)
            keys = self._keys(found, SearchQuery(sort=sort), Wanted(), today, None)
            ordered = order.page_of(self._columns, found.rows, keys, 0, len(keys))
            self._orders[sort, today] = found.rows[ordered].astype(np.int32)
        return self._orders[sort, today]

    def _keys(
        self, found: Found, query: SearchQuery, wanted: Wanted, today: date, fitness: Fitness | None
    ) -> order.Keys:
        """Return the keys of what was asked for, else nearest, else words, then what is fresh or closes soon."""
        columns, rows = self._columns, found.rows
        if query.sort == "fit" and fitness is not None:
            return order.best(found, fitness(columns, rows), self._blend(today))
        if query.sort == "newest":
            return np.zeros(len(rows), np.int64)
        if query.sort == "pay":
            return order.highest_pay(columns, rows)
        if query.sort == "closing":
            return order.closing_soonest(columns, rows)
        scores = self._narrowing.scores(found, wanted)
        if found.chords is not None:
            return order.nearest(columns, found, found.chords, scores, is_strict=query.sort == "nearest")
        return order.best(found, scores, self._blend(today))

    def _blend(self, today: date) -> NDArray[np.int16]:
        """Return how fresh each row is and how soon it closes, in one number; kept until one changes."""
        if today not in self._blends:
            self._blends = {today: order.blend_of_all(self._columns, today)}
        return self._blends[today]

    def _wider(
        self, query: SearchQuery, wanted: Wanted, is_any: bool, today: date, where: Where
    ) -> list[tuple[int, int]]:
        """Return (miles, count) for each wider radius that finds more than the one before."""
        counts = self._narrowing.within_each(WIDER_MILES, query, wanted, today, where, is_any=is_any)
        wider: list[tuple[int, int]] = []
        for miles, count in zip(WIDER_MILES, counts, strict=True):
            if miles > query.reach_miles and count > (wider[-1][1] if wider else 0):
                wider.append((miles, count))
        return wider

    def _corrections(self, wanted: Wanted) -> dict[str, str]:
        """Return misspelt stem → the live word that is meant."""
        unknown = [word for unit in wanted.units for word in unit.words if self._is_unknown(word)]
        if not unknown:
            return {}
        if self._speller is None:
            self._speller = Speller(dict.fromkeys(term_words(), 1) | self._postings.vocabulary())
        return self._speller.correct(unknown)

    def _is_unknown(self, word: str) -> bool:
        return word not in term_words() and self._postings.number(word) is None


def _pages(query: SearchQuery, total: int) -> tuple[int, int]:
    """Return the page to show of so many hits, the last where there are not so many pages, and how many there are."""
    pages = max(1, -(-total // PAGE_SIZE))
    return min(query.page, pages), pages


def _beside(found: Found, shown: NDArray[np.intp]) -> tuple[list[float | None], list[str]]:
    """Return how far away each of some hits is, and where its words stand."""
    miles: list[float | None] = [None] * len(shown)
    if found.chords is not None:
        miles = miles_of(found.chords[shown]).tolist()
    if not found.weights:
        return miles, [""] * len(shown)
    weights = zip(*(each[shown].tolist() for each in found.weights), strict=True)
    return miles, [" and ".join(FIELD_NAMES[each] for each in sorted({*own} - {0}, reverse=True)) for own in weights]
