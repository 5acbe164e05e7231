"""Makes our table of postcodes from a file that a council downloaded, and puts it where the program looks for it."""

import os
import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from careers.geo.districts import list_districts
from careers.geo.grid import to_degrees
from careers.geo.postcode_files import Row, Source, WrongFileError, open_source
from careers.geo.postcodes import IMPORTED, PostcodeTable, find_postcode
from careers.geo.tables import read_columns

CHUNK = 50_000
MOST_UNREADABLE = 0.01
"""A file of which more than this share cannot be read is not what it seems to be."""

NOT_GREAT_BRITAIN = {"BT": "in Northern Ireland", "JE": "in Jersey", "GY": "in Guernsey", "IM": "on the Isle of Man"}
UNREADABLE = "not readable"
_CODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")


class Report(NamedTuple):
    """What an import did: rows read and kept, and those left out by reason."""

    source: str
    read: int
    kept: int
    left_out: Counter[str]


def import_postcodes(path: Path, folder: Path, *, tell: Callable[[int], None]) -> Report:
    """Read a file into `folder`, whole or not at all; the processes that run go on with what they had until restarted.

    Kept are postcodes in use in England, Scotland and Wales that have coordinates. `tell` is called now and then with
    the rows read so far. Raises WrongFileError, with nothing changed, for a file that is neither or makes no sense.
    """
    left_out: Counter[str] = Counter()
    with open_source(path) as source:
        parts, read = _read(source, left_out, tell)
    if not read or left_out[UNREADABLE] > read * MOST_UNREADABLE:
        raise WrongFileError(
            f"{path.name}: {left_out[UNREADABLE]:,} of {read:,} rows cannot be read, so nothing was changed"
        )
    if not parts:
        raise WrongFileError(f"{path.name} has no postcode in use in Great Britain, so nothing was changed")
    table = _joined(parts)
    kept = len(table.codes)
    left_out["there twice"] += sum(len(part.codes) for part in parts) - kept
    _put(table, folder)
    return Report(source.name, read, kept, left_out)


def _read(source: Source, left_out: Counter[str], tell: Callable[[int], None]) -> tuple[list[PostcodeTable], int]:
    parts: list[PostcodeTable] = []
    read = 0
    while rows := list(islice(source.rows, CHUNK)):
        read += len(rows)
        part = _table_of(rows, left_out, is_grid=source.is_grid)
        if len(part.codes):
            parts.append(part)
        tell(read)
    return parts, read


def _table_of(rows: list[Row], left_out: Counter[str], *, is_grid: bool) -> PostcodeTable:
    """Return the rows that are kept; count the others."""
    kept: list[tuple[str, float, float, str]] = []
    for row in rows:
        code = row.postcode.replace(" ", "").upper()
        reason = _reason_against(row, code)
        lad_code = "" if reason else _known_district(code, row.lad_code)
        if not reason and not lad_code:
            reason = "of a council that we do not know"
        try:
            if not reason:
                kept.append((code, float(row.across), float(row.up), lad_code))
        except ValueError:
            reason = UNREADABLE
        if reason:
            left_out[reason] += 1
    across, up = np.array([row[1] for row in kept], dtype=float), np.array([row[2] for row in kept], dtype=float)
    lats, lons = to_degrees(across, up) if is_grid else (up, across)
    is_here = (lats > 49) & (lats < 61.5) & (lons > -9) & (lons < 2.5)
    left_out["outside Great Britain by their coordinates"] += int((~is_here).sum())
    return PostcodeTable(
        codes=np.array([row[0] for row in kept], dtype="S7")[is_here],
        lats=lats[is_here].astype(np.float32),
        lons=lons[is_here].astype(np.float32),
        lad_codes=np.array([row[3] for row in kept], dtype="S9")[is_here],
    )


def _reason_against(row: Row, code: str) -> str:
    if not _CODE.fullmatch(code):
        return UNREADABLE
    if code[:2] in NOT_GREAT_BRITAIN:
        return NOT_GREAT_BRITAIN[code[:2]]
    if row.is_ended:
        return "no longer in use"
    return "" if row.across and row.up else "without coordinates"


def _known_district(code: str, lad_code: str) -> str:
    """Return the district, or for one newer than our list the district of the postcode's sector; else nothing."""
    if lad_code in _districts():
        return lad_code
    near = _sector_districts().get(code[:-2])
    if near is None:
        location = find_postcode(code)
        near = (location.lad_code or "") if location else ""
    return near


def _joined(parts: list[PostcodeTable]) -> PostcodeTable:
    """Return all parts as one table in the order of the codes, each once."""
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    codes, first = np.unique(columns[0], return_index=True)
    return PostcodeTable(codes, *(column[first] for column in columns[1:]))


def _put(table: PostcodeTable, folder: Path) -> None:
    """Write the table beside its place, then move it there: who reads sees the old one or the new one."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{IMPORTED}.{os.getpid()}"
    try:
        with beside.open("wb") as file:
            np.save(file, table.packed())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / IMPORTED)
    finally:
        beside.unlink(missing_ok=True)


@lru_cache
def _districts() -> frozenset[str]:
    return frozenset(district.lad_code for district in list_districts())


@lru_cache
def _sector_districts() -> dict[str, str]:
    columns = read_columns("sectors.csv.gz")
    return dict(zip(columns["code"], columns["lad_code"], strict=True))
