"""Everything that this service holds about a person, as plain JSON types, and what is still under way."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.alerts.queries import list_alerts_of, when_refused
from careers.applications import queries as applications
from careers.applications.policies import UNDER_WAY
from careers.candidates.queries import find_candidate, list_looks, list_messages
from careers.contests import queries as contests
from careers.database import Base
from careers.equality.queries.own import list_own_answers
from careers.finding import queries as finding
from careers.formats import queries as formats
from careers.interviews import queries as interviews
from careers.invitations import queries as invitations
from careers.jobs.models import Opportunity, SavedOpportunity
from careers.placements.models import ReferralStatus
from careers.placements.policies.bookings import OPEN
from careers.placements.queries import bookings, referrals
from careers.questions.models import ExpertInvitation
from careers.questions.queries.experts import list_links_of, list_ratings_by
from careers.screening import queries as screening

_INTERNAL = frozenset(
    {"id", "user_id", "candidate_id", "vacancy_id", "organisation_id", "workplace_id", "application_id", "recorded_by"}
) | frozenset(
    {
        "placement_id",
        "referral_id",
        "opportunity_id",
        "adviser_id",
        "assessor_id",
        "author_id",
        "token_hash",
        "address_id",
        "sent_by",
        "request_id",
        "entered_by",
        "ended_by",
        "reviewed_by",
    }
)


class OpenThing(NamedTuple):
    """Something of a person's that is not finished: what it is in a word, its reference and what it is for."""

    kind: str
    reference: str
    opportunity: Opportunity


def list_open(user: User) -> list[OpenThing]:
    """Return the applications, places and referrals of a person that somebody still works on or waits for.

    A referral waits for its answer; after that it is the application or the place that it led to which is open.
    """
    return [
        *(
            OpenThing("application", application.reference, application.vacancy)
            for application in applications.list_own(user.id)
            if application.status in UNDER_WAY
        ),
        *(
            OpenThing("placement", booking.reference, booking.placement)
            for booking in bookings.list_own_bookings(user.id)
            if booking.status in OPEN
        ),
        *(
            OpenThing("referral", referral.reference, referral.opportunity)
            for referral in referrals.list_referrals_to(user)
            if referral.status is ReferralStatus.MADE and referral.expires_on >= clock.today()
        ),
    ]


def what_is_held(user: User) -> dict[str, Any]:
    """Return what is held about a person: each part a list or a record, dates in ISO 8601, sums in pence.

    An equality answer of None was left blank. `looks` are both looks by others and what advisers were told.
    """
    candidate = find_candidate(user.id)
    return {
        "account": {"email": user.email, "name": user.name, "made_at": user.created_at.isoformat()},
        "profile": _columns(candidate) if candidate else None,
        "applications": [
            _about(application.vacancy)
            | _columns(application)
            | {"readings": _readings(application.id), "interview": _interview(application.id)}
            for application in applications.list_own(user.id)
        ],
        "bookings": [_about(booking.placement) | _columns(booking) for booking in bookings.list_own_bookings(user.id)],
        "referrals": [
            _about(referral.opportunity) | {"adviser": referral.adviser.name} | _columns(referral)
            for referral in referrals.list_referrals_to(user)
        ],
        "invitations": [
            _about(invitation.vacancy) | _columns(invitation) for invitation in invitations.list_own(user.id)
        ],
        "employers_not_to_invite_me": [each.organisation.name for each in invitations.list_refusals(user.id)],
        "work": _rows(applications.list_employments(candidate.id)) if candidate else [],
        "answers": _rows(screening.list_answers(user.id)),
        "scores": _rows(screening.list_scores(user.id)),
        "notes_on_answers": _rows(contests.list_own(user.id)),
        "another_way": [
            _columns(request) | {"written": _rows(request.written)} for request in formats.list_own(user.id)
        ],
        "equality": [own._asdict() for own in list_own_answers(user.id)],
        "saved": [_saved(each) for each in finding.list_saved(candidate.id)] if candidate else [],
        "alerts": [_columns(each.alert) | {"found": each.found} for each in list_alerts_of(user.email)],
        "expert_links": [_as_expert(link) for link in list_links_of(user.email)],
        "refused_mail_at": _plain(when_refused(user.email)),
        "looks": [
            {"at": look.at.isoformat(), "who": look.who, "what": look.what} for look in list_looks(user.id, limit=None)
        ],
        "messages": [
            {"subject": message.subject, "at": message.written_at.isoformat()}
            for message in list_messages(user.email, limit=None)
        ],
    }


def _about(opportunity: Opportunity) -> dict[str, Any]:
    return {"job": opportunity.title, "employer": opportunity.organisation.name}


def _as_expert(link: ExpertInvitation) -> dict[str, Any]:
    names = ("kind", "invited_at", "reminded_at", "begun_at", "expires_at")
    ratings = list_ratings_by(link.id)
    rated = [{"situation": one.version.situation, "ratings": ratings.get(one.version_id, {})} for one in link.questions]
    return {name: _plain(getattr(link, name)) for name in names} | {"rated": rated}


def _readings(application_id: int) -> list[dict[str, Any]]:
    """Return what readers at the employer made of the written answers; each is named by their role there."""
    return [
        {"reader": reading.user.role.value} | _columns(reading)
        for reading in applications.list_readings(application_id)
    ]


def _interview(application_id: int) -> list[dict[str, Any]]:
    """Return what each assessor heard at the interview and wrote about it; each is named by their role there."""
    ratings = interviews.list_ratings_about(application_id)
    comments = interviews.list_comments_about(application_id)
    return [
        {"assessor": submission.assessor.role.value}
        | _columns(submission)
        | {
            "ratings": _rows(each for each in ratings if each.assessor_id == submission.assessor_id),
            "comments": _rows(each for each in comments if each.author_id == submission.assessor_id),
        }
        for submission in interviews.list_submissions_about(application_id)
    ]


def _saved(saved: SavedOpportunity) -> dict[str, Any]:
    return {"reference": saved.opportunity.reference} | _about(saved.opportunity) | _columns(saved)


def _rows(things: Iterable[Base]) -> list[dict[str, Any]]:
    return [_columns(thing) for thing in things]


def _columns(thing: Base) -> dict[str, Any]:
    names = [column.key for column in sa.inspect(type(thing)).column_attrs if column.key not in _INTERNAL]
    return {name: _plain(getattr(thing, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
