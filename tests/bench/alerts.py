"""Time the task that compares saved searches with new adverts.

The alerts are shaped as people search: a few words or none, a place (towns by their people, some councils, some
nowhere), usual distances, sometimes a filter; many ask the same. Everything is made anew in a scratch SQLite database
from one seed; the task that is timed is the real one.
"""

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa
from flask_migrate import upgrade

from careers import clock
from careers.alerts.models import Alert, AlertAddress, AlertStatus, Frequency
from careers.alerts.tasks import match_alerts
from careers.app import create_app
from careers.database import db, writing
from careers.geo.tables import read_columns
from careers.jobs.queries import live_index
from tests.bench.stand import Stand
from tests.bench.table import Table
from tests.conftest import settings_for
from tests.factories import Factory

ALERTS, NEW, SEED = 1_000_000, 2_000, 20261126
WORDS = {
    "": 30, "care assistant": 14, "carer": 12, "support worker": 10, "night care assistant": 5, "home care": 5,
    "senior care assistant": 4, "healthcare assistant": 4, "live in carer": 3, "nurse": 3, "registered manager": 2,
    "domiciliary care": 2, "cook": 1, "activities coordinator": 1, "learning disability": 2, "dementia": 2,
}  # fmt: skip
MILES = {1: 2, 3: 10, 5: 25, 10: 40, 15: 12, 20: 8, 25: 2, 50: 1}
FILTERS = {
    "": 55, "pattern=nights": 6, "pattern=days&pattern=weekends": 5, "pattern=part-time": 8, "no_driving=1": 8,
    "no_experience=1": 6, "pay_min=12.5": 4, "pay_min=13": 4, "kind=apprenticeship": 2, "contract=permanent": 2,
}  # fmt: skip
TITLES = {
    "Care assistant": 8, "Night care assistant": 8, "Support worker": 8, "Home care worker": 8,
    "Senior care assistant": 7, "Cook": 34, "Activities coordinator": 27, "Registered nurse": 16,
}  # fmt: skip


class Town:
    """A place that people search around."""

    def __init__(self, name: str, lad_code: str, lat: float, lon: float) -> None:
        self.name, self.lad_code, self.lat, self.lon = name, lad_code, lat, lon


def towns_of_england(dice: random.Random, count: int) -> list[Town]:
    """Draw towns by how many people live there."""
    columns = read_columns("places.csv.gz")
    rows = list(zip(*(columns[key] for key in ("name", "lad_code", "lat", "lon", "population")), strict=True))
    english = [row for row in rows if row[1].startswith("E") and row[4]]
    drawn = dice.choices(english, weights=[int(row[4]) for row in english], k=count)
    return [Town(name, lad, float(lat), float(lon)) for name, lad, lat, lon, _ in drawn]


def an_alert(dice: random.Random, number: int, town: Town) -> dict[str, Any]:
    """Make the row of an alert."""
    words, filters = _pick(dice, WORDS), _pick(dice, FILTERS)
    kind_of_place = dice.random()
    place = {"place": town.name, "lat": town.lat, "lon": town.lon, "area": ""}
    if kind_of_place < 0.08:
        place = {"place": "a council", "lat": None, "lon": None, "area": town.lad_code}
    elif kind_of_place < 0.12:
        place = {"place": "", "lat": None, "lon": None, "area": ""}
    pairs = [("q", words)] if words else []
    if place["place"]:
        pairs += [("place", str(place["place"])), ("miles", str(_pick(dice, MILES)))]
    return place | {
        "address_id": number,
        "name": "Care work",
        "search": "&".join(filter(None, (urlencode(pairs), filters))),
        "frequency": Frequency.DAILY,
        "weekday": number % 7,
        "status": AlertStatus.ON,
        "since_revision": 0,
        "created_at": clock.now(),
        "wanted_at": clock.now(),
    }


def _pick(dice: random.Random, weighted: dict[Any, int]) -> Any:
    return dice.choices(list(weighted), weights=list(weighted.values()))[0]


def fill(dice: random.Random, alerts: int, new: int) -> None:
    """Add the alerts, each with an address of its own, and the new adverts."""
    towns = towns_of_england(dice, 20_000)
    for numbers in _chunks(alerts):
        addresses = [{"id": number, "email": f"person{number}@example.org"} for number in numbers]
        db.session.execute(sa.insert(AlertAddress.__table__), addresses)
        rows = [an_alert(dice, number, dice.choice(towns)) for number in numbers]
        db.session.execute(sa.insert(Alert.__table__), rows)
        db.session.commit()
    make = Factory()
    organisation = make.organisation()
    for _ in range(new):
        town, title = dice.choice(towns), _pick(dice, dict.fromkeys(TITLES, 1))
        home = make.workplace(organisation, town=town.name[:60], lat=town.lat, lon=town.lon, lad_code=town.lad_code)
        pay = dice.randrange(1271, 1500)
        make.vacancy(
            home,
            title=title,
            role_code=TITLES[title],
            patterns=dice.sample(["days", "nights", "weekends", "part-time", "full-time"], 2),
            pay_min_pence=pay,
            pay_max_pence=pay + dice.randrange(0, 150),
            closes_on=clock.today() + timedelta(days=dice.randrange(7, 60)),
        )


def _chunks(count: int, size: int = 20_000) -> Iterator[range]:
    return (range(start, min(start + size, count + 1)) for start in range(1, count + 1, size))


def peak_mebibytes() -> float:
    """Return the most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(table: Table, stand: Stand) -> None:
    """Fill a scratch database, run the task, print what it took; fewer alerts where the stand is small."""
    alerts = min(ALERTS, stand.rows * 10)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = create_app(settings_for(f"sqlite:///{folder}/careers.db", folder, log_level="ERROR"))
        with app.app_context(), writing():
            upgrade()
            fill(random.Random(SEED), alerts, NEW)  # noqa: S311  not for secrets
            live_index()
            before, started = peak_mebibytes(), time.process_time()
            found = match_alerts(clock.now())
            seconds = time.process_time() - started
            again = time.perf_counter()
            match_alerts(clock.now())
            nothing_new = time.perf_counter() - again
            db.session.remove()
            db.engine.dispose()
    table.head(f"Alerts: {alerts:,} saved searches against {NEW:,} new adverts, SQLite")
    words = f"{seconds:.0f} s of a processor, {seconds / alerts * 1e6:.0f} microseconds each; {found:,} found"
    table.line("one pass over all of them", "< 300 s on one core", words, reached=seconds < 300)
    table.line("nothing new", "", f"{nothing_new * 1000:.1f} ms")
    table.line("memory before, at its most", "bounded", f"{before:.0f}, {peak_mebibytes():.0f} MiB")
