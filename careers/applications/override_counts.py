"""How often the employers decided against the values band: counts for the council, of nobody in particular."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from careers import clock
from careers.applications.models import Application, ApplicationStatus
from careers.applications.overrides import Decision, Verdict, compare_with_band, decision_of
from careers.audit.models import AuditEvent
from careers.database import db
from careers.jobs.models import Vacancy
from careers.matching.fit import Band
from careers.providers.models import Organisation

S = ApplicationStatus


class OverrideCount(NamedTuple):
    """One employer's decisions in a period: those that the band speaks to, and those of them that went against it."""

    organisation_id: int
    name: str
    compared: int
    against: int


def count_overrides(start: date, end: date) -> list[OverrideCount]:
    """Return the counts of each employer that decided in a period, both days included, by name.

    Each application counts once, with its last decision of the period. Applications whose scores were deleted do not
    count. The figures name no person, but small ones need disclosure control before anybody is shown them.
    """
    compared, against = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for organisation, band, decision in _last_decisions(start, end):
        verdict = compare_with_band(band, decision)
        compared[organisation] += verdict is not Verdict.NOT_COUNTED
        against[organisation] += verdict is Verdict.AGAINST
    return [
        OverrideCount(*organisation, compared[organisation], against[organisation])
        for organisation in sorted(compared, key=lambda each: (each[1], each[0]))
    ]


def _last_decisions(start: date, end: date) -> Iterable[tuple[tuple[int, str], Band, Decision]]:
    """Return the last decision about each application: of whom, the band it had, what was decided.

    Opening an application again takes back what was decided before.
    """
    last: dict[int, tuple[tuple[int, str], Band, Decision]] = {}
    for event, organisation_id, name, band in _steps(start, end):
        came_from = S(str(event.from_status))
        decision = decision_of(S(str(event.to_status)), came_from=came_from, reason=event.reason)
        if decision is not Decision.NONE:
            last[event.subject_id] = ((organisation_id, name), Band(band), decision)
        elif came_from is S.NOT_SUCCESSFUL:
            last.pop(event.subject_id, None)
    return last.values()


def _steps(start: date, end: date) -> list[tuple[AuditEvent, int, str, str]]:
    """Return the steps of applications with a frozen fit in a period, oldest first."""
    since, until = (clock.from_local(datetime.combine(day, time())) for day in (start, end + timedelta(days=1)))
    rows = db.session.execute(
        sa.select(AuditEvent, Organisation.id, Organisation.name, Application.fit["values"]["band"].as_string())
        .join(Application, Application.id == AuditEvent.subject_id)
        .join(Vacancy, Vacancy.id == Application.vacancy_id)
        .join(Organisation, Organisation.id == Vacancy.organisation_id)
        .where(
            AuditEvent.subject_type == "application",
            AuditEvent.from_status.is_not(None),
            AuditEvent.to_status.is_not(None),
            AuditEvent.at >= since,
            AuditEvent.at < until,
            Application.fit["values"]["band"].as_string().is_not(None),
        )
        .order_by(AuditEvent.at, AuditEvent.id)
    )
    return [(event, organisation_id, name, band) for event, organisation_id, name, band in rows]
