"""The site map: every address that should be found, with when it last changed where that is known.

Adverts stand in parts of fixed spans of ids, so an address never moves from one file to another and no file can grow
over the limit of the protocol (sitemaps.org, 50,000 addresses). They are read in short turns while the answer goes out,
each on a connection of its own: a slow reader holds no transaction, and nobody holds a list of everything.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain
from typing import NamedTuple
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from careers import clock
from careers.database import db
from careers.feeds.xml import escaped, stamp
from careers.finding.towns import live_towns
from careers.jobs.cards import public_path
from careers.jobs.models import Opportunity, SearchRevision
from careers.jobs.queries import is_live
from careers.pathways.career_map import roles
from careers.providers.models import Organisation, OrganisationKind, Workplace
from careers.reference.codes import get_job_role
from careers.words import slug_of

LARGEST = 50_000
TURN = 5_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PLAIN_PATHS = (
    "/",
    "/jobs",
    "/pathways",
    "/values",
    "/provider/register",
    *(f"/help/{page}" for page in ("contact", "search", "scams", "privacy", "accessibility", "cookies", "data")),
)


class Address(NamedTuple):
    """A path of this site and when its page last changed, None where nobody notes that."""

    path: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Part:
    """A span of ids with live adverts: its number from 1, how many, and the newest change."""

    number: int
    count: int
    changed_at: datetime


def newest_change() -> tuple[str, datetime]:
    """Return what tells this map from others, as a short text, and when it last became another.

    A map changes with what the public sees, and at midnight, when adverts close by their date.
    """
    revision = db.session.scalar(sa.select(SearchRevision.number)) or 0
    newest = db.session.scalar(sa.select(Opportunity.changed_at).order_by(Opportunity.revision.desc()).limit(1))
    midnight = clock.from_local(datetime.combine(clock.today(), time.min))
    return f"{revision}-{clock.today():%Y%m%d}", max(newest or midnight, midnight)


def change_moments(ids: Collection[int]) -> dict[int, datetime]:
    """Return when each of these opportunities last changed for the public, by id."""
    statement = sa.select(Opportunity.id, Opportunity.changed_at).where(Opportunity.id.in_(ids))
    return {row.id: row.changed_at for row in db.session.execute(statement)}


def list_parts() -> list[Part]:
    """Return the spans of ids that hold live adverts, in order."""
    number = (Opportunity.id - 1) // LARGEST + 1
    rows = db.session.execute(
        sa.select(number.label("number"), sa.func.count(), sa.func.max(Opportunity.changed_at))
        .where(is_live())
        .group_by(number)
        .order_by(number)
    )
    return [Part(*row) for row in rows]


def page_addresses() -> list[Address]:
    """Return the pages that are no adverts: the plain ones, roles, employers and towns with something live.

    The picture of towns may be a minute old: a town or role without any advert by now is left out.
    """
    pages = [Address(path) for path in PLAIN_PATHS]
    pages += [Address(f"/pathways/roles/{role.key}") for role in roles()]
    pages += [Address(f"/employers/{quote(slug)}", changed_at) for slug, changed_at in _employers()]
    changes = _changes_in_towns()
    for town in live_towns().values():
        mine = {code: max(found) for code, found in _gathered(changes, town.spellings).items()}
        codes = sorted(town.roles.keys() & mine.keys())
        if mine:
            pages.append(Address(f"/jobs/in/{town.slug}", max(mine.values())))
        pages += [Address(f"/jobs/{_role_slug(code)}/in/{town.slug}", mine[code]) for code in codes]
    return pages[:LARGEST]


def advert_addresses(engine: Engine, number: int) -> Iterator[Address]:
    """Read the live adverts of a part in order, a few thousand at a time, each turn on a connection of its own."""
    last, end = (number - 1) * LARGEST, number * LARGEST
    condition = is_live()
    table = Opportunity.__table__.c
    while True:
        with engine.connect() as connection:
            rows = connection.execute(
                sa.select(table.id, table.kind, table.reference, table.changed_at)
                .where(condition, table.id > last, table.id <= end)
                .order_by(table.id)
                .limit(TURN)
            ).all()
        yield from (Address(public_path(row.kind.value, row.reference), row.changed_at) for row in rows)
        if len(rows) < TURN:
            return
        last = rows[-1].id


def has_part(number: int) -> bool:
    """Say whether a span of ids holds live adverts."""
    inside = sa.and_(Opportunity.id > (number - 1) * LARGEST, Opportunity.id <= number * LARGEST)
    return db.session.scalar(sa.select(sa.exists().where(is_live(), inside))) or False


def write_map(engine: Engine, *, site: str) -> Iterator[str]:
    """Write the site map: every address, or the list of its files where one cannot hold them all."""
    parts, pages = list_parts(), page_addresses()
    if len(pages) + sum(part.count for part in parts) > LARGEST:
        return write_index(parts, site=site)
    adverts = (advert_addresses(engine, part.number) for part in parts)
    return write_addresses(chain(pages, *adverts), site=site)


def write_part(engine: Engine, number: int, *, site: str) -> Iterator[str]:
    """Write one of the files: the pages as number 0, the adverts of a span of ids from 1."""
    return write_addresses(advert_addresses(engine, number) if number else page_addresses(), site=site)


def write_addresses(addresses: Iterable[Address], *, site: str) -> Iterator[str]:
    """Write a list of addresses as a file of the protocol, line by line; `site` is the front of every address."""
    yield f"{HEAD}<urlset {SPACE}>\n"
    for path, changed_at in addresses:
        yield f"<url><loc>{escaped(site + path)}</loc>{_lastmod(changed_at)}</url>\n"
    yield "</urlset>\n"


def write_index(parts: Iterable[Part], *, site: str) -> Iterator[str]:
    """Write the list of files: the pages as number 0, then the parts."""
    yield f"{HEAD}<sitemapindex {SPACE}>\n"
    yield f"<sitemap><loc>{escaped(site)}/sitemap-0.xml</loc></sitemap>\n"
    for part in parts:
        lastmod = _lastmod(part.changed_at)
        yield f"<sitemap><loc>{escaped(site)}/sitemap-{part.number}.xml</loc>{lastmod}</sitemap>\n"
    yield "</sitemapindex>\n"


def _lastmod(moment: datetime | None) -> str:
    return f"<lastmod>{stamp(moment)}</lastmod>" if moment else ""


def _employers() -> list[tuple[str, datetime]]:
    """Return the slugs of employers with something live, and when anything of theirs last changed for the public.

    A person who employs somebody at home is left out: search engines are to keep no page of them.
    """
    rows = db.session.execute(
        sa.select(Organisation.slug, sa.func.max(Opportunity.changed_at).label("changed_at"))
        .join(Opportunity, Opportunity.organisation_id == Organisation.id)
        .where(Opportunity.first_published_at.is_not(None), Organisation.kind != OrganisationKind.INDIVIDUAL)
        .group_by(Organisation.slug)
        .having(sa.func.sum(sa.case((is_live(), 1), else_=0)) > 0)
        .order_by(Organisation.slug)
    )
    return [(row.slug, row.changed_at) for row in rows]


def _changes_in_towns() -> dict[str, dict[int, datetime]]:
    """Return when a vacancy of a town and role last changed for the public: closing is a change of their page too."""
    changes: dict[str, dict[int, datetime]] = {}
    for town, role_code, changed_at in db.session.execute(
        sa.select(Workplace.town, Opportunity.role_code, sa.func.max(Opportunity.changed_at))
        .join(Opportunity, Opportunity.workplace_id == Workplace.id)
        .where(Opportunity.type == "vacancy", Opportunity.first_published_at.is_not(None))
        .group_by(Workplace.town, Opportunity.role_code)
    ):
        changes.setdefault(town, {})[role_code] = changed_at
    return changes


def _gathered(changes: dict[str, dict[int, datetime]], spellings: Iterable[str]) -> dict[int, list[datetime]]:
    gathered: dict[int, list[datetime]] = {}
    for spelling in spellings:
        for code, changed_at in changes.get(spelling, {}).items():
            gathered.setdefault(code, []).append(changed_at)
    return gathered


def _role_slug(code: int) -> str:
    return slug_of(get_job_role(code).plain_name)
