"""Every write to organisations, workplaces and teams."""

import re
import unicodedata
from itertools import count
from typing import Unpack

from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.access import Role
from careers.accounts.commands import close_account, give_role, invite_user
from careers.accounts.models import User
from careers.audit.commands import record
from careers.database import db
from careers.errors import BadInput, NotAllowed
from careers.geo.postcodes import find_postcode
from careers.providers import emails, policies, queries
from careers.providers.models import Organisation, OrganisationKind, Workplace
from careers.providers.terms import WorkplaceFields

LONGEST_SLUG = 120
SYNDICATION = {False: "here only", True: "elsewhere too"}
RATING_FIRST = {False: "score at once", True: "own rating first"}


def register_organisation(
    user: User,
    *,
    organisation_name: str,
    kind: OrganisationKind,
    person_name: str,
    has_profile: bool,
    cqc_provider_id: str | None = None,
    cqc_location_id: str | None = None,
    **workplace: Unpack[WorkplaceFields],
) -> Organisation:
    """Add an employer with its first workplace, unchecked as yet, and make the user its manager.

    Refuses a user who is somebody here already, an employer or location that is registered, an unknown postcode.
    """
    policies.check_can_register(user, has_profile=has_profile)
    if cqc_provider_id and queries.find_organisation_by_cqc(cqc_provider_id):
        raise NotAllowed(
            f"{organisation_name} is registered already. Ask a manager there to invite you, or contact us."
        )
    organisation = Organisation(
        name=organisation_name,
        slug=_new_slug(organisation_name),
        kind=kind,
        cqc_provider_id=cqc_provider_id,
        created_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(organisation)
            db.session.flush()
    except IntegrityError:
        raise NotAllowed("Somebody registered an employer of this name a moment ago. Go back and try again.") from None
    record(action="organisation.registered", subject_type="organisation", subject_id=organisation.id, by=user)
    user.name = person_name
    give_role(user, role=Role.PROVIDER_MANAGER, organisation_id=organisation.id, by=user)
    add_workplace(organisation, by=user, cqc_location_id=cqc_location_id, **workplace)
    return organisation


def add_workplace(
    organisation: Organisation, *, by: User, cqc_location_id: str | None = None, **fields: Unpack[WorkplaceFields]
) -> Workplace:
    """Add a workplace to an organisation. Refuses an unknown postcode and a CQC location that somebody has."""
    workplace = Workplace(
        organisation_id=organisation.id, cqc_location_id=cqc_location_id, created_at=clock.now(), **fields
    )
    _place(workplace, fields["postcode"])
    try:
        with db.session.begin_nested():
            db.session.add(workplace)
            db.session.flush()
    except IntegrityError:
        raise NotAllowed("This CQC location is registered already. Contact us if that is a mistake.") from None
    record(action="workplace.added", subject_type="workplace", subject_id=workplace.id, by=by)
    return workplace


def change_workplace(workplace: Workplace, *, by: User, **fields: Unpack[WorkplaceFields]) -> None:
    """Change a workplace. Refuses an unknown postcode. `jobs.commands.change_workplace` keeps the adverts in step."""
    for name, value in fields.items():
        setattr(workplace, name, value)
    _place(workplace, fields["postcode"])
    record(action="workplace.changed", subject_type="workplace", subject_id=workplace.id, by=by)


def invite_colleague(manager: User, *, email: str, name: str) -> User:
    """Add a colleague of a manager, who may write vacancies and hire, and invite them; refuses a known address."""
    return invite_user(email, role=Role.PROVIDER_MEMBER, by=manager, name=name, organisation_id=manager.organisation_id)


def remove_colleague(colleague: User, *, by: User) -> None:
    """Take a colleague out of the team: they can no longer sign in. Refuses a manager who would remove themselves."""
    policies.check_can_remove(colleague, by)
    close_account(colleague, by=by)


def verify_organisation(organisation: Organisation, *, by: User) -> None:
    """Note that the council has checked an employer, and tell its managers: its adverts go live at once from now on."""
    policies.check_can_verify(organisation, by)
    if organisation.is_verified:
        return
    organisation.verified_at, organisation.verified_by = clock.now(), by.id
    record(
        action="organisation.verified",
        subject_type="organisation",
        subject_id=organisation.id,
        by=by,
        from_status="unverified",
        to_status="verified",
    )
    emails.tell_verified(organisation)


def allow_syndication(organisation: Organisation, *, allowed: bool, by: User) -> bool:
    """Note whether other job sites may list an employer's adverts; return whether that is news."""
    before = organisation.allows_syndication
    if before is allowed:
        return False
    organisation.allows_syndication, organisation.syndication_changed_at = allowed, clock.now()
    record(
        action="organisation.syndication",
        subject_type="organisation",
        subject_id=organisation.id,
        by=by,
        from_status=SYNDICATION[before],
        to_status=SYNDICATION[allowed],
    )
    return True


def rate_first(organisation: Organisation, *, wanted: bool, by: User) -> bool:
    """Note whether readers rate the written answers before they see the values fit; return whether that is news."""
    before = organisation.rates_first
    if before is wanted:
        return False
    organisation.rates_first = wanted
    record(
        action="organisation.rating first",
        subject_type="organisation",
        subject_id=organisation.id,
        by=by,
        from_status=RATING_FIRST[before],
        to_status=RATING_FIRST[wanted],
    )
    return True


def _place(workplace: Workplace, postcode: str) -> None:
    location = find_postcode(postcode)
    if location is None or location.lad_code is None:
        raise BadInput("postcode", f"We do not know the postcode {postcode}. Check it")
    workplace.lat, workplace.lon, workplace.lad_code = location.lat, location.lon, location.lad_code


def _new_slug(name: str) -> str:
    """Return an unused address for a name: "Rose Court & Co" is rose-court-and-co, a second one rose-court-and-co-2."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("&", " and ")).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))[:LONGEST_SLUG] or "employer"
    numbered = (words if number == 1 else f"{words}-{number}" for number in count(1))
    return next(slug for slug in numbered if not queries.has_slug(slug))
