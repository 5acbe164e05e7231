"""Every read of applications and of the employments they lead to."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from careers.accounts.models import User
from careers.applications import policies
from careers.applications.models import ENDED, Application, ApplicationReading, ApplicationStatus, Employment
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.formats.models import FormatRequest, FormatStatus
from careers.jobs.models import CloseReason, OpportunityStatus, Vacancy
from careers.mail.models import OutboxMessage
from careers.screening.models import Sitting

TOLD = "application.told of closure"
MEASURED_AGAIN = "application.measured again"
ANEW_AFTER = (
    ApplicationStatus.WITHDRAWN,
    ApplicationStatus.DECLINED,
    ApplicationStatus.DID_NOT_START,
    ApplicationStatus.NO_REPLY,
)
"""Ends after which a person may apply for the same vacancy again."""

_WITH_VACANCY = (
    joinedload(Application.vacancy).joinedload(Vacancy.organisation),
    joinedload(Application.vacancy).joinedload(Vacancy.workplace),
)
_WITH_PERSON = joinedload(Application.candidate).joinedload(Candidate.user)


def get_vacancy(reference: str) -> Vacancy:
    """Return a vacancy that was ever public, or raise NoResultFound."""
    return db.session.scalars(
        sa.select(Vacancy)
        .where(Vacancy.reference == reference, Vacancy.first_published_at.is_not(None))
        .options(joinedload(Vacancy.organisation), joinedload(Vacancy.workplace))
    ).one()


def find_current(user_id: int, vacancy_id: int) -> Application | None:
    """Return a person's one application for a vacancy that bars another: a draft, one under way, refused or started."""
    return db.session.scalar(
        sa.select(Application)
        .join(Application.candidate)
        .where(
            Candidate.user_id == user_id,
            Application.vacancy_id == vacancy_id,
            Application.status.not_in(ANEW_AFTER),
        )
        .options(_WITH_PERSON)
    )


def get_current(user_id: int, vacancy_id: int) -> Application:
    """Return what `find_current` finds, or raise NoResultFound."""
    application = find_current(user_id, vacancy_id)
    if application is None:
        raise sa.exc.NoResultFound
    return application


def find_latest(candidate_id: int) -> Application | None:
    """Return the application that a person changed last, whatever it was for."""
    return db.session.scalar(
        sa.select(Application)
        .where(Application.candidate_id == candidate_id)
        .order_by(Application.changed_at.desc(), Application.id.desc())
        .limit(1)
    )


def get_own(user_id: int, reference: str) -> Application:
    """Return a person's own application, or raise NoResultFound: another's is as if it were not there."""
    return db.session.scalars(
        sa.select(Application)
        .join(Application.candidate)
        .where(Candidate.user_id == user_id, Application.reference == reference)
        .options(*_WITH_VACANCY, _WITH_PERSON)
    ).one()


def list_own(user_id: int) -> Sequence[Application]:
    """Return a person's applications, the last changed first."""
    return db.session.scalars(
        sa.select(Application)
        .join(Application.candidate)
        .where(Candidate.user_id == user_id)
        .options(*_WITH_VACANCY)
        .order_by(Application.changed_at.desc(), Application.id.desc())
    ).all()


def list_applicants(vacancy_id: int) -> Sequence[Application]:
    """Return what was sent for a vacancy, first come first: no score orders people."""
    return db.session.scalars(
        sa.select(Application)
        .where(Application.vacancy_id == vacancy_id, Application.status != ApplicationStatus.DRAFT)
        .options(_WITH_PERSON)
        .order_by(Application.submitted_at, Application.id)
    ).all()


def get_applicant(vacancy_id: int, reference: str) -> Application:
    """Return one application that was sent for a vacancy; a draft is as if it were not there (NoResultFound)."""
    return db.session.scalars(
        sa.select(Application)
        .where(
            Application.vacancy_id == vacancy_id,
            Application.reference == reference,
            Application.status != ApplicationStatus.DRAFT,
        )
        .options(*_WITH_VACANCY, _WITH_PERSON)
    ).one()


def find_reading(application_id: int, user_id: int) -> ApplicationReading | None:
    """Return what one reader made of an application's written answers, or None when they have not said."""
    return db.session.scalar(
        sa.select(ApplicationReading).where(
            ApplicationReading.application_id == application_id, ApplicationReading.user_id == user_id
        )
    )


def list_rated_by(user_id: int, vacancy_id: int) -> set[int]:
    """Return the ids of the applications for a vacancy whose written answers a reader has rated."""
    return set(
        db.session.scalars(
            sa.select(ApplicationReading.application_id)
            .join(Application, Application.id == ApplicationReading.application_id)
            .where(ApplicationReading.user_id == user_id, Application.vacancy_id == vacancy_id)
        )
    )


def list_readings(application_id: int) -> Sequence[ApplicationReading]:
    """Return what all readers made of an application's written answers, the first who said so first."""
    return db.session.scalars(
        sa.select(ApplicationReading)
        .where(ApplicationReading.application_id == application_id)
        .options(joinedload(ApplicationReading.user))
        .order_by(ApplicationReading.read_at, ApplicationReading.id)
    ).all()


def list_waiting(organisation_id: int | None, *, limit: int = 100) -> Sequence[Application]:
    """Return an organisation's applications that somebody must do something about, the longest untouched first."""
    return db.session.scalars(
        sa.select(Application)
        .join(Application.vacancy)
        .where(Vacancy.organisation_id == organisation_id, Application.status.in_(policies.UNDER_WAY))
        .options(*_WITH_VACANCY)
        .order_by(Application.changed_at, Application.id)
        .limit(limit)
    ).all()


def count_promised(vacancy_id: int) -> int:
    """Count the offers that are out or accepted for a vacancy."""
    counted = sa.select(sa.func.count()).where(
        Application.vacancy_id == vacancy_id, Application.status.in_(policies.PROMISED)
    )
    return db.session.scalars(counted).one()


def list_drafts(candidate_id: int) -> Sequence[Application]:
    """Return what a person began and never sent."""
    return db.session.scalars(
        sa.select(Application)
        .where(Application.candidate_id == candidate_id, Application.status == ApplicationStatus.DRAFT)
        .options(_WITH_PERSON)
        .order_by(Application.id)
    ).all()


def lock_vacancy(vacancy_id: int) -> Vacancy:
    """Return a vacancy as it is now, locked until the transaction ends (on SQLite that transaction is the lock)."""
    return db.session.get_one(Vacancy, vacancy_id, with_for_update=True, populate_existing=True)


def lock(application: Application) -> Application:
    """Return an application as it is now, its vacancy and itself locked until the transaction ends, in that order.

    Whoever decides takes the vacancy first: two decisions about one vacancy wait for each other and cannot block each
    other.
    """
    lock_vacancy(application.vacancy_id)
    return db.session.get_one(Application, application.id, with_for_update=True, populate_existing=True)


def list_to_tell(vacancy: Vacancy) -> Sequence[Application]:
    """Return the applications whose people must hear that a vacancy ended early, first come first; locked.

    These are all who were not told; and when the vacancy is over, all who still wait.
    """
    over = policies.WAITING if policies.is_over(vacancy) else ()
    return db.session.scalars(
        sa.select(Application)
        .where(Application.vacancy_id == vacancy.id, sa.or_(Application.status.in_(over), _is_untold()))
        .options(*_WITH_VACANCY, _WITH_PERSON)
        .order_by(Application.id)
        .with_for_update(of=Application)
        .execution_options(populate_existing=True)
    ).all()


def list_closed_untold() -> Sequence[int]:
    """Return the ids of vacancies that ended early and of which somebody must still hear, the longest closed first.

    A closing date that passed is no news to anybody: those who applied have read it.
    """
    is_withdrawn = Vacancy.status == OpportunityStatus.WITHDRAWN
    is_closed = Vacancy.status == OpportunityStatus.CLOSED
    is_over = sa.or_(is_withdrawn, sa.and_(is_closed, Vacancy.posts_filled == Vacancy.posts))
    ended_early = sa.or_(is_over, sa.and_(is_closed, Vacancy.close_reason == CloseReason.PROVIDER))
    of_it = sa.select(Application.id).where(Application.vacancy_id == Vacancy.id)
    waits = of_it.where(Application.status.in_(policies.WAITING)).exists()
    return db.session.scalars(
        sa.select(Vacancy.id)
        .where(sa.or_(sa.and_(is_over, waits), sa.and_(ended_early, of_it.where(_is_untold()).exists())))
        .order_by(Vacancy.closed_at, Vacancy.id)
    ).all()


def _is_untold() -> sa.ColumnElement[bool]:
    told = sa.select(AuditEvent.id).where(
        AuditEvent.subject_type == "application", AuditEvent.subject_id == Application.id, AuditEvent.action == TOLD
    )
    return sa.and_(Application.status.in_(policies.UNDER_WAY), sa.not_(told.exists()))


def list_long_unanswered(now: datetime) -> Sequence[Application]:
    """Return applications that await a reply since longer than the days of grace, oldest first; the policy decides."""
    return db.session.scalars(
        sa.select(Application)
        .where(Application.status.in_(policies.AWAITING_REPLY), Application.changed_at < now - policies.GRACE)
        .options(*_WITH_VACANCY, _WITH_PERSON)
        .order_by(Application.changed_at, Application.id)
    ).all()


def list_old_drafts(before: datetime) -> Sequence[Application]:
    """Return the drafts that nobody has changed since a moment, the oldest first."""
    return db.session.scalars(
        sa.select(Application)
        .where(Application.status == ApplicationStatus.DRAFT, Application.changed_at < before)
        .order_by(Application.changed_at, Application.id)
    ).all()


def list_to_wipe(*, ended_before: datetime, started_before: date) -> Sequence[Application]:
    """Return the applications whose words were kept long enough, in order.

    Those without a start: both they and their vacancy (if it has closed) ended before a moment. The others: the first
    day of work was before a day.
    """
    has_ended = sa.and_(
        Application.status.in_(ENDED),
        Application.ended_at < ended_before,
        sa.or_(Vacancy.closed_at.is_(None), Vacancy.closed_at < ended_before),
    )
    has_started = sa.and_(Application.status == ApplicationStatus.STARTED, Application.started_on < started_before)
    return db.session.scalars(
        sa.select(Application)
        .join(Application.vacancy)
        .where(Application.email != "", sa.or_(has_ended, has_started))
        .order_by(Application.id)
    ).all()


def list_users_with_old_answers(before: datetime) -> Sequence[int]:
    """Return the ids of users who gave answers before a moment, or whose request to answer in another way ended then,
    and who have no application that still needs them.
    """
    is_open = sa.or_(Application.status == ApplicationStatus.DRAFT, Application.status.in_(policies.UNDER_WAY))
    needing = sa.select(Application.id).join(Application.candidate).where(Candidate.user_id == User.id, is_open)
    answered = sa.select(Sitting.id).where(Sitting.user_id == User.id, Sitting.started_at < before)
    asked = sa.select(FormatRequest.id).where(FormatRequest.user_id == User.id, FormatRequest.ended_at < before)
    old = sa.or_(answered.exists(), asked.exists())
    return db.session.scalars(sa.select(User.id).where(old, sa.not_(needing.exists())).order_by(User.id)).all()


def list_to_measure_again() -> Sequence[Application]:
    """Return the applications under way whose person answered in another way after they were sent, and which still
    hold the fit from before.
    """
    measured = (
        sa.select(AuditEvent.id)
        .where(
            AuditEvent.subject_type == "application",
            AuditEvent.subject_id == Application.id,
            AuditEvent.action == MEASURED_AGAIN,
            AuditEvent.at >= FormatRequest.ended_at,
        )
        .correlate(Application, FormatRequest)
    )
    answered = (
        sa.select(FormatRequest.id)
        .join(Candidate, Candidate.user_id == FormatRequest.user_id)
        .where(
            Candidate.id == Application.candidate_id,
            FormatRequest.status == FormatStatus.DONE,
            FormatRequest.ended_at > Application.submitted_at,
            sa.not_(measured.exists()),
        )
        .correlate(Application)
    )
    return db.session.scalars(
        sa.select(Application)
        .where(Application.status.in_(policies.UNDER_WAY), Application.wants_alternative_format, answered.exists())
        .order_by(Application.id)
    ).all()


def list_history(application: Application) -> Sequence[tuple[AuditEvent, User | None]]:
    """Return an application's audit events with who caused each, oldest first."""
    rows = db.session.execute(
        sa.select(AuditEvent, User)
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .where(AuditEvent.subject_type == "application", AuditEvent.subject_id == application.id)
        .order_by(AuditEvent.at, AuditEvent.id)
    )
    return [(event, user) for event, user in rows]


def get_status_before_end(application: Application) -> ApplicationStatus:
    """Return where an application that is not successful stood before."""
    before = db.session.scalars(
        sa.select(AuditEvent.from_status)
        .where(
            AuditEvent.subject_type == "application",
            AuditEvent.subject_id == application.id,
            AuditEvent.to_status == ApplicationStatus.NOT_SUCCESSFUL.value,
        )
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(1)
    ).one_or_none()
    return ApplicationStatus(before or ApplicationStatus.SUBMITTED)


def list_messages(application: Application) -> Sequence[tuple[str, datetime]]:
    """Return the subject and time of each message to the person about an application, newest first."""
    rows = db.session.execute(
        sa.select(OutboxMessage.subject, OutboxMessage.created_at)
        .where(
            OutboxMessage.to_email == application.candidate.user.email,
            OutboxMessage.event_key.like(f"application-%:{application.id}"),
        )
        .order_by(OutboxMessage.created_at.desc(), OutboxMessage.id.desc())
    )
    return [(subject, at) for subject, at in rows]


def list_employments(candidate_id: int) -> Sequence[Employment]:
    """Return the work that is recorded for a person, the first started first."""
    return db.session.scalars(
        sa.select(Employment)
        .where(Employment.candidate_id == candidate_id)
        .order_by(Employment.started_on, Employment.id)
    ).all()
