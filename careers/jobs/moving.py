"""The one way in which a vacancy changes its status, and its row in the audit."""

from careers.audit.commands import record
from careers.database import db
from careers.jobs import policies
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.jobs.revisions import note_public_change


def lock(vacancy: Vacancy) -> None:
    """Wait for whoever is changing a vacancy, and read what they made of it.

    Only its own rows are locked: PostgreSQL refuses to lock what a vacancy may have been loaded with.
    """
    db.session.refresh(vacancy, with_for_update={"of": Vacancy})


def move(vacancy: Vacancy, to: OpportunityStatus, verb: str, *, by: object, reason: str = "") -> bool:
    """Change a status along the table, leaving who, when and why; return whether it was another one before."""
    before = vacancy.status
    if before is to:
        return False
    policies.check_can_move(vacancy, to)
    vacancy.status = to
    note_public_change(vacancy)
    note(vacancy, verb, by=by, before=before, after=to, reason=reason)
    return True


def note(
    vacancy: Vacancy,
    verb: str,
    *,
    by: object,
    before: OpportunityStatus | None = None,
    after: OpportunityStatus | None = None,
    reason: str = "",
) -> None:
    """Leave an audit row about a vacancy."""
    record(
        action=f"vacancy.{verb}",
        subject_type="vacancy",
        subject_id=vacancy.id,
        by=by,
        from_status=before.value if before else None,
        to_status=after.value if after else None,
        reason=reason,
    )
