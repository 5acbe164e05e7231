"""An alert's search in words, and why something is in it. Pure: values in, words out."""

from dataclasses import replace
from functools import lru_cache
from urllib.parse import parse_qs, urlencode

from careers.geo.distance import miles_between, miles_in_words
from careers.geo.travel import MEANS, travel_words
from careers.jobs.facets import chips_of, pay_at_least
from careers.jobs.index import EVERYWHERE, Entry, Where
from careers.jobs.search_query import SearchQuery, read_query

LONGEST_NAME = 80


def search_of(query: SearchQuery) -> str:
    """Return a search as it is kept: its address without order and page, which change nothing of what it finds."""
    return urlencode(query.pairs(page=1, sort=""))


@lru_cache(maxsize=2_000)
def query_of(search: str) -> SearchQuery:
    """Return the search that was kept, as the search page would read it."""
    return read_query(parse_qs(search))


def where_of_alert(lat: float | None, lon: float | None, area: str) -> Where:
    """Return where an alert looks, from its columns."""
    if area:
        return Where(area=frozenset(area.split(",")))
    return EVERYWHERE if lat is None or lon is None else Where(centre=(lat, lon))


def where_words(query: SearchQuery, place: str, where: Where) -> str:
    """Return "within 10 miles of Bletchley", "in Milton Keynes", or nothing for everywhere."""
    if where.area:
        return f"in {place}"
    if where.centre is None:
        return ""
    if query.travel:
        return f"up to {query.minutes} minutes {MEANS[query.travel].words} from {place}"
    if query.miles == 0:
        return f"in {place}"
    return f"within {query.miles} {'mile' if query.miles == 1 else 'miles'} of {place}"


def search_in_words(query: SearchQuery, place: str, where: Where) -> list[tuple[str, str]]:
    """Return what a search asks for, as rows of a table of facts."""
    looks_in = where_words(query, place, where)
    return [
        ("Words", f"“{query.q}”" if query.q else ""),
        ("Where", looks_in[:1].upper() + looks_in[1:] if looks_in else "Everywhere"),
        ("Filters", ", ".join(_filters(query))),
    ]


def default_name(query: SearchQuery, place: str, where: Where) -> str:
    """Return a name for an alert, such as "Night care assistant near Bletchley"."""
    what = query.q or ", ".join(_filters(query)[:2]) or "Care work"
    short = place.split(",")[0]
    near = f" {'in' if where.area else 'near'} {short}" if short else ""
    return (what[:1].upper() + what[1:])[: LONGEST_NAME - len(near)] + near[:LONGEST_NAME]


def why(query: SearchQuery, place: str, where: Where, entry: Entry) -> str:
    """Say why an opportunity is in an alert: the parts of the search that it meets."""
    reasons = [f"“{query.q}”"] if query.q else []
    if where.centre is not None:
        miles = miles_between(where.centre, (entry.lat, entry.lon))
        far = travel_words(query.travel, miles) or miles_in_words(miles)
        reasons.append(f"{far} from {place.split(',')[0]}")
    elif where.area:
        reasons.append(f"in {place}")
    reasons += [label[:1].lower() + label[1:] for label in _filters(_met(query, entry))]
    return ", ".join(reasons) or "you asked about all new work"


def _filters(query: SearchQuery) -> list[str]:
    labels = [chip.label for chip in chips_of(replace(query, pay_min=None))]
    if query.pay_min is not None:
        labels.append(pay_at_least(query))
    return labels


def _met(query: SearchQuery, entry: Entry) -> SearchQuery:
    """Return the search with only those choices that this opportunity has: of several, any one was enough."""
    return replace(
        query,
        kind=tuple(kind for kind in query.kind if kind == entry.kind),
        role=tuple(role for role in query.role if role == entry.role_code),
        service=tuple(service for service in query.service if service == entry.service_code),
        pattern=tuple(pattern for pattern in query.pattern if pattern in entry.patterns),
        contract=tuple(contract for contract in query.contract if contract == entry.contract),
    )
