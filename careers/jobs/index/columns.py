"""The facts of entries as numpy columns with room to grow: a row each, strings kept once and named by number."""

from array import array
from collections.abc import Hashable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from careers.jobs.concepts import Signature
from careers.jobs.index.entries import Entry, Listed
from careers.reference.choices import Need

Rows = NDArray[np.signedinteger[Any]]
T = TypeVar("T", bound=Hashable)
N = TypeVar("N", float, NDArray[np.float64])

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
GONE = -1
"""The closing day of a row that was dropped: no search is as early as that."""

ROW = np.dtype(
    [
        ("id", "i4"), ("organisation_id", "i4"), ("reference", "S12"),
        ("title", "i4"), ("employer", "i4"), ("workplace", "i4"), ("town", "i4"), ("lad", "i2"),
        ("lat", "f8"), ("lon", "f8"), ("point", "f8", (3,)),
        ("signature", "i4"), ("terms", "i2"), ("values", "i2"), ("pay_min", "i4"), ("pay_max", "i4"),
        ("hours_min", "i2"), ("hours_max", "i2"), ("published", "i8"), ("starts", "i4"), ("closes", "i4"),
    ]
)  # fmt: skip
"""`point` is on a ball of radius 1; `published` is microseconds since EPOCH; days are ordinals."""


AS_THEY_ARE = ("id", "organisation_id", "lat", "lon")
TEXTS = ("title", "employer", "workplace", "town")


class _Numbers(dict[T, int]):
    """Values to their numbers; a new value gets the next and stands in the list."""

    def __init__(self, values: list[T]) -> None:
        super().__init__()
        self._values = values

    def __missing__(self, value: T) -> int:
        number = self[value] = len(self._values)
        self._values.append(value)
        return number


class Pool(Generic[T]):
    """Values kept once, and their numbers, new or known."""

    def __init__(self) -> None:
        self.values: list[T] = []
        self.numbers = _Numbers(self.values)
        self.number = self.numbers.__getitem__


class Texts:
    """Texts kept once, one after another in one block: so many objects would be copied by each process that reads them.

    Another process gets the texts without what tells which are known: a new one may be kept twice there.
    """

    def __init__(self) -> None:
        self._block = bytearray()
        self._starts = array("I", [0])
        self._known: dict[str, int] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Return what can be handed to another process."""
        return self.__dict__ | {"_known": {}}

    def all(self, numbers: Sequence[int]) -> list[str]:
        """Return the texts with some numbers."""
        block, starts = self._block, self._starts
        return [block[starts[number] : starts[number + 1]].decode() for number in numbers]

    def number(self, text: str) -> int:
        """Return the number of a text, new or known."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = len(self._starts) - 1
            self._block += text.encode()
            self._starts.append(len(self._block))
        return found


class Terms(NamedTuple):
    """What a person's wishes are compared with and filters ask too; there are a few hundred of them."""

    contract: str
    patterns: tuple[str, ...]
    driving: Need


class Read(dict[str, list[Any]]):
    """What columns hold of some rows, each read when it is first asked for.

    That may be long after the search: a row never changes but for its closing day when it is dropped, and whoever puts
    the rows in another order makes other columns.
    """

    def __init__(self, stored: Mapping[str, NDArray[Any]], rows: Rows) -> None:
        super().__init__()
        self._stored, self._rows = stored, rows

    def __missing__(self, name: str) -> list[Any]:
        """Read a column."""
        values: list[Any] = self._stored[name].take(self._rows).tolist()
        self[name] = values
        return values


class Columns:
    """The columns. A row is never changed but to be dropped; its number is its place."""

    def __init__(self) -> None:
        self.count = 0
        self._stored = {name: np.empty(64, ROW[name]) for name in ROW.names or ()}
        self.texts = Texts()
        self.councils: Pool[str] = Pool()
        self.values: Pool[tuple[str, ...]] = Pool()
        self.terms: Pool[Terms] = Pool()
        self.signatures: Pool[Signature] = Pool()
        self._terms_of: list[int] = []
        self._numbers = np.arange(64)

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return a column, one value a row."""
        return self._stored[name][: self.count]

    @property
    def numbers(self) -> Rows:
        """The number of each row, to copy from."""
        if len(self._numbers) < self.count:
            self._numbers = np.arange(self.count * 5 // 4)
        return self._numbers[: self.count]

    def extend(self, entries: Sequence[Entry]) -> None:
        """Add a row for each entry, in order."""
        end = self.count + len(entries)
        for name, values in self._encoded(entries).items():
            column = self._stored[name]
            if end > len(column):
                column = self._stored[name] = np.resize(column, (max(end, len(column) * 5 // 4), *column.shape[1:]))
            column[self.count : end] = values
        self.count = end

    def keep(self, rows: Rows) -> None:
        """Keep only the given rows, in their order."""
        self._stored = {name: self[name][rows] for name in self._stored}
        self.count = len(rows)

    def decode(self, row: int) -> Entry:
        """Return the entry of a row, but for its text."""
        return self.decode_all(np.array([row]))[0]

    def decode_all(self, rows: Rows) -> list[Entry]:
        """Return the entries of rows, in their order, but for their texts."""
        return self.entries_of(self.read(rows))

    def read(self, rows: Rows) -> Read:
        """Return what the columns hold of rows, for `listed` and then `entries_of`."""
        return Read(self._stored, rows)

    def entries_of(self, read: Read) -> list[Entry]:
        """Return the entries of rows that were read, but for their texts."""
        return list(
            map(
                Entry,  # column by column, in the order of its fields: row by row takes half as long again
                read["id"],
                read["organisation_id"],
                [reference.decode() for reference in read["reference"]],
                *(self.texts.all(read[name]) for name in TEXTS),
                read["lat"],
                read["lon"],
                [self.councils.values[lad] for lad in read["lad"]],
                [self.signatures.values[signature] for signature in read["signature"]],
                _known(read["pay_min"]),
                _known(read["pay_max"]),
                read["hours_min"],
                read["hours_max"],
                [EPOCH + timedelta(microseconds=published) for published in read["published"]],
                map(date.fromordinal, read["starts"]),
                map(date.fromordinal, read["closes"]),
                [self.values.values[values] for values in read["values"]],
            )
        )

    def listed(self, read: Read, miles: Sequence[float | None], places: Sequence[str]) -> list[Listed]:
        """Return what a list shows of rows that were read, with how far each is and where its words stand."""
        return list(
            map(
                Listed,
                [reference.decode() for reference in read["reference"]],
                self.texts.all(read["title"]),
                self.texts.all(read["employer"]),
                self.texts.all(read["town"]),
                [self.signatures.values[signature] for signature in read["signature"]],
                _known(read["pay_min"]),
                _known(read["pay_max"]),
                read["hours_min"],
                read["hours_max"],
                read["closes"],
                miles,
                places,
            )
        )

    def _encoded(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """Return what each column holds of each entry."""
        own = dict(zip(Entry._fields, zip(*entries, strict=True), strict=True))
        signatures = list(map(self._signature, own["signature"]))
        return {
            **{name: own[name] for name in AS_THEY_ARE},
            **{name: list(map(self.texts.number, own[name])) for name in TEXTS},
            "point": np.stack(on_a_ball(np.array(own["lat"]), np.array(own["lon"])), axis=1),
            "reference": [reference.encode() for reference in own["reference"]],
            "lad": list(map(self.councils.number, own["lad_code"])),
            "signature": signatures,
            "terms": [self._terms_of[signature] for signature in signatures],
            "values": list(map(self.values.number, own["value_keys"])),
            "pay_min": [-1 if pence is None else pence for pence in own["hourly_min_pence"]],
            "pay_max": [-1 if pence is None else pence for pence in own["hourly_max_pence"]],
            "hours_min": own["hours_min_minutes"],
            "hours_max": own["hours_max_minutes"],
            "published": [(moment - EPOCH) // MICROSECOND for moment in own["published_at"]],
            "starts": [day.toordinal() for day in own["starts_on"]],
            "closes": [day.toordinal() for day in own["closes_on"]],
        }

    def _signature(self, one: Signature) -> int:
        """Return the number of a signature; a new one makes its terms known."""
        number = self.signatures.number(one)
        if number == len(self._terms_of):
            self._terms_of.append(self.terms.number(Terms(one.contract, one.patterns, one.driving)))
        return number


def _known(amounts: Sequence[int]) -> list[int | None]:
    return [None if amount < 0 else amount for amount in amounts]


def on_a_ball(lat: N, lon: N) -> tuple[N, N, N]:
    """Return the point of a latitude and longitude in degrees on a ball of radius 1, or each of many."""
    across, up = np.radians(lon), np.radians(lat)
    return np.cos(up) * np.cos(across), np.cos(up) * np.sin(across), np.sin(up)
