"""An Atom feed (RFC 4287) of what a search finds, newest first. Pure: hits and words in, XML out.

Ids are tag URIs (RFC 4151) of the site's name and the reference, so an advert keeps its id whatever its address.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from careers.feeds.xml import escaped, stamp
from careers.jobs.cards import Card, card_of
from careers.jobs.facets import chips_of, encoded
from careers.jobs.index import Hit
from careers.jobs.search_query import SearchQuery
from careers.words import date_in_words

TAG_YEAR = 2026
"""The year from which this site vouches for its ids, as RFC 4151 asks; it never changes."""


@dataclass(frozen=True)
class Feed:
    """What stands at the head of a feed. Addresses are whole; `next_url` is empty on the last page."""

    title: str
    author: str
    site: str
    self_url: str
    page_url: str
    next_url: str
    updated_at: datetime


def feed_address_of(query: SearchQuery, *, site: str) -> str:
    """Return the whole address of a search's feed. It is always newest first, so the address names no order."""
    pairs = encoded(query, sort="")
    return f"{site}/jobs.atom" + (f"?{pairs}" if pairs else "")


def search_in_words(query: SearchQuery) -> str:
    """Return what a search asks for in a few words: "“night”, No driving needed, near Bletchley"."""
    words = [f"“{query.q}”"] if query.q else []
    words += [chip.label for chip in chips_of(query)]
    if query.place:
        words.append(f"near {query.place}")
    return ", ".join(words) or "all work in care"


def write_feed(feed: Feed, hits: list[Hit], *, changes: Mapping[int, datetime]) -> Iterator[str]:
    """Write a feed, entry by entry. `changes` has when each opportunity last changed, by id."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n'
    yield f"<id>{escaped(feed.self_url)}</id>\n<title>{escaped(feed.title)}</title>\n"
    yield f"<updated>{stamp(feed.updated_at)}</updated>\n<author><name>{escaped(feed.author)}</name></author>\n"
    yield f'<link rel="self" type="application/atom+xml" href="{escaped(feed.self_url)}"/>\n'
    yield f'<link rel="alternate" type="text/html" href="{escaped(feed.page_url)}"/>\n'
    if feed.next_url:
        yield f'<link rel="next" type="application/atom+xml" href="{escaped(feed.next_url)}"/>\n'
    for hit in hits:
        yield from _entry(feed, hit, changes[hit.entry.id])
    yield "</feed>\n"


def _entry(feed: Feed, hit: Hit, changed_at: datetime) -> Iterator[str]:
    card = card_of(hit, today=hit.entry.closes_on)
    url = feed.site + card.url
    tag = f"tag:{urlsplit(feed.site).hostname},{TAG_YEAR}:{card.reference}"
    yield f"<entry>\n<id>{escaped(tag)}</id>\n<title>{escaped(card.title)}</title>\n"
    yield f"<updated>{stamp(changed_at)}</updated>\n<published>{stamp(hit.entry.published_at)}</published>\n"
    yield f'<link rel="alternate" type="text/html" href="{escaped(url)}"/>\n'
    yield f'<category term="{escaped(hit.entry.kind)}"/>\n'
    yield f"<summary>{escaped(_summary(card, hit.entry.closes_on))}</summary>\n</entry>\n"


def _summary(card: Card, closes_on: date) -> str:
    """Say what a card says, with dates instead of days to go: the words must not change while the advert does not."""
    words = (
        f"{card.employer}, {card.place}",
        card.pay_words,
        card.hours_words,
        card.contract_words,
        f"closes on {date_in_words(closes_on)}",
    )
    return ". ".join(part[:1].upper() + part[1:] for part in words if part) + "."
