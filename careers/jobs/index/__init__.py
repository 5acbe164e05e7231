"""The in-memory index of live opportunities: values in, ordered results out. Pure: it knows neither database nor web.

`core` is the index; `entries` what goes in and comes out; `columns` holds facts as numpy columns, `postings` the words,
`counting` filters and facets, `order` the sort keys.
"""

from careers.jobs.index.core import Index
from careers.jobs.index.entries import EVERYWHERE, PAGE_SIZE, Entry, Hit, LatLon, Listed, Results, Where

__all__ = ["EVERYWHERE", "PAGE_SIZE", "Entry", "Hit", "Index", "LatLon", "Listed", "Results", "Where"]
