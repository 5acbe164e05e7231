"""The in-memory index of live opportunities: values in, ordered results out. Pure: it knows neither database nor web.

`core` is the index, `entries` what goes in and comes out. `columns` has facts as numpy columns, `near` where they are,
`postings` their words. `narrowing` finds rows by these, `counting` has filters and facets, `order` the sort keys.
"""

from careers.jobs.index.core import Index
from careers.jobs.index.entries import EVERYWHERE, PAGE_SIZE, Entry, Facets, Hit, LatLon, Listed, Results, Where

__all__ = ["EVERYWHERE", "PAGE_SIZE", "Entry", "Facets", "Hit", "Index", "LatLon", "Listed", "Results", "Where"]
