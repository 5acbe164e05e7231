"""Entries of the index to test with: plain ones, and others that differ in a few facts."""

from datetime import UTC, date, datetime
from typing import Any

from careers.jobs.concepts import Signature
from careers.jobs.index import Entry
from careers.reference.choices import Need

TODAY = date(2026, 11, 24)
BLETCHLEY = (51.9927, -0.7486)

PLAIN = Entry(
    id=1, organisation_id=1, reference="V-1", title="Care assistant", employer="Larkfield", workplace="Rose Court",
    town="Bletchley", lat=BLETCHLEY[0], lon=BLETCHLEY[1], lad_code="E06000042",
    signature=Signature(
        kind="job", role=8, service=2, contract="permanent", patterns=("days",), driving=Need.NOT_NEEDED,
        experience=Need.NOT_NEEDED, is_training_paid=True, has_guaranteed_hours=True, offers_sponsorship=False,
    ),
    hourly_min_pence=1290, hourly_max_pence=1340, hours_min_minutes=1440, hours_max_minutes=1800,
    published_at=datetime(2026, 11, 20, tzinfo=UTC), starts_on=date(2027, 1, 4), closes_on=date(2026, 12, 15),
    text="You help people with breakfast.",
)  # fmt: skip

OTHER_NAMES = {"role_code": "role", "service_code": "service"}


def varied(entry: Entry, **changes: Any) -> Entry:
    """Return an entry with some facts changed, by the names that an entry gives them."""
    own = {name: value for name, value in changes.items() if name in Entry._fields}
    coded = {OTHER_NAMES.get(name, name): value for name, value in changes.items() if name not in Entry._fields}
    return entry._replace(signature=entry.signature._replace(**coded), **own)
