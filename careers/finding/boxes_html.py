"""The filter boxes of a search as HTML: all but their counts is rendered once (careers/stamps.py)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from flask import Flask

from careers.jobs.facets import labels_of
from careers.jobs.search_query import YES_FILTERS, SearchQuery
from careers.stamps import GAP, stamp

ONLY_WHERE_FOUND = frozenset({"role", "service"})
"""Filters with so many choices that those which nothing has are left out."""


class _Box(NamedTuple):
    """A box up to its count, not ticked and ticked, and what follows its count."""

    open: str
    ticked: str
    end: str


def boxes_html(app: Flask, name: str, query: SearchQuery, facets: Mapping[str, Mapping[str, int]]) -> str:
    """Return the boxes of a filter; of the filter `yes` each box is a field of its own with the value 1."""
    is_yes = name == "yes"
    chosen = query.yes if is_yes else frozenset(map(str, getattr(query, name)))
    counts = {value: facets[value]["1"] for value in YES_FILTERS} if is_yes else facets[name]
    only_found = name in ONLY_WHERE_FOUND
    return "".join(
        [
            f"{box.ticked if value in chosen else box.open}{counts.get(value, 0)}{box.end}"
            for value, box in _boxes(app, name).items()
            if not only_found or value in counts or value in chosen
        ]
    )


@lru_cache(maxsize=64)
def _boxes(app: Flask, name: str) -> dict[str, _Box]:
    return {value: _box(app, name, value, label) for value, label in labels_of()[name].items()}


def _box(app: Flask, name: str, value: str, label: str) -> _Box:
    field = (value, "1") if name == "yes" else (name, value)
    fixed = (("id", f"{name}-{value}"), ("name", field[0]), ("value", field[1]), ("label", label))
    box = stamp(app, "components/_box.html", (), ("checked", "count"), fixed)
    start, end = box.fill_escaped(("", GAP)).split(GAP)
    return _Box(start, box.fill_escaped((" checked", GAP)).split(GAP)[0], end)
