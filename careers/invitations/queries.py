"""Every read of invitations, and of the people who can be invited."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from math import cos, radians

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from careers.accounts.models import User
from careers.applications.models import Application, Employment
from careers.candidates.models import Candidate
from careers.database import db
from careers.geo.distance import LatLon, miles_between
from careers.invitations.disclosure import BANDS, Suitable
from careers.invitations.models import EmployerRefusal, Invitation, InvitationStatus
from careers.invitations.policies import FURTHEST_UNSAID, MOST_A_WEEK, MOST_SHOWN
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.matching.fit import band_of, measure_fit
from careers.matching.parts import A_LITTLE_FURTHER, Offer, Wish
from careers.matching.people import Person, people_of, rank_people
from careers.matching.queries import offer_of, wish_of
from careers.providers.models import Organisation
from careers.reference.retention import kept_since
from careers.screening.queries import scores_of_people
from careers.screening.scoring import ValueScore

LEAST_MILES_A_DEGREE = 68.7
"""Of latitude anywhere on the earth, so that a box drawn by it is never too small."""

ORDER = list(BANDS)

_Near = tuple[float, Wish, Mapping[str, ValueScore]]
"""The miles to somebody near, what they want, and their scores."""

_WITH_JOB = (
    joinedload(Invitation.vacancy).joinedload(Vacancy.workplace),
    joinedload(Invitation.vacancy).joinedload(Vacancy.organisation),
)


def suitable_people(vacancy: Vacancy, *, now: datetime, most: int | None = MOST_SHOWN) -> list[Suitable]:
    """Return up to so many people who can be invited for a vacancy (None: all), those of the strongest band first.

    Within a band they count as equal: their order is one that chance gave, the same for one vacancy at each look and
    another for the next. Two questions to the database, however many there are.
    """
    offer = offer_of(vacancy)
    here: LatLon = (offer.lat, offer.lon)
    near = _can_be_invited(vacancy, now).where(*_is_near(here))
    scores = scores_of_people(near.with_only_columns(Candidate.user_id))
    people = {}
    for candidate in db.session.scalars(near):
        miles = miles_between(here, (candidate.lat or 0, candidate.lon or 0))
        if miles <= _reach(candidate):
            people[candidate.id] = (miles, wish_of(candidate), scores.get(candidate.user_id, {}))
    chosen = _by_band(people, vacancy, offer)[:most]
    return [Suitable(each, people[each][0], measure_fit(people[each][1], offer, people[each][2])) for each in chosen]


def _by_band(people: Mapping[int, _Near], vacancy: Vacancy, offer: Offer) -> list[int]:
    """Return people's numbers by band, and within a band by lot; those without a share of the points are the last."""
    columns = people_of(Person(each, wish, tuple(scores.values())) for each, (_, wish, scores) in people.items())
    ranked = rank_people(columns, offer, most=len(people), everybody=True)
    bands = {each.id: ORDER.index(band_of(each.share, 1000, possible=1000)) for each in ranked}
    return sorted(people, key=lambda each: (bands.get(each, len(ORDER)), _lot(vacancy, each)))


def lock_invitable(vacancy: Vacancy, candidate_ids: Collection[int], *, now: datetime) -> Sequence[Candidate]:
    """Return those of some people who can still be invited for a vacancy, locked until the transaction ends.

    All are locked before anything is asked about them, so that two employers cannot both give somebody the last
    invitation of their week.
    """
    db.session.execute(
        sa.select(Candidate.id)
        .where(Candidate.id.in_(candidate_ids))
        .order_by(Candidate.id)
        .with_for_update(key_share=True)
    )
    return db.session.scalars(
        _can_be_invited(vacancy, now)
        .where(Candidate.id.in_(candidate_ids))
        .options(joinedload(Candidate.user))
        .order_by(Candidate.id)
        .execution_options(populate_existing=True)
    ).all()


def _can_be_invited(vacancy: Vacancy, now: datetime) -> sa.Select[Candidate]:
    """Select who agreed to be found, has nothing to do with the vacancy or its employer, and is not asked too often."""
    of_candidate = Invitation.candidate_id == Candidate.id
    lately = (
        sa.select(sa.func.count())
        .where(of_candidate, Invitation.sent_at > now - timedelta(days=7))
        .correlate(Candidate)
        .scalar_subquery()
    )
    bars = (
        sa.select(Application.id).where(Application.candidate_id == Candidate.id, Application.vacancy_id == vacancy.id),
        sa.select(Invitation.id).where(of_candidate, Invitation.vacancy_id == vacancy.id),
        sa.select(Employment.id).where(
            Employment.candidate_id == Candidate.id,
            Employment.organisation_id == vacancy.organisation_id,
            Employment.left_on.is_(None),
        ),
        sa.select(EmployerRefusal.candidate_id).where(
            EmployerRefusal.candidate_id == Candidate.id,
            EmployerRefusal.organisation_id == vacancy.organisation_id,
        ),
    )
    return (
        sa.select(Candidate)
        .join(User, User.id == Candidate.user_id)
        .where(
            Candidate.is_findable,
            Candidate.findable_since > kept_since("findable", now),
            User.disabled_at.is_(None),
            *(sa.not_(bar.exists()) for bar in bars),
            lately < MOST_A_WEEK,
        )
    )


def _is_near(here: LatLon) -> tuple[sa.ColumnElement[bool], ...]:
    """Return what draws a box around a place as wide as each person travels; the corners are cut off afterwards."""
    lat, lon = here
    reach = sa.func.coalesce(Candidate.travel_miles * A_LITTLE_FURTHER, float(FURTHEST_UNSAID))
    narrowest = LEAST_MILES_A_DEGREE * cos(radians(abs(lat) + 2))  # two degrees are more than the longest way
    return (
        sa.func.abs(Candidate.lat - lat) * LEAST_MILES_A_DEGREE <= reach,
        sa.func.abs(Candidate.lon - lon) * narrowest <= reach,
    )


def _reach(candidate: Candidate) -> float:
    return FURTHEST_UNSAID if candidate.travel_miles is None else candidate.travel_miles * A_LITTLE_FURTHER


def _lot(vacancy: Vacancy, candidate_id: int) -> str:
    return sha256(f"{vacancy.id} {vacancy.reference} {candidate_id}".encode()).hexdigest()


def list_invitations(vacancy_id: int) -> Sequence[Invitation]:
    """Return the invitations for a vacancy with what came of them, the last sent first."""
    return db.session.scalars(
        sa.select(Invitation)
        .where(Invitation.vacancy_id == vacancy_id)
        .options(joinedload(Invitation.application))
        .order_by(Invitation.sent_at.desc(), Invitation.reference)
    ).all()


def get_invitation(vacancy_id: int, reference: str) -> Invitation:
    """Return one invitation for a vacancy, or raise NoResultFound."""
    return db.session.scalars(
        sa.select(Invitation).where(Invitation.vacancy_id == vacancy_id, Invitation.reference == reference)
    ).one()


def list_own(user_id: int) -> Sequence[Invitation]:
    """Return a person's invitations, the last sent first."""
    return db.session.scalars(
        sa.select(Invitation)
        .join(Invitation.candidate)
        .where(Candidate.user_id == user_id)
        .options(*_WITH_JOB, joinedload(Invitation.application))
        .order_by(Invitation.sent_at.desc(), Invitation.id.desc())
    ).all()


def get_own(user_id: int, reference: str) -> Invitation:
    """Return a person's own invitation, or raise NoResultFound: another's is as if it were not there."""
    return db.session.scalars(
        sa.select(Invitation)
        .join(Invitation.candidate)
        .where(Candidate.user_id == user_id, Invitation.reference == reference)
        .options(*_WITH_JOB, joinedload(Invitation.candidate))
    ).one()


def count_waiting(user_id: int, today: date) -> int:
    """Count the invitations that a person can still answer."""
    return db.session.scalars(
        sa.select(sa.func.count())
        .select_from(Invitation)
        .join(Invitation.candidate)
        .join(Invitation.vacancy)
        .where(Candidate.user_id == user_id, Invitation.status == InvitationStatus.INVITED, sa.not_(_is_over(today)))
    ).one()


def count_for_vacancy(vacancy_id: int) -> int:
    """Count the invitations ever sent for a vacancy."""
    return db.session.scalars(
        sa.select(sa.func.count()).select_from(Invitation).where(Invitation.vacancy_id == vacancy_id)
    ).one()


def count_since(organisation_id: int, since: datetime) -> int:
    """Count the invitations that an employer has sent since a moment."""
    return db.session.scalars(
        sa.select(sa.func.count())
        .select_from(Invitation)
        .where(Invitation.organisation_id == organisation_id, Invitation.sent_at > since)
    ).one()


def lock(invitation: Invitation) -> Invitation:
    """Return an invitation as it is now, locked until the transaction ends."""
    return db.session.get_one(Invitation, invitation.id, with_for_update={"of": Invitation}, populate_existing=True)


def lock_organisation(organisation_id: int) -> None:
    """Let nobody else invite for an employer until the transaction ends; take its vacancy first."""
    db.session.execute(
        sa.select(Organisation.id).where(Organisation.id == organisation_id).with_for_update(key_share=True)
    )


def list_refusals(user_id: int) -> Sequence[EmployerRefusal]:
    """Return the employers that a person wants no invitations from, by name."""
    return db.session.scalars(
        sa.select(EmployerRefusal)
        .join(Candidate, Candidate.id == EmployerRefusal.candidate_id)
        .join(EmployerRefusal.organisation)
        .where(Candidate.user_id == user_id)
        .options(joinedload(EmployerRefusal.organisation))
        .order_by(Organisation.name, Organisation.id)
    ).all()


def get_refusal(user_id: int, slug: str) -> EmployerRefusal:
    """Return a person's refusal of one employer, by the name in its address; or raise NoResultFound."""
    return db.session.scalars(
        sa.select(EmployerRefusal)
        .join(Candidate, Candidate.id == EmployerRefusal.candidate_id)
        .join(EmployerRefusal.organisation)
        .where(Candidate.user_id == user_id, Organisation.slug == slug)
    ).one()


def list_run_out(today: date) -> Sequence[Invitation]:
    """Return the invitations that wait for an answer which can no longer come, the oldest first."""
    return db.session.scalars(
        sa.select(Invitation)
        .join(Invitation.vacancy)
        .join(Invitation.candidate)
        .join(Candidate.user)
        .where(
            Invitation.status == InvitationStatus.INVITED,
            sa.or_(_is_over(today), User.disabled_at.is_not(None)),
        )
        .order_by(Invitation.id)
    ).all()


def _is_over(today: date) -> sa.ColumnElement[bool]:
    return sa.or_(
        Invitation.expires_on < today,
        Vacancy.status.not_in((OpportunityStatus.LIVE, OpportunityStatus.PAUSED)),
        Vacancy.closes_on < today,
        Vacancy.posts_filled >= Vacancy.posts,
    )


def list_findable_since(before: datetime) -> Sequence[Candidate]:
    """Return whom employers can find since longer than a moment ago, the longest first."""
    return db.session.scalars(
        sa.select(Candidate)
        .where(Candidate.is_findable, Candidate.findable_since <= before)
        .options(joinedload(Candidate.user))
        .order_by(Candidate.findable_since, Candidate.id)
    ).all()


def list_old(closed_before: datetime) -> Sequence[Invitation]:
    """Return the invitations for vacancies that closed before a moment, in order."""
    return db.session.scalars(
        sa.select(Invitation)
        .join(Invitation.vacancy)
        .where(Vacancy.closed_at < closed_before, Invitation.status != InvitationStatus.INVITED)
        .order_by(Invitation.id)
    ).all()
