"""Make a release of the bank ready, and bring it into force once nobody would be without their scores."""

from datetime import datetime

from sqlalchemy.exc import NoResultFound

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import SYSTEM, record
from careers.database import db
from careers.errors import BadInput
from careers.questions import policies
from careers.questions.queries import desk
from careers.screening.item_scores import Method
from careers.screening.models import BankRelease


def make_release(
    *,
    name: str,
    method: Method,
    questions_a_value: int,
    months_valid: int,
    most_spread: float,
    least_agreement: float,
    least_experts: int,
    by: User,
) -> BankRelease:
    """Make a release, which waits until everybody's scores are worked out under it. Refuses a second that waits."""
    desk.lock_desk()
    policies.check_release_is_new(desk.find_waiting_release())
    if any(release.name == name for release in desk.list_releases()):
        raise BadInput("name", "There is a release of this name. Scores carry it, so choose another.")
    release = BankRelease(
        name=name,
        method=method.value,
        questions_a_value=questions_a_value,
        months_valid=months_valid,
        most_spread=most_spread,
        least_agreement=least_agreement,
        least_experts=least_experts,
        made_at=clock.now(),
        made_by=by.id,
        in_force_at=None,
    )
    db.session.add(release)
    db.session.flush()
    record(action="release.made", subject_type="bank release", subject_id=release.id, by=by)
    return release


def bring_into_force(release_id: int, *, now: datetime) -> None:
    """Let a release that waits take the place of the one in force. Done once. Raises NoResultFound."""
    desk.lock_desk()
    release = db.session.get(BankRelease, release_id, populate_existing=True)
    if release is None:
        raise NoResultFound("no such release")
    if release.in_force_at is None:
        release.in_force_at = now
        record(action="release.in force", subject_type="bank release", subject_id=release.id, by=SYSTEM)
