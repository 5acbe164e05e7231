"""Every write to a person's profile."""

from datetime import date

from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import record
from careers.candidates import queries
from careers.candidates.models import Candidate
from careers.database import db
from careers.errors import BadInput
from careers.geo.postcodes import find_postcode


def ensure_candidate(user: User) -> Candidate:
    """Return a user's profile, made empty when they have none; safe when two ask at once."""
    candidate = queries.find_candidate(user.id)
    if candidate is not None:
        return candidate
    now = clock.now()
    try:
        with db.session.begin_nested():
            candidate = Candidate(user_id=user.id, user=user, created_at=now, changed_at=now)
            db.session.add(candidate)
            db.session.flush()
    except IntegrityError:
        candidate = queries.find_candidate(user.id)
        if candidate is None:
            raise
    return candidate


def change_profile(
    candidate: Candidate,
    *,
    first_name: str,
    last_name: str,
    phone: str,
    postcode: str | None,
    travel_miles: int | None,
    can_drive: bool | None,
    patterns: list[str],
    contracts: list[str],
    pay_min_pence: int | None,
    can_start_on: date | None,
) -> None:
    """Replace what a person says about themselves. Refuses a postcode whose first half does not exist."""
    candidate.first_name = first_name
    candidate.last_name = last_name
    candidate.phone = phone
    _place(candidate, postcode)
    candidate.travel_miles = travel_miles
    candidate.can_drive = can_drive
    candidate.patterns = patterns
    candidate.contracts = contracts
    candidate.pay_min_pence = pay_min_pence
    candidate.can_start_on = can_start_on
    candidate.changed_at = clock.now()


def fill_gaps(candidate: Candidate, *, first_name: str, last_name: str, phone: str, postcode: str | None) -> None:
    """Keep contact details typed elsewhere where the profile has none, so that nobody types them twice.

    Refuses a postcode whose first half does not exist.
    """
    candidate.first_name = candidate.first_name or first_name
    candidate.last_name = candidate.last_name or last_name
    candidate.phone = candidate.phone or phone
    if not candidate.postcode:
        _place(candidate, postcode)
    candidate.changed_at = clock.now()


def become_findable(candidate: Candidate, *, by: User) -> None:
    """Let employers invite a person to apply, for as long as such a choice is kept; said again, it begins anew."""
    candidate.is_findable, candidate.findable_since = True, clock.now()
    _note(candidate, "candidate.findable", by=by)


def stop_being_findable(candidate: Candidate, *, by: object) -> None:
    """Let no employer find a person any more. Invitations that wait for an answer can still be answered."""
    if candidate.is_findable:
        candidate.is_findable, candidate.findable_since = False, None
        _note(candidate, "candidate.not findable", by=by)


def erase_profile(candidate: Candidate, *, by: User) -> None:
    """Empty a profile for good. The row stays, so that what was sent to employers keeps its owner."""
    change_profile(
        candidate,
        first_name="",
        last_name="",
        phone="",
        postcode=None,
        travel_miles=None,
        can_drive=None,
        patterns=[],
        contracts=[],
        pay_min_pence=None,
        can_start_on=None,
    )
    stop_being_findable(candidate, by=by)
    _note(candidate, "candidate.erased", by=by)


def _note(candidate: Candidate, action: str, *, by: object) -> None:
    record(action=action, subject_type="candidate", subject_id=candidate.id, by=by, about_user_id=candidate.user_id)


def _place(candidate: Candidate, postcode: str | None) -> None:
    location = find_postcode(postcode) if postcode else None
    if postcode and location is None:
        raise BadInput("postcode", f"We do not know a postcode that begins like {postcode}. Check it, or leave it out")
    candidate.postcode = postcode or ""
    candidate.lat = location.lat if location else None
    candidate.lon = location.lon if location else None
