"""What the timetable does with invitations. Each commits item by item and is safe to run twice."""

from datetime import datetime

from careers import clock
from careers.audit.commands import SYSTEM
from careers.candidates.commands import stop_being_findable
from careers.database import db
from careers.invitations import queries
from careers.invitations.commands import answering, forgetting
from careers.invitations.policies import WARNED_BEFORE
from careers.reference.retention import kept_since


def expire_invitations(now: datetime) -> int:
    """End the invitations whose time or advert is over, and those of closed accounts; return how many."""
    ended = 0
    for invitation in queries.list_run_out(clock.local(now).date()):
        ended += answering.expire_invitation(invitation, by=SYSTEM)
        db.session.commit()
    return ended


def warn_of_ends(now: datetime) -> int:
    """Write to whom employers can find for not much longer, once each; return how many people that are."""
    soon = queries.list_findable_since(kept_since("findable", now + WARNED_BEFORE))
    for candidate in soon:
        answering.warn_of_end(candidate)
        db.session.commit()
    return len(soon)


def end_being_findable(now: datetime) -> int:
    """Let employers no longer find those who have not said for a year that they want it; return how many."""
    over = queries.list_findable_since(kept_since("findable", now))
    for candidate in over:
        stop_being_findable(candidate, by=SYSTEM)
        db.session.commit()
    return len(over)


def delete_old_invitations(now: datetime) -> int:
    """Delete the invitations for adverts that closed long enough ago; return how many."""
    old = queries.list_old(kept_since("invitation", now))
    for invitation in old:
        forgetting.delete_invitation(invitation, by=SYSTEM)
        db.session.commit()
    return len(old)
