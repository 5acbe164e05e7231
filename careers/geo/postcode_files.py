"""Reads the postcode files that a council downloads: OS Code-Point Open and the ONS Postcode Directory, zip or CSV."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TextIO

from careers.geo.postcodes import normalise_postcode

CODE_POINT_COLUMNS = 10
POSTCODE, EASTING, NORTHING, DISTRICT = 0, 2, 3, 8
"""Code-Point Open has no header; these are the places of what we read."""

POSTCODE_NAMES = ("pcds", "pcd7", "pcd", "pcd2", "pcd8")
DISTRICT_NAME = re.compile(r"lad\d\dcd|oslaua|laua")
NO_GRID_REFERENCE = "9"


class WrongFileError(ValueError):
    """The file is not one that we can read; the message says why, in one line."""


class Row(NamedTuple):
    """A postcode as the file writes it. `across` and `up` are metres of the grid, or degrees; empty where not known."""

    postcode: str
    across: str
    up: str
    lad_code: str
    is_ended: bool = False


class Source(NamedTuple):
    """What a file turned out to be, and its rows. `is_grid` says that coordinates are metres of the National Grid."""

    name: str
    is_grid: bool
    rows: Iterator[Row]


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """Open a postcode file. Raises WrongFileError when it is none."""
    with ExitStack() as opened:
        try:
            texts = _texts(path, opened)
            first = next(csv.reader(texts), None)
        except (OSError, zipfile.BadZipFile, csv.Error, RuntimeError) as error:
            raise WrongFileError(f"{path.name} cannot be read: {error}") from None
        if first is None:
            raise WrongFileError(f"{path.name} is empty")
        yield _source(path, first, csv.reader(texts))


def _source(path: Path, first: list[str], rows: Iterator[list[str]]) -> Source:
    names = [name.strip().lower() for name in first]
    if set(POSTCODE_NAMES) & set(names):
        return _directory(path, names, rows)
    if len(first) == CODE_POINT_COLUMNS and normalise_postcode(first[POSTCODE]):
        return Source("Code-Point Open", True, map(_of_code_point, chain([first], rows)))
    raise WrongFileError(f"{path.name} is neither Code-Point Open nor the ONS Postcode Directory")


def _of_code_point(row: Sequence[str]) -> Row:
    if len(row) < CODE_POINT_COLUMNS:
        return Row("", "", "", "")
    is_nowhere = row[EASTING] == row[NORTHING] == "0"
    across, up = ("", "") if is_nowhere else (row[EASTING], row[NORTHING])
    return Row(row[POSTCODE], across, up, row[DISTRICT])


def _directory(path: Path, names: list[str], rows: Iterator[list[str]]) -> Source:
    """The ONS Postcode Directory by the names of its columns, old and new: they change from year to year."""
    at = {name: place for place, name in reversed(list(enumerate(names)))}
    postcode = next(at[name] for name in POSTCODE_NAMES if name in at)
    district = next((at[name] for name in names if DISTRICT_NAME.fullmatch(name)), None)
    degrees, metres = (at.get("long"), at.get("lat")), _first(at, ("oseast1m", "east1m"), ("osnrth1m", "north1m"))
    across, up = degrees if None not in degrees else metres
    ended = at.get("doterm")
    missing = [
        name
        for name, place in (("oslaua or lad25cd", district), ("lat and long", across and up), ("doterm", ended))
        if place is None
    ]
    if district is None or across is None or up is None or ended is None:
        raise WrongFileError(f"{path.name} lacks the column {', '.join(missing)}")
    return Source(
        "ONS Postcode Directory",
        None in degrees,
        _of_directory(rows, (postcode, across, up, district, ended), at.get("osgrdind", at.get("gridind"))),
    )


def _first(at: dict[str, int], *choices: tuple[str, ...]) -> tuple[int | None, ...]:
    return tuple(next((at[name] for name in names if name in at), None) for names in choices)


def _of_directory(
    rows: Iterator[list[str]], places: tuple[int, int, int, int, int], quality: int | None
) -> Iterator[Row]:
    postcode, across, up, district, ended = places
    last = max(*places, quality or 0)
    for row in rows:
        if len(row) <= last:
            yield Row("", "", "", "")
            continue
        is_nowhere = (quality is not None and row[quality] == NO_GRID_REFERENCE) or row[up].startswith("99.99")
        x, y = ("", "") if is_nowhere else (row[across], row[up])
        yield Row(row[postcode], x, y, row[district], bool(row[ended].strip()))


def _texts(path: Path, opened: ExitStack) -> Iterator[str]:
    """Return the lines of a CSV file, or of the right ones inside a zip, one after the other."""
    if not zipfile.is_zipfile(path):
        return iter(opened.enter_context(path.open(encoding="utf-8-sig", errors="replace", newline="")))
    archive = opened.enter_context(zipfile.ZipFile(path))
    members = _members(archive.namelist())
    if not members:
        raise WrongFileError(f"{path.name} holds neither Data/CSV/*.csv nor Data/ONSPD_*.csv")
    return chain.from_iterable(_lines(archive, name, opened) for name in members)


def _members(names: list[str]) -> list[str]:
    code_point = sorted(name for name in names if re.search(r"(^|/)Data/CSV/[a-z]{1,2}\.csv$", name, re.I))
    directory = sorted(name for name in names if re.search(r"(^|/)ONSPD_[^/]*\.csv$", name, re.I))
    whole = [name for name in directory if "multi_csv" not in name.lower()]
    return code_point or whole[:1]


def _lines(archive: zipfile.ZipFile, name: str, opened: ExitStack) -> Iterator[str]:
    text: TextIO = io.TextIOWrapper(archive.open(name), encoding="utf-8-sig", errors="replace", newline="")
    with text:
        yield from text
