"""Reads the data files of this package."""

import csv
import gzip
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of `data/`, by column name, in file order; `.gz` is unpacked."""
    content = (DATA / name).read_bytes()
    text = gzip.decompress(content) if name.endswith(".gz") else content
    return list(csv.DictReader(text.decode().splitlines()))
