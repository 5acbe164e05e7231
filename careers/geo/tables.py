"""Reads the data files of this package."""

import csv
import gzip
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_columns(name: str) -> dict[str, tuple[str, ...]]:
    """Return the columns of a CSV file of `data/`, rows in file order; `.gz` is unpacked."""
    content = (DATA / name).read_bytes()
    text = gzip.decompress(content) if name.endswith(".gz") else content
    header, *rows = csv.reader(text.decode().splitlines())
    return dict(zip(header, zip(*rows, strict=True), strict=True))
