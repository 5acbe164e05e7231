"""Where a postcode is: the postcode itself where we hold it, else its sector, else its first half."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from careers.geo.distance import LatLon, miles_to_each
from careers.geo.tables import read_columns

Precision = Literal["postcode", "sector", "outcode", "point", "approx", "ward", "council"]
"""What a point stands for. `point` and `approx` are named places; `approx` is up to 9 miles out, often 2."""

FARTHEST_SECTOR_MILES = 15.0
"""Somebody farther from every sector's middle than this is at sea or abroad; sectors of the Highlands are wide."""

IMPORTED = "postcodes.npy"
_imports: dict[str, Path] = {}

_FULL = re.compile(r"([A-Z]{1,2}[0-9][0-9A-NP-Z]?)([0-9][A-Z]{2})")
_FULL_WITH_LETTER_O = re.compile(r"([A-Z]{1,2}?)([0-9O][0-9A-Z]?)([0-9O])([A-Z]{2})")
_PART = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)(?:\s+([0-9])[A-Z]?)?")


class Location(NamedTuple):
    """A point with the words to show for it. `lad_code` is None for a county, which has many districts.

    `lad_codes` are the districts of an area whose edge matters more than its middle; empty for anything else.
    """

    label: str
    lat: float
    lon: float
    precision: Precision
    lad_code: str | None
    lad_codes: tuple[str, ...] = ()

    @property
    def point(self) -> LatLon:
        """Latitude and longitude."""
        return (self.lat, self.lon)


class PostcodeTable(NamedTuple):
    """Codes without spaces in byte order, and the columns beside them: some 25 bytes a row."""

    codes: NDArray[np.bytes_]
    lats: NDArray[np.float32]
    lons: NDArray[np.float32]
    lad_codes: NDArray[np.bytes_]

    def packed(self) -> NDArray[np.void]:
        """Return the whole table as one record, column after column: a file that processes can share unread."""
        columns = self._asdict()
        record = np.zeros(1, dtype=[(name, column.dtype, column.shape) for name, column in columns.items()])
        for name, column in columns.items():
            record[name][0] = column
        return record


def normalise_postcode(text: str) -> str | None:
    """Return a full postcode in capitals with one space, or None when a text has not the shape of one.

    Spaces, dots and hyphens do not matter; a letter O typed for a nought is mended. It need not exist.
    """
    compact = re.sub(r"[\s.\-]", "", text.upper())
    match = _FULL.fullmatch(compact)
    if match:
        return f"{match[1]} {match[2]}"
    match = _FULL_WITH_LETTER_O.fullmatch(compact)
    if match:
        return f"{match[1]}{match[2].replace('O', '0')} {match[3].replace('O', '0')}{match[4]}"
    return None


def find_postcode(text: str) -> Location | None:
    """Return where a postcode, sector ("MK3 6") or outcode ("MK3") is; None when its first half is unknown.

    Full postcodes are held for some areas only, and new ones appear: one that we lack gets the middle of its
    sector, or of its outcode, and says so in `precision`. A missing postcode is not an invalid one.
    """
    full = normalise_postcode(text)
    if full:
        code = full.replace(" ", "")
        return (
            _find("imported", code, label=full)
            or _find("postcode", code, label=full)
            or _find("sector", code[:-2], label=full)
            or _find("outcode", code[:-3], label=full)
        )
    part = _PART.fullmatch(text.strip().upper())
    if part is None:
        return None
    outcode, digit = part.groups()
    sector = _find("sector", outcode + digit, label=f"{outcode} {digit}") if digit else None
    without_space = None if digit else f"{outcode[:-1]} {outcode[-1]}"  # "mk36" is MK3 6 where there is no MK36
    return (
        sector
        or _find("outcode", outcode, label=outcode)
        or (_find("sector", outcode, label=without_space) if without_space and outcode[-1].isdigit() else None)
    )


def rough_point(postcode: str, point: LatLon) -> LatLon:
    """Return the middle of a postcode's first half instead of its own point; of an unknown one a tenth of a degree."""
    location = _first_half(postcode.replace(" ", "")[:-3])
    return location.point if location else (round(point[0], 1), round(point[1], 1))


@lru_cache(maxsize=4_000)
def _first_half(outcode: str) -> Location | None:
    return find_postcode(outcode)


def nearest_sector(point: LatLon) -> Location | None:
    """Return the postcode sector whose middle is nearest to a point; None when none is within 15 miles."""
    if not all(-180 <= degrees <= 180 for degrees in point):  # infinite ones and "not a number" stop here, too
        return None
    table = _table("sectors.csv.gz")
    miles = miles_to_each(point, table.lats.astype(np.float64), table.lons.astype(np.float64))
    row = int(np.argmin(miles))
    code = table.codes[row].decode()
    return find_postcode(f"{code[:-1]} {code[-1]}") if miles[row] <= FARTHEST_SECTOR_MILES else None


def _find(
    table_name: Literal["imported", "postcode", "sector", "outcode"], code: str, *, label: str
) -> Location | None:
    table = _imported() if table_name == "imported" else _table(f"{table_name}s.csv.gz")
    if table is None:
        return None
    row = int(np.searchsorted(table.codes, np.bytes_(code, "ascii")))
    if row == len(table.codes) or table.codes[row] != code.encode():
        return None
    lat, lon = round(float(table.lats[row]), 5), round(float(table.lons[row]), 5)
    precision: Precision = "postcode" if table_name == "imported" else table_name
    return Location(label, lat, lon, precision, table.lad_codes[row].decode())


def keep_imports_in(folder: Path) -> None:
    """Say where imported postcodes lie; what is there is read at the first question. One process serves one site."""
    _imports["folder"] = folder
    _imported.cache_clear()


def where_imports_lie() -> Path | None:
    """Return where imported postcodes lie, or None while nobody has said: what was found with others is not kept."""
    return _imports.get("folder")


def imported_folder() -> Path:
    """Return where imported postcodes lie."""
    return _imports["folder"]


@lru_cache
def _imported() -> PostcodeTable | None:
    """The table that a council loaded, left on disk and shared by all processes; None when there is none."""
    file = _imports["folder"] / IMPORTED if _imports else None
    if file is None or not file.exists():
        return None
    record = np.load(file, mmap_mode="r")
    return PostcodeTable(*(record[name][0] for name in PostcodeTable._fields))


@lru_cache
def _table(name: str) -> PostcodeTable:
    columns = read_columns(name)
    return PostcodeTable(
        codes=np.array(columns["code"], dtype=np.bytes_),
        lats=np.array(columns["lat"], dtype=np.float32),
        lons=np.array(columns["lon"], dtype=np.float32),
        lad_codes=np.array(columns["lad_code"], dtype=np.bytes_),
    )
