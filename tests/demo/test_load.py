"""The demonstration as it stands when it is loaded: who is there, what is open, what the board reads."""

import subprocess
from collections import Counter
from datetime import date

import pytest
import sqlalchemy as sa

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.accounts.views import DEMO_USERS
from careers.alerts.queries import list_alerts_of, list_found
from careers.alerts.words import query_of, where_of_alert
from careers.applications import tasks as application_tasks
from careers.applications.models import Application, ApplicationStatus, Employment
from careers.applications.policies import UNDER_WAY
from careers.audit.models import AuditEvent
from careers.board.outcomes import cohort_months
from careers.board.periods import months_up_to
from careers.board.queries.figures import list_figures
from careers.candidates.models import Candidate
from careers.config import ROOT
from careers.database import db, prepare_engine
from careers.equality.counts import STAGES
from careers.equality.groups import CHARACTERISTICS
from careers.equality.queries.totals import declaration_counts, stage_counts
from careers.formats.models import FormatRequest, FormatStatus
from careers.geo.postcodes import find_postcode
from careers.invitations import queries as invitations
from careers.invitations.policies import LEAST_SHOWN
from careers.jobs import tasks as job_tasks
from careers.jobs.models import Opportunity, SearchRevision, Vacancy
from careers.jobs.queries import forget_index, is_live, live_index
from careers.mail.models import MessageStatus, OutboxMessage
from careers.placements import tasks as placement_tasks
from careers.placements.models import Booking, BookingStatus, Placement, Referral, ReferralStatus
from careers.providers.models import Organisation, Workplace
from tests.demo.conftest import TODAY, database_of, flask

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.usefixtures("area")]

SECRETS = {
    "referrals": {"token_hash"},
    "equality_answers": {"link", "answer"},
    "question_versions": {"created_at", "live_at"},  # when the database was made, which is no part of the demonstration
    "bank_releases": {"made_at", "in_force_at"},
}
AREA = ("E06000042", "E06000055", "E06000056", "E06000032")


def count(table: type, *conditions: sa.ColumnElement[bool]) -> int:
    return db.session.scalars(sa.select(sa.func.count()).select_from(table).where(*conditions)).one()


def rows_of(engine: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but for secrets and for when the database was made."""
    with engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    sa.select(
                        *(column for column in table.c if column.name not in SECRETS.get(table.name, ()))
                    ).order_by(*table.primary_key)
                )
            ]
            for table in db.metadata.sorted_tables
        }


def test_there_are_60_workplaces_and_300_live_opportunities() -> None:
    assert count(Workplace) == 60
    assert count(Organisation, Organisation.verified_at.is_(None)) == 2
    counts = Counter(kind.value for kind in db.session.scalars(sa.select(Opportunity.kind).where(is_live())))
    assert counts == {"job": 235, "apprenticeship": 30, "placement": 35}


def test_every_postcode_is_a_real_one_of_the_area() -> None:
    postcodes = [*db.session.scalars(sa.select(Workplace.postcode)), *db.session.scalars(sa.select(Candidate.postcode))]

    places = [find_postcode(postcode) for postcode in postcodes]

    assert {(place.precision, place.lad_code in AREA) for place in places if place} == {("postcode", True)}
    assert None not in places


def test_workplaces_are_spread_as_the_postcodes_of_the_area_are() -> None:
    by_council = Counter(db.session.scalars(sa.select(Workplace.lad_code)))

    # 60 shared over 7,746, 4,752, 6,777 and 3,231 live postcodes
    expected = {"E06000042": 20.7, "E06000055": 12.7, "E06000056": 18.1, "E06000032": 8.6}
    assert all(abs(by_council[code] - number) <= 3 for code, number in expected.items())


def test_the_six_users_of_the_demonstration_can_sign_in() -> None:
    roles = {
        "candidate": Role.CANDIDATE,
        "provider": Role.PROVIDER_MANAGER,
        "adviser": Role.ADVISER,
        "officer": Role.OFFICER,
        "board": Role.BOARD_MEMBER,
        "operator": Role.OPERATOR,
    }

    for key, (email, _, _) in DEMO_USERS.items():
        assert db.session.scalars(sa.select(User.role).where(User.email == email)).one() is roles[key]


def test_every_address_ends_in_a_name_that_nobody_can_own() -> None:
    addresses = [
        *db.session.scalars(sa.select(User.email)),
        *db.session.scalars(sa.select(Application.email)),
        *db.session.scalars(sa.select(Referral.email)),
        *db.session.scalars(sa.select(OutboxMessage.to_email)),
    ]

    assert len(addresses) > 2000
    assert [address for address in addresses if not address.endswith(".example")] == []


def test_posts_were_filled_in_each_of_the_last_twelve_months_and_the_board_has_every_figure() -> None:
    figures = list_figures(AREA, clock.now())
    months = months_up_to(TODAY, 13)
    by_month = [
        count(Employment, Employment.vacancy_id.is_not(None), Employment.started_on.between(month.start, month.end))
        for month in months
    ]

    assert min(by_month) >= 20
    assert 450 <= sum(by_month) <= 600
    assert not any(figure.is_empty for figure in figures.values())
    assert 20 <= int(figures["days-to-fill"].headline.rate) <= 70
    assert 33 <= int(figures["placement-to-employment"].headline.rate) <= 52
    assert figures["placement-to-employment"].warning == ""


def test_every_month_of_the_placement_cohort_has_at_least_ten_people() -> None:
    mature, _ = cohort_months(TODAY)

    ended = [count(Booking, Booking.ended_on.between(month.start, month.end)) for month in mature]

    assert min(ended) >= 10


def test_filled_posts_come_from_every_source_and_role_group() -> None:
    sources = Counter(db.session.scalars(sa.select(Employment.source).where(Employment.vacancy_id.is_not(None))))

    assert min(sources.values()) >= 20
    assert len(sources) == 4


def test_counters_say_what_the_rows_say() -> None:
    filled = sa.select(sa.func.count()).where(Employment.vacancy_id == Vacancy.id).scalar_subquery()
    took_place = (BookingStatus.ACCEPTED, BookingStatus.STARTED, BookingStatus.COMPLETED)
    taken = (
        sa.select(sa.func.count())
        .where(Booking.placement_id == Placement.id, Booking.status.in_(took_place))
        .scalar_subquery()
    )

    assert count(Vacancy, Vacancy.posts_filled != filled) == 0
    assert count(Placement, Placement.places_taken != taken) == 0


def test_the_steps_of_every_application_come_in_their_order() -> None:
    applications = db.session.scalars(sa.select(Application)).all()

    for each in applications:
        steps = (each.created_at, each.submitted_at, each.identity_shown_at, each.offered_at, each.accepted_at)
        moments = [moment for moment in steps if moment is not None]
        assert moments == sorted(moments), each.reference
        if each.started_on and each.accepted_at:
            assert clock.local(each.accepted_at).date() < each.started_on, each.reference
        if each.interview_at and each.offered_at:
            assert each.interview_at.date() <= each.offered_at.date(), each.reference


def test_nobody_applies_before_the_advert_or_after_it_has_closed_and_nothing_lies_in_the_future() -> None:
    rows = db.session.execute(
        sa.select(Application.submitted_at, Vacancy.first_published_at, Vacancy.closes_on)
        .join(Vacancy, Vacancy.id == Application.vacancy_id)
        .where(Application.submitted_at.is_not(None))
    ).all()

    for submitted_at, published_at, closes_on in rows:
        assert published_at <= submitted_at
        assert clock.local(submitted_at).date() <= closes_on
    assert db.session.scalars(sa.select(sa.func.max(AuditEvent.at))).one() < clock.now()


def test_the_demonstration_provider_has_somebody_at_every_step() -> None:
    statuses = Counter(
        db.session.scalars(
            sa.select(Application.status)
            .join(Vacancy, Vacancy.id == Application.vacancy_id)
            .join(User, User.organisation_id == Vacancy.organisation_id)
            .where(User.email == "provider@demo.example")
        )
    )

    assert set(statuses) >= set(ApplicationStatus) - {ApplicationStatus.DRAFT, ApplicationStatus.NO_REPLY}


def test_everybody_under_way_has_a_frozen_fit_and_a_history() -> None:
    waiting = (ApplicationStatus.SUBMITTED, ApplicationStatus.SHORTLISTED, ApplicationStatus.INTERVIEW)
    applications = db.session.scalars(sa.select(Application).where(Application.status.in_(waiting))).all()
    noted = set(
        db.session.execute(
            sa.select(AuditEvent.subject_id, AuditEvent.to_status).where(AuditEvent.subject_type == "application")
        ).all()
    )

    assert len(applications) > 50
    for each in applications:
        assert each.fit is not None, each.reference
        assert (each.id, each.status.value) in noted, each.reference


def test_the_demonstration_candidate_has_an_interview_to_come_and_a_draft() -> None:
    applications = db.session.scalars(
        sa.select(Application).join(Candidate).join(User).where(User.email == "candidate@demo.example")
    ).all()

    by_status = {each.status: each for each in applications}

    assert set(by_status) == {ApplicationStatus.INTERVIEW, ApplicationStatus.DRAFT}
    interview_at = by_status[ApplicationStatus.INTERVIEW].interview_at
    assert interview_at is not None
    assert interview_at > clock.now()


def test_the_demonstration_adviser_has_referrals_at_every_status() -> None:
    statuses = set(
        db.session.scalars(sa.select(Referral.status).join(User).where(User.email == "adviser@demo.example"))
    )

    assert statuses == set(ReferralStatus)


def test_the_operator_finds_one_message_that_waits_and_one_that_failed() -> None:
    statuses = Counter(db.session.scalars(sa.select(OutboxMessage.status)))
    waiting = db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.status == MessageStatus.WAITING)).one()

    assert statuses[MessageStatus.FAILED] == 1
    assert set(statuses) == {MessageStatus.FAILED, MessageStatus.WAITING, MessageStatus.SENT}
    assert waiting.next_attempt_at > clock.now()


def test_what_was_loaded_can_be_found_at_once() -> None:
    forget_index()

    index = live_index()

    newest = db.session.scalars(sa.select(SearchRevision.number)).one()
    assert len(index) == 300
    assert count(Opportunity, Opportunity.revision != newest) == 0


def test_the_timetable_finds_nothing_to_mend() -> None:
    done = {
        task.__name__: task(clock.now())
        for task in (
            application_tasks.tell_of_closures,
            application_tasks.close_unanswered,
            application_tasks.delete_old_drafts,
            application_tasks.wipe_old_applications,
            application_tasks.forget_old_answers,
            job_tasks.close_overdue,
            placement_tasks.expire_referrals,
            placement_tasks.finish_placements,
            placement_tasks.follow_applications,
            placement_tasks.note_sources,
            placement_tasks.wipe_unagreed_referrals,
            placement_tasks.wipe_old_placements,
        )
    }

    assert set(done.values()) == {0}, done


def test_two_loads_of_one_day_give_the_same_rows_whatever_the_process_and_the_database(empty: dict[str, str]) -> None:
    command = flask("demo", "load", "--today", "2026-11-24")

    db.session.remove()
    loaded = subprocess.run(command, cwd=ROOT, env=empty, capture_output=True, text=True)

    assert loaded.returncode == 0, loaded.stderr
    assert loaded.stdout.startswith("Loaded 60 workplaces, 300 live opportunities, ")
    other = sa.create_engine(f"sqlite:///{database_of(empty)}")
    prepare_engine(other)
    ours, theirs = rows_of(db.engine), rows_of(other)
    other.dispose()
    assert {name: len(rows) for name, rows in ours.items()} == {name: len(rows) for name, rows in theirs.items()}
    assert [name for name, rows in ours.items() if rows != theirs[name]] == []


def test_the_candidate_has_two_alerts_of_which_one_told_of_something_near() -> None:
    work, nights = list_alerts_of("candidate@demo.example")[::-1]

    assert (work.found, nights.found) == (1, 0)
    (entry,) = list_found(work.alert.id)
    where = where_of_alert(work.alert.lat, work.alert.lon, work.alert.area)
    query = query_of(work.alert.search)
    assert entry.id in live_index().match(query, today=TODAY, where=where)
    assert work.alert.sent_at is not None


def test_most_applicants_have_answered_the_equality_questions_and_some_kept_quiet() -> None:
    period = {"start": date(2025, 11, 1), "end": TODAY, "area_codes": AREA}

    sex = next(each for each in declaration_counts(**period) if each.question == "sex")

    people = sex.asked + sex.not_asked
    assert people > 300
    assert 0.8 < sex.asked / people < 0.95
    assert 0.8 < sex.answered / sex.asked < 0.95
    assert min(sex.preferred_not, sex.left_blank, sex.not_asked) > 0


@pytest.mark.parametrize("characteristic", CHARACTERISTICS)
def test_every_stage_of_each_characteristic_has_somebody(characteristic: str) -> None:
    counts = stage_counts(characteristic, start=date(2025, 11, 1), end=TODAY, area_codes=AREA)

    totals = [counts.total(stage) for stage in STAGES]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] > 100
    assert sum(row.reached[STAGES[0]] for row in counts.rows if row.group.is_compared) > totals[0] / 2


def test_whoever_asked_for_another_way_and_waits_is_on_the_councils_desk() -> None:
    under_way = sa.and_(Application.wants_alternative_format, Application.status.in_(UNDER_WAY))
    people = set(db.session.scalars(sa.select(Candidate.user_id).join(Application).where(under_way)))

    requests = db.session.scalars(sa.select(FormatRequest)).all()

    assert people
    assert {each.user_id for each in requests} == people
    assert {each.status for each in requests} <= {FormatStatus.ASKED, FormatStatus.ARRANGED}


def test_the_candidate_has_an_invitation_to_answer_and_the_provider_people_to_invite() -> None:
    user = db.session.scalars(sa.select(User).where(User.email == "candidate@demo.example")).one()
    hiring = db.session.scalars(
        sa.select(Vacancy)
        .join(Application, Application.vacancy_id == Vacancy.id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(Candidate.user_id == user.id, Application.status == ApplicationStatus.INTERVIEW)
    ).one()

    now = clock.now()
    found = invitations.suitable_people(hiring, now=now)

    assert invitations.count_waiting(user.id, clock.today()) == 1
    assert len(found) >= LEAST_SHOWN
    assert {each.status.value for each in invitations.list_invitations(hiring.id)} == {"invited", "declined"}
    assert count(Candidate, Candidate.is_findable, Candidate.findable_since > now) == 0
