"""Towns where jobs are open now, with how many in each role and what they pay: what the landing pages stand on.

One question over all live jobs makes the picture of all towns, which leads from page to page: each process keeps it for
up to a minute after something changed. A town's own page asks for that town alone, so it is exact: it is there from the
moment its first job is live until its last one closes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from careers import clock
from careers.database import db
from careers.geo.distance import miles_between
from careers.jobs.index import Hit
from careers.jobs.models import Opportunity, PayPeriod, SearchRevision, Vacancy
from careers.jobs.pay import WEEKS_A_YEAR
from careers.jobs.queries import is_live, live_index
from careers.providers.models import Workplace
from careers.reference.codes import job_roles
from careers.words import slug_of


@dataclass(frozen=True)
class Openings:
    """Live jobs in one town, of one role or of all: how many, and their pay in pence an hour, lowest and highest."""

    count: int
    lowest_pence: int
    highest_pence: int


@dataclass(frozen=True)
class Town:
    """A town with live jobs. `spellings` are all that fall on its slug; `roles` has the openings by role code.

    `point` is the mean of where its jobs are, roughly: it is good for an order of towns, not for miles.
    """

    slug: str
    name: str
    spellings: tuple[str, ...]
    point: tuple[float, float]
    every: Openings
    roles: Mapping[int, Openings]

    def openings(self, role_code: int | None) -> Openings | None:
        """Return the openings of a role, or of all roles for None; None where there are none."""
        return self.every if role_code is None else self.roles.get(role_code)


Towns = Mapping[str, Town]
LONGEST_KEPT = timedelta(minutes=1)


@dataclass(frozen=True)
class _Kept:
    """A picture, the search revision it was true for, and when it was made."""

    towns: Towns
    revision: int
    made_at: datetime


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()


def live_towns(*, longest: timedelta = LONGEST_KEPT) -> Towns:
    """Return every town with live jobs by slug, those with most first, true now or not `longest` ago."""
    revision, now = db.session.scalar(sa.select(SearchRevision.number)) or 0, clock.now()
    kept = _kept.get(db.engine)
    is_of_today = kept is not None and clock.local(kept.made_at).date() == clock.today()
    if kept is None or not is_of_today or (kept.revision != revision and now - kept.made_at >= longest):
        kept = _Kept(_read_towns(), revision, now)
        _kept[db.engine] = kept
    return kept.towns


def find_town(slug: str) -> Town | None:
    """Return a town as it is at this moment, or None when no job is open there."""
    known = live_towns().get(slug) or live_towns(longest=timedelta()).get(slug)
    if known is None:
        return None
    rows = db.session.execute(_by_town_and_role().where(Workplace.town.in_(known.spellings))).all()
    return _town(slug, rows) if rows else None


def forget_towns() -> None:
    """Look afresh at the next question: after a backup was restored, or a test emptied the database."""
    _kept.pop(db.engine, None)


def nearest_towns(town: Town, *, role_code: int | None, most: int) -> list[tuple[Town, Openings]]:
    """Return other towns with such jobs and their openings, the nearest first."""
    others = ((other, other.openings(role_code)) for other in live_towns().values() if other.slug != town.slug)
    near = [(other, found) for other, found in others if found]
    return sorted(near, key=lambda item: miles_between(town.point, item[0].point))[:most]


def list_newest(town: Town, *, role_code: int | None, most: int) -> list[Hit]:
    """Return the newest live jobs in a town, of one role or of all."""
    statement = (
        sa.select(Opportunity.id)
        .join(Workplace, Workplace.id == Opportunity.workplace_id)
        .where(is_live(), Opportunity.type == "vacancy", Workplace.town.in_(town.spellings))
        .order_by(Opportunity.first_published_at.desc(), Opportunity.id.desc())
        .limit(most)
    )
    if role_code is not None:
        statement = statement.where(Opportunity.role_code == role_code)
    index = live_index()
    entries = (index.get(opportunity_id) for opportunity_id in db.session.scalars(statement))
    return [Hit(entry, None) for entry in entries if entry is not None]


@lru_cache
def role_slugs() -> Mapping[str, int]:
    """Return the codes of job roles by the slugs of their plain names."""
    return {slug_of(role.plain_name): role.code for role in job_roles()}


def _read_towns() -> Towns:
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in db.session.execute(_by_town_and_role()):
        if slug := slug_of(row.town):
            rows[slug].append(row)
    towns = (_town(slug, group) for slug, group in rows.items())
    return {town.slug: town for town in sorted(towns, key=lambda town: (-town.every.count, town.slug))}


def _by_town_and_role() -> sa.Select[Any]:
    """Count live jobs by the town as written and the role, with the pay of each as pence an hour."""
    weekly_hours = sa.func.nullif(Opportunity.hours_max_minutes, 0) / 60.0
    a_year = weekly_hours * float(WEEKS_A_YEAR)
    lowest, highest = (
        sa.case((Vacancy.pay_period == PayPeriod.HOUR, pence * 1.0), else_=pence / a_year)
        for pence in (Vacancy.__table__.c.pay_min_pence, Vacancy.__table__.c.pay_max_pence)
    )
    return (
        sa.select(
            Workplace.town,
            Opportunity.role_code,
            sa.func.count().label("number"),
            sa.func.min(lowest).label("lowest"),
            sa.func.max(highest).label("highest"),
            sa.func.avg(Workplace.lat).label("lat"),
            sa.func.avg(Workplace.lon).label("lon"),
        )
        .select_from(Opportunity.__table__)
        .join(Vacancy.__table__, Vacancy.__table__.c.id == Opportunity.__table__.c.id)
        .join(Workplace.__table__, Workplace.__table__.c.id == Opportunity.__table__.c.workplace_id)
        .where(is_live())
        .group_by(Workplace.town, Opportunity.role_code)
    )


def _town(slug: str, rows: Sequence[Any]) -> Town:
    by_role: dict[int, list[Any]] = defaultdict(list)
    by_spelling: dict[str, int] = defaultdict(int)
    for row in rows:
        by_role[row.role_code].append(row)
        by_spelling[row.town] += row.number
    spellings = sorted(by_spelling, key=lambda name: (-by_spelling[name], name))
    numbers = [row.number for row in rows]
    return Town(
        slug=slug,
        name=spellings[0],
        spellings=tuple(spellings),
        point=(_mean([row.lat for row in rows], numbers), _mean([row.lon for row in rows], numbers)),
        every=_openings(rows),
        roles={code: _openings(group) for code, group in by_role.items()},
    )


def _mean(degrees: Sequence[float], numbers: Sequence[int]) -> float:
    """Return the mean to about half a mile: where all jobs of a town are in one home, it tells nobody which."""
    return round(sum(one * times for one, times in zip(degrees, numbers, strict=True)) / sum(numbers), 2)


def _openings(rows: Iterable[Any]) -> Openings:
    group = list(rows)
    lowest = [row.lowest for row in group if row.lowest is not None]
    highest = [row.highest for row in group if row.highest is not None]
    return Openings(
        count=sum(row.number for row in group),
        lowest_pence=round(min(lowest, default=0)),
        highest_pence=round(max(highest, default=0)),
    )
