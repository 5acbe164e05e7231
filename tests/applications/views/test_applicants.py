"""What the employer sees of those who applied: nobody's identity before the invitation, and every look is noted."""

from datetime import timedelta

import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.applications.commands.reading import rate_answers
from careers.applications.models import Application, ApplicationStatus
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.matching.fit import to_dict
from careers.matching.queries import fit_for
from tests.applications.conftest import Home, answer_situations
from tests.client import PageClient
from tests.connections import counted
from tests.factories import Factory

S = ApplicationStatus
LIST = "/provider/vacancies/V-7KQ3MX/applicants"


def looks_at(candidate: Candidate) -> list[int | None]:
    """Return who looked at a person's data."""
    statement = sa.select(AuditEvent.actor_id).where(
        AuditEvent.action == "application.looked", AuditEvent.about_user_id == candidate.user_id
    )
    return list(db.session.scalars(statement))


def applied(make: Factory, home: Home, candidate: Candidate, **changes: object) -> Application:
    values = {"reference": "A-7KQ3MX", "experience": "My name is Amara and I cared for my gran.", "postcode": "MK9 3EJ"}
    application: Application = make.application(home.vacancy, candidate, **(values | changes))
    return application


def test_the_hiring_page_counts_the_answers_that_are_owed(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    late = clock.now() - timedelta(days=home.vacancy.organisation.reply_days + 1)
    applied(make, home, amara, changed_at=late)

    page = as_manager.get("/provider")

    assert 'href="/provider/applicants">1 applicant waits for your answer</a>' in page.text
    assert "1 is late." in page.text


def test_nobody_has_applied_yet(as_manager: PageClient) -> None:
    page = as_manager.get(LIST)

    assert "Nobody has applied yet" in page.text


def test_before_the_invitation_the_list_names_nobody(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    applied(make, home, amara)

    page = as_manager.get(LIST)

    assert "Applicant A-7KQ3MX" in page.text
    assert "About 4 miles away" in page.text
    assert "Answer by Tuesday 8 December 2026" in page.text
    assert not any(secret in page.text for secret in ("Amara", "Okoye", "MK9 3EJ"))
    assert looks_at(amara) == []


def test_before_the_invitation_an_applicant_has_no_identity_and_the_look_is_noted(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    applied(make, home, amara, adjustments="A room without steps")

    page = as_manager.get(f"{LIST}/A-7KQ3MX")

    assert "My name is [hidden] and I cared for my gran." in page.text
    secrets = ("Amara", "Okoye", "amara@example.com", "07700 900123", "MK9 3EJ", "A room without steps")
    assert not any(secret in page.text for secret in secrets)
    assert looks_at(amara) == [home.manager.id]


def test_after_the_invitation_identity_is_shown_and_each_look_is_noted(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    applied(
        make,
        home,
        amara,
        status=S.INTERVIEW,
        identity_shown_at=clock.now(),
        interview_at=clock.now(),
        interview_place="Rose Court",
        adjustments="A room without steps",
    )

    in_list = as_manager.get(LIST)
    alone = as_manager.get(f"{LIST}/A-7KQ3MX")

    assert "Amara Okoye" in in_list.text
    assert "My name is Amara and I cared for my gran." in alone.text
    assert all(words in alone.text for words in ("07700 900123", "MK9 3EJ", "A room without steps"))
    assert looks_at(amara) == [home.manager.id, home.manager.id]


def test_an_employer_that_hides_nothing_sees_names_from_the_start(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    applied(make, home, amara)
    home.organisation.hides_identity = False
    db.session.commit()

    page = as_manager.get(f"{LIST}/A-7KQ3MX")

    assert "Amara Okoye" in page.text


def test_fit_is_shown_with_parts_that_add_up(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    answer_situations(amara.user, home.vacancy)
    application = applied(make, home, amara, fit=to_dict(fit_for(amara, home.vacancy)))
    rate_answers(application, rating=4, note="", by=home.manager)
    db.session.commit()

    page = as_manager.get(f"{LIST}/A-7KQ3MX")

    # one value with all 60 points of the values, and of the practical parts only driving, which this job does not need
    assert "of 66 points" in page.text
    assert "of 60" in page.text
    assert "66 of 100 points could be counted" in page.text
    assert "Practical: 6 of 6" in page.text
    assert "compared with answers written by the service, not yet rated by experts." in page.text
    assert "from answers to 3 situations." in page.text


def test_somebody_who_wants_another_format_is_told_to_the_employer(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    applied(make, home, amara, wants_alternative_format=True)

    page = as_manager.get(f"{LIST}/A-7KQ3MX")

    assert "They asked to answer the situations in another way." in page.text


def test_an_application_to_somebody_else_or_not_sent_is_not_found(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    elsewhere = make.application(make.vacancy(reference="V-ELSE22"), amara, reference="A-ELSE22")
    applied(make, home, amara, status=S.DRAFT, submitted_at=None)

    answers = [
        as_manager.get(path).status_code
        for path in (f"{LIST}/A-7KQ3MX", f"{LIST}/{elsewhere.reference}", "/provider/vacancies/V-ELSE22/applicants")
    ]

    assert answers == [404, 404, 404]


def questions_of(client: PageClient, path: str) -> int:
    """Count the questions that a page asks the database."""
    with counted() as asked:
        client.get(path)
    return sum(statement.startswith("SELECT") for statement in asked)


def test_the_list_asks_no_question_per_applicant(as_manager: PageClient, make: Factory, home: Home) -> None:
    def somebody_applies(**changes: object) -> None:
        application = make.application(home.vacancy, make.candidate(), **changes)
        application.fit = to_dict(fit_for(application.candidate, home.vacancy))
        db.session.commit()

    invited = {"identity_shown_at": clock.now(), "interview_at": clock.now(), "status": S.INTERVIEW}
    somebody_applies()
    somebody_applies(**invited)
    few = questions_of(as_manager, LIST)
    for _ in range(5):
        somebody_applies()
        somebody_applies(**invited)

    many = questions_of(as_manager, LIST)

    assert many == few


def test_a_colleague_named_in_the_history_and_a_person_who_withdrew_stay_apart(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    application = applied(make, home, amara, status=S.WITHDRAWN, end_reason="Amara has another job now.")
    person: User = amara.user
    db.session.add(
        AuditEvent(
            at=clock.now(),
            actor_id=person.id,
            actor_role="candidate",
            action="application.withdrawn",
            subject_type="application",
            subject_id=application.id,
            from_status="submitted",
            to_status="withdrawn",
            reason="Amara has another job now.",
        )
    )
    db.session.commit()

    page = as_manager.get(f"{LIST}/A-7KQ3MX")

    assert page.text.count("[hidden] has another job now.") == 2
    assert "Application withdrawn" in page.text
    assert "Amara" not in page.text
    assert person.name not in page.text


def test_the_worklist_shows_who_waits_across_vacancies_the_longest_first(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    old = clock.now() - timedelta(days=20)
    make.application(make.vacancy(home.vacancy.workplace, title="Night carer"), amara, reference="A-SECND2")
    make.application(home.vacancy, amara, reference="A-FRST22", changed_at=old)
    make.application(make.vacancy(home.vacancy.workplace), amara, reference="A-ENDED2", status=S.NOT_SUCCESSFUL)
    make.application(reference="A-ELSE22")

    page = as_manager.get("/provider/applicants")

    assert page.text.index("A-FRST22") < page.text.index("A-SECND2")
    assert "Late: answer was due by Wednesday 18 November 2026" in page.text  # 4 November and 14 days
    assert "Night carer, Rose Court" in page.text
    assert not any(hidden in page.text for hidden in ("A-ENDED2", "A-ELSE22", "Amara"))


def test_a_worklist_without_anybody_says_so(as_manager: PageClient) -> None:
    page = as_manager.get("/provider/applicants")

    assert "Nobody is waiting for you" in page.text
