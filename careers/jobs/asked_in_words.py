"""Finds what somebody typed among their words and the search has a field for: "carer in Luton, £14 an hour". Pure."""

import re
from dataclasses import replace

from careers.geo.distance import LatLon
from careers.jobs.place_in_words import asks_exactly, split_place, tidy
from careers.jobs.search_query import SearchQuery

_AMOUNT = r"[1-9]\d?(?:\.\d{1,2})?(?![\d,.]*\d|k\b)"
_AN_HOUR = r"\s?(?:an?\s|per\s|/|p/?)\s?(?:hour|hr|h)\b"
_DIGIT = re.compile(r"\d")
_PAY = re.compile(
    rf"""(?<![\w.,£-]) (?<!up\sto\s) (?<!under\s) (?<!below\s) (?<!less\sthan\s)
    (?:(?:paying|over|above|at\sleast|from|more\sthan|minimum)\s)*
    (?P<sign>£\s?)? (?P<least>{_AMOUNT}) (?:\s?(?:-|–|to)\s?£?\s?{_AMOUNT})? (?:\s?(?:pounds?|quid)\b)?
    (?:\s?\+|\splus\b|\sor\smore\b)? (?(sign)(?:{_AN_HOUR})?|{_AN_HOUR}) (?:\s?\+|\splus\b|\sor\smore\b)?
    (?! \w | \s?/ | \s(?:an?|per)\s | \s?p[wma]\b | \s(?:weekly|monthly|daily|yearly|annually)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""An amount an hour, after "£" or before "an hour"; no amount a week, month or year, and none that is the most."""


def as_meant(query: SearchQuery, *, near: LatLon) -> SearchQuery:
    """Return a search whose words that say a place or the least pay are taken as these, where it does not ask for them.

    `near` is the middle of the area served: places around it are meant first. Quotes or a minus mean words as they are.
    """
    if not query.q or asks_exactly(query.q):
        return query
    words, pay = query.q, query.pay_min
    if pay is None and _DIGIT.search(words) and (said := _PAY.search(words)):
        words = tidy(" ".join(f"{words[: said.start()]} {words[said.end() :]}".split()))
        pay = float(said["least"])
    place = query.place
    if not place:
        words, place = split_place(words, near=near)
    return replace(query, q=words, place=place, pay_min=pay)
