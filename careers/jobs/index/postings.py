"""The words of entries: which rows have a token, how much it weighs there, and the words of a row in their order.

A row is kept as the tokens of five fields, the heaviest first, each ended by a break. A token in at least one row of
five is listed as a column of weights, any other as a sorted list of rows with weights. Rows added since the lists were
built stand in short lists of their own. What several words side by side stand for is listed beside them.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from careers.jobs.concepts import (
    MARK,
    Signature,
    concepts_in,
    concepts_of_codes,
    phrases_of_groups,
    role_concept,
    role_names,
)
from careers.jobs.index.columns import Rows
from careers.jobs.index.entries import Entry
from careers.jobs.stems import STOP_WORDS, split, stem
from careers.reference.codes import get_main_service
from careers.words import unmarked

N = TypeVar("N", bound=np.generic)
Weights = NDArray[np.uint8]
_Part = tuple[NDArray[Any], NDArray[np.int32], Weights]
"""Tokens, and beside each a row that has it and what it weighs there."""

IN_TITLE, IN_ROLE, IN_CODES, IN_EMPLOYER_OR_PLACE, IN_TEXT = FIELDS = (8, 5, 4, 3, 1)
"""What a word weighs in each field."""

FIELD_NAMES = {
    IN_TITLE: "title",
    IN_ROLE: "job role",
    IN_CODES: "facts",
    IN_EMPLOYER_OR_PLACE: "employer or place",
    IN_TEXT: "text",
}

BREAK = 0
"""The token that ends a field: no phrase goes over it."""

END = np.uint32(BREAK).tobytes()
ROWS_AT_ONCE = 2_000
CLOSE = 4
"""Rows that are at least one in four of all between the first and the last of them lie close."""
COMMON = 5
ROOM = 16
"""Columns of weights and the words have room for one more row in so many, so that what comes soon moves none of it."""


class _Vocabulary(dict[str, int]):
    """Words as they are written, to the number of their stem; a new word makes itself known."""

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[str, int] = {"": BREAK}

    def __missing__(self, word: str) -> int:
        token = word if word.startswith(MARK) else stem(word.strip("'"))
        number = self[word] = self.number(token)
        return number

    def number(self, token: str) -> int:
        """Return the number of a stem or concept, new or known."""
        return self.stems.setdefault(token, len(self.stems))


class _Pieces(dict[str, bytes]):
    """Titles, names and sentences to their tokens: employers say the same in many adverts."""

    def __init__(self, known: _Vocabulary) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, text: str) -> bytes:
        """Return the tokens of a text; a mark in it is ours only where it begins the name of a concept."""
        words = split(text if text.startswith(MARK) else unmarked(text))
        tokens = self[text] = array("I", map(self._known.__getitem__, words)).tobytes()
        return tokens


class Postings:
    """Tokens by row and rows by token."""

    def __init__(self) -> None:
        self.count = 0
        self._known = _Vocabulary()
        self._words: NDArray[Any] = np.empty(1024, np.uint16)
        self._starts: NDArray[np.int64] = np.zeros(65, np.int64)
        self._first = np.zeros(1, np.int64)
        self._rows = np.empty(0, np.int32)
        self._weights = np.empty(0, np.uint8)
        self._common: dict[int, Weights] = {}
        self._added: dict[int, tuple[list[int], list[int]]] = {}
        self._silent = [BREAK, *{self._known[word] for word in STOP_WORDS}]
        self._phrases: dict[int, list[tuple[list[int], int]]] = {}
        for phrase, name in phrases_of_groups():
            numbers = list(map(self._known.number, phrase))
            self._phrases.setdefault(numbers[0], []).append((numbers, self._known[name]))
        self._strong = np.zeros(64, np.int32)
        self._pieces = _Pieces(self._known)
        self._titles: dict[str, bytes] = {}
        self._coded: dict[Signature, tuple[bytes, bytes]] = {}

    def extend(self, entries: Sequence[Entry]) -> None:
        """Take in the words of entries, as the next rows; `seal` makes them findable all at once."""
        tokens = np.frombuffer(b"".join(map(self._tokens_of, entries)), np.uint32)
        if len(self._known.stems) > np.iinfo(np.uint16).max and self._words.dtype == np.uint16:
            self._words = self._words.astype(np.uint32)
        used, end = int(self._starts[self.count]), self.count + len(entries)
        self._words = _with_room(self._words, used + len(tokens))
        self._words[used : used + len(tokens)] = tokens
        self._starts = _with_room(self._starts, end)
        ends = np.flatnonzero(tokens == BREAK)[len(FIELDS) - 1 :: len(FIELDS)] + 1
        self._starts[self.count + 1 : end + 1] = used + ends
        self.count = end

    def _tokens_of(self, entry: Entry) -> bytes:
        """Return the tokens of the five fields of an entry, each ended by a break.

        What has the same codes has the same role and facts, and many have the same title, name or sentence.
        """
        piece, signature = self._pieces.__getitem__, entry.signature
        coded = self._coded.get(signature)
        if coded is None:
            coded = self._coded[signature] = self._of_codes(signature)
        title = self._titles.get(entry.title)
        if title is None:
            title = piece(entry.title) + piece(" ".join(concepts_in(entry.title))) + END
            self._titles[entry.title] = title
        names = map(piece, (entry.employer, entry.workplace, entry.town))
        return b"".join((title, coded[0], *names, coded[1], *map(piece, entry.text.split(".")), END))

    def _of_codes(self, signature: Signature) -> tuple[bytes, bytes]:
        """Return what codes say before the names of an entry, and what after them."""
        piece, role = self._pieces.__getitem__, signature.role
        before = (role_names()[role], role_concept(role)), (" ".join(concepts_of_codes(signature)),)
        after = (*signature.patterns, get_main_service(signature.service).plain_name)
        return b"".join(b"".join(map(piece, field)) + END for field in before), b"".join(map(piece, after)) + END

    def _forget_texts(self) -> None:
        for kept in (self._pieces, self._titles, self._coded):
            kept.clear()

    def add(self, entry: Entry) -> None:
        """Take in one more row and make it findable at once."""
        row = self.count
        self.extend([entry])
        self._forget_texts()
        weighed = self._weighed(row)
        for token, weight in weighed.items():
            if token in self._common:
                self._common[token] = _with_room(self._common[token], row)
                self._common[token][row] = weight
            else:
                rows, weights = self._added.setdefault(token, ([], []))
                rows.append(row)
                weights.append(weight)
        self._count_strong(weighed, 1)

    def drop(self, row: int) -> None:
        """Note that a row is no longer live: its words leave the vocabulary with their last row."""
        self._count_strong(self._weighed(row), -1)

    def keep(self, rows: Rows) -> None:
        """Keep only the given rows, in the order given, and make them findable."""
        starts, lengths = self._starts[rows], np.diff(self._starts)[rows]
        ends = np.concatenate(([0], np.cumsum(lengths)))
        words = np.empty(ends[-1] + ends[-1] // ROOM, self._words.dtype)
        for first in range(0, len(rows), ROWS_AT_ONCE):
            last = min(first + ROWS_AT_ONCE, len(rows))
            words[ends[first] : ends[last]] = self._words[spread(starts[first:last], lengths[first:last])]
        self._words, self._starts, self.count = words, ends, len(rows)
        self.seal()

    def seal(self) -> None:
        """Build the list of every token from the words of all rows."""
        self._forget_texts()
        spans = ((first, min(first + ROWS_AT_ONCE, self.count)) for first in range(0, self.count, ROWS_AT_ONCE))
        self._list([self._each_once(first, last) for first, last in spans] or [self._each_once(0, 0)])

    def _each_once(self, first: int, last: int) -> _Part:
        """Return each token of each row of a span once, with its heaviest weight, sorted by token and row."""
        starts = self._starts[first : last + 1]
        words = self._words[starts[0] : starts[-1]]
        owners = np.repeat(np.arange(last - first, dtype=np.int32), np.diff(starts))
        fields = np.cumsum(words == BREAK, dtype=np.int32) - owners * len(FIELDS)
        speaks = np.ones(len(self._known.stems), bool)
        speaks[self._silent] = False
        spoken = np.flatnonzero(speaks[words])
        places, tokens = self._with_concepts(words, spoken)
        in_order = _sorted_stably(tokens)  # in a row the heaviest stays first
        places, tokens = places[in_order], tokens[in_order]
        rows = owners[places]
        is_first = np.ones(len(tokens), bool)
        is_first[1:] = (tokens[1:] != tokens[:-1]) | (rows[1:] != rows[:-1])
        weights = np.array(FIELDS, np.uint8)[fields[places[is_first]]]
        return tokens[is_first], rows[is_first] + np.int32(first), weights

    def _with_concepts(self, words: NDArray[Any], places: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[Any]]:
        """Return places among words and the token of each, and so of each concept where its phrase begins, in order."""
        may_begin = np.zeros(len(self._known.stems), bool)
        may_begin[list(self._phrases)] = True
        may = np.flatnonzero(may_begin[words])
        firsts, begins, concepts = words[may], [may[:0]], [words[:0]]
        for first in {*firsts.tolist()}:
            for phrase, concept in self._phrases[first]:
                begins.append(_stand(phrase, words, may[firsts == first]))
                concepts.append(np.full(len(begins[-1]), concept, words.dtype))
        more = np.concatenate(begins)
        at = places.searchsorted(more)
        return np.insert(places, at, more), np.insert(words[places], at, np.concatenate(concepts))

    def _list(self, parts: Sequence[_Part]) -> None:
        """Set the lists from parts with each token of each row once; of one token the lower rows come first."""
        tokens, rows, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
        in_order = _sorted_stably(tokens)
        tokens, rows, weights = tokens[in_order], rows[in_order], weights[in_order]
        size = len(self._known.stems)
        counts = np.bincount(tokens, minlength=size)
        self._strong = np.bincount(tokens[weights > IN_TEXT], minlength=size).astype(np.int32)
        is_common = counts * COMMON >= max(self.count, 1)
        ends = np.cumsum(counts)
        self._common, self._added = {}, {}
        for token in np.flatnonzero(is_common).tolist():
            own = slice(ends[token] - counts[token], ends[token])
            column = self._common[token] = np.zeros(self.count + self.count // ROOM, np.uint8)
            column[rows[own]] = weights[own]
        rare = ~is_common[tokens]
        self._rows, self._weights = rows[rare], weights[rare]
        counts[is_common] = 0
        self._first = np.concatenate(([0], np.cumsum(counts)))

    def number(self, token: str) -> int | None:
        """Return the number of a stem or concept, or None when no row ever had it."""
        return self._known.stems.get(token)

    def is_common(self, token: int) -> bool:
        """Say whether so many rows have a token that asking each is quicker than listing them."""
        return token in self._common

    def rows_of(self, token: int) -> tuple[NDArray[np.int32], Weights]:
        """Return the rows that have a token that is not common, in order, with its weight in each."""
        if token + 1 < len(self._first):
            own = slice(self._first[token], self._first[token + 1])
            rows, weights = self._rows[own], self._weights[own]
        else:
            rows, weights = self._rows[:0], self._weights[:0]
        if token in self._added:
            more, more_weights = self._added[token]
            rows = np.concatenate((rows, np.array(more, np.int32)))
            weights = np.concatenate((weights, np.array(more_weights, np.uint8)))
        return rows, weights

    def weights_at(self, token: int, rows: Rows | None) -> Weights:
        """Return what a token weighs in each of some rows, in all when none are given; 0 where it is not."""
        if token in self._common:
            column = self._common[token]
            if len(column) < self.count:
                column = self._common[token] = _with_room(column, self.count - 1)
            column = column[: self.count]
            return column if rows is None else column[rows]
        having, weights = self.rows_of(token)
        if rows is not None and len(rows) * 16 < len(having):
            at = np.searchsorted(having, rows)
            at[at == len(having)] = 0
            return np.where(having[at] == rows, weights[at], 0).astype(np.uint8)
        column = np.zeros(self.count, np.uint8)
        column[having] = weights
        return column if rows is None else column[rows]

    def have_phrase(self, stems: Sequence[str], rows: Rows) -> NDArray[np.bool_]:
        """Say of each row whether the stems stand in it side by side within one field."""
        numbers = [number for each in stems if (number := self.number(each)) is not None]
        has = np.zeros(len(rows), bool)
        if len(numbers) < len(stems):
            return has
        may = np.arange(len(rows))
        for number in numbers:
            if number not in self._silent:
                may = may[self.weights_at(number, rows[may]) > 0]
        for first in range(0, len(may), ROWS_AT_ONCE):
            some = may[first : first + ROWS_AT_ONCE]
            has[some] = self._side_by_side(numbers, rows[some])
        return has

    def _side_by_side(self, numbers: Sequence[int], rows: Rows) -> NDArray[np.bool_]:
        """Say of each row whether it has the tokens side by side; rows that lie close are read as one stretch."""
        lowest, highest = int(rows.min()), int(rows.max())
        if highest - lowest < CLOSE * len(rows):
            starts = self._starts[lowest : highest + 2]
            begins = _begins(numbers, self._words[starts[0] : starts[-1]])
            has = np.zeros(highest - lowest + 1, bool)
            has[np.searchsorted(starts[1:], begins + starts[0], side="right")] = True
            return has[rows - lowest]
        lengths = self._starts[rows + 1] - self._starts[rows]
        begins = _begins(numbers, self._words[spread(self._starts[rows], lengths)])
        has = np.zeros(len(rows), bool)
        has[np.searchsorted(np.cumsum(lengths), begins, side="right")] = True
        return has

    def vocabulary(self) -> dict[str, int]:
        """Return every stem that titles, roles, employers and places of live rows use, with in how many it stands."""
        counts = zip(self._known.stems, self._strong.tolist(), strict=False)
        return {token: count for token, count in counts if count > 0 and not token.startswith(MARK)}

    def _weighed(self, row: int) -> dict[int, int]:
        """Return each token of a row with its heaviest weight."""
        words = self._words[self._starts[row] : self._starts[row + 1]]
        places, tokens = self._with_concepts(words, np.arange(len(words)))
        fields = np.cumsum(words == BREAK)[places]
        weights: dict[int, int] = {}
        for field, token in zip(fields.tolist(), tokens.tolist(), strict=True):
            if token not in self._silent:
                weights.setdefault(token, FIELDS[field])
        return weights

    def _count_strong(self, weighed: Mapping[int, int], step: int) -> None:
        self._strong = _with_room(self._strong, len(self._known.stems))
        strong = [token for token, weight in weighed.items() if weight > IN_TEXT]
        self._strong[strong] += step


def _sorted_stably(tokens: NDArray[Any]) -> NDArray[np.intp]:
    """Return the order of tokens, equal ones as they stood; sixteen bits at a time, which numpy does by radix."""
    if tokens.dtype == np.uint16:
        return np.argsort(tokens, kind="stable")
    by_low = np.argsort(tokens.astype(np.uint16), kind="stable")
    return by_low[np.argsort((tokens >> 16).astype(np.uint16)[by_low], kind="stable")]


def _begins(numbers: Sequence[int], words: NDArray[Any]) -> NDArray[np.intp]:
    """Return where tokens stand side by side among words."""
    return _stand(numbers, words, np.flatnonzero(words == numbers[0]))


def _stand(numbers: Sequence[int], words: NDArray[Any], begins: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return at which of some places with the first of some tokens the others stand beside it."""
    for step, number in enumerate(numbers[1:], start=1):
        begins = begins[begins + step < len(words)]
        begins = begins[words[begins + step] == number]
    return begins


def _with_room(column: NDArray[N], at: int) -> NDArray[N]:
    """Return a column with room for a place, what is new in it nought."""
    if at < len(column):
        return column
    larger = np.zeros(max(at + 1, len(column) * 5 // 4), column.dtype)
    larger[: len(column)] = column
    return larger


def spread(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places of stretches, one after another: (3, 10) with (2, 1) gives 3, 4, 10."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
