"""A person sees, takes and deletes what is held about them."""

from datetime import date

import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.access import Role
from careers.alerts.models import Alert, AlertAddress
from careers.applications.commands.reading import rate_answers
from careers.applications.models import Application, ApplicationStatus
from careers.audit.commands import SYSTEM
from careers.candidates.models import Candidate
from careers.contests.models import AnswerContest
from careers.database import db
from careers.equality.commands import keep_answers
from careers.formats.models import FormatRequest, WrittenAnswer
from careers.interviews.commands import add_comment
from careers.invitations.commands.answering import refuse_employer
from careers.invitations.models import EmployerRefusal, Invitation
from careers.mail.models import OutboxMessage
from careers.placements.commands.telling import tell_outcome
from careers.placements.models import BookingStatus
from careers.questions.commands.experts import invite_experts, rate_question
from careers.questions.models import ExpertKind
from careers.screening.models import ScreeningAnswer
from tests.applications.conftest import Home, answer_situations
from tests.client import PageClient
from tests.factories import Factory
from tests.interviews.conftest import Interview, send

S = ApplicationStatus


def test_a_person_without_a_profile_sees_how_little_is_held(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user(email="new@example.com"))

    page = client.get("/account/data")

    assert "new@example.com" in page.text
    assert "Empty" in page.text


def test_the_copy_holds_the_profile_the_applications_and_the_answers(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    answer_situations(amara.user, home.vacancy)
    make.application(home.vacancy, amara, reference="A-7KQ3MX")
    make.application(home.vacancy, reference="A-OTHER2")

    answer = as_amara.get("/account/data/download")

    data = answer.get_json()
    assert answer.headers["Content-Disposition"] == "attachment; filename=my-data.json"
    assert data["profile"]["phone"] == "07700 900123"
    assert [(a["reference"], a["job"], a["why"]) for a in data["applications"]] == [
        ("A-7KQ3MX", "Care assistant", "I like people and I am patient.")
    ]
    assert data["applications"][0]["submitted_at"] == "2026-11-24T10:00:00+00:00"
    assert len(data["answers"]) >= 3 * 4  # three situations of at least four ideas
    assert [(each["value_key"], each["method"]) for each in data["scores"]] == [("cwp_respect", "absolute-distance-1")]


def test_deleting_asks_first_and_then_empties_profile_answers_and_drafts(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    answer_situations(amara.user, home.vacancy)
    make.application(home.vacancy, amara, status=S.DRAFT, submitted_at=None)
    ended = make.application(make.vacancy(), amara, status=S.NOT_SUCCESSFUL)

    asked = as_amara.get("/account/data/delete")
    still_there = amara.first_name
    as_amara.post("/account/data/delete")

    assert "You cannot take this back." in asked.text
    assert "Once it is closed you cannot sign in, and e-mail alerts stop." in asked.text
    assert still_there == "Amara"
    assert (amara.first_name, amara.phone, amara.lat) == ("", "", None)
    assert db.session.scalars(sa.select(Application.id)).all() == [ended.id]
    assert db.session.scalars(sa.select(ScreeningAnswer)).all() == []


def test_nothing_is_deleted_while_something_is_open_and_the_page_says_what(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    make.application(home.vacancy, amara, reference="A-OPEN22")
    make.application(home.vacancy, amara, reference="A-DONE22", status=S.WITHDRAWN)
    make.booking(candidate=amara, reference="B-OPEN22")
    make.referral(email="amara@example.com", reference="R-OPEN22")
    make.referral(email="amara@example.com", reference="R-LATE22", expires_on=date(2026, 11, 23))
    make.referral(candidate_id=amara.id, reference="R-DONE22", agreed_at=clock.now(), status="agreed")

    asked = as_amara.get("/account/data/delete")
    answer = as_amara.post("/account/data/delete")

    assert all(reference in asked.text for reference in ("A-OPEN22", "B-OPEN22", "R-OPEN22"))
    assert not any(reference in asked.text for reference in ("A-DONE22", "R-LATE22", "R-DONE22"))
    assert "Delete my data</button>" not in asked.text
    assert answer.status_code == 409
    assert "Still open: application A-OPEN22, placement B-OPEN22, referral R-OPEN22." in answer.text
    assert amara.first_name == "Amara"


def test_the_copy_holds_placements_referrals_and_what_advisers_were_told_but_no_secrets(
    as_amara: PageClient, make: Factory, amara: Candidate
) -> None:
    referral = make.referral(
        candidate_id=amara.id, reference="R-7KQ3MX", agreed_at=clock.now(), shares_outcome=True, status="placed"
    )
    make.booking(candidate=amara, referral_id=referral.id, reference="B-7KQ3MX", why="I like people.")
    make.booking(reference="B-OTHER2")
    tell_outcome(referral, "They were given a place.", by=SYSTEM)
    db.session.commit()

    answer = as_amara.get("/account/data/download")

    data = answer.get_json()
    assert [(b["reference"], b["job"], b["why"]) for b in data["bookings"]] == [
        ("B-7KQ3MX", "Work experience in a care home", "I like people.")
    ]
    assert [(r["reference"], r["office"], r["first_name"]) for r in data["referrals"]] == [
        ("R-7KQ3MX", "Bletchley Jobcentre", "Sam")
    ]
    assert [look["what"] for look in data["looks"]] == ["Was told: They were given a place."]
    assert "token" not in answer.text


def test_deleting_blanks_placements_and_referrals_and_keeps_their_dates(
    as_amara: PageClient, make: Factory, amara: Candidate
) -> None:
    referral = make.referral(
        candidate_id=amara.id, email="amara@example.com", agreed_at=clock.now(), shares_outcome=True, status="placed"
    )
    booking = make.booking(
        candidate=amara,
        referral_id=referral.id,
        status=BookingStatus.LEFT_EARLY,
        started_on=date(2026, 10, 1),
        ended_on=date(2026, 10, 9),
        why="I like people.",
        end_reason="Health or family",
    )

    page = as_amara.post("/account/data/delete", follow_redirects=True)

    assert "Your data is deleted" in page.text
    assert (booking.why, booking.end_reason, booking.ended_on) == ("", "", date(2026, 10, 9))
    assert (referral.first_name, referral.last_name, referral.email) == ("", "", "")
    assert not referral.shares_outcome


def test_alerts_are_in_the_copy_and_go_with_the_data(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user(email="amara@example.com"))
    make.alert("amara@example.com", name="Nights near home", search="q=night")
    kept = make.alert("somebody@example.org")

    copy = client.get("/account/data/download").get_json()
    client.post("/account/data/delete")

    assert [(alert["name"], alert["search"], alert["found"]) for alert in copy["alerts"]] == [
        ("Nights near home", "q=night", 0)
    ]
    assert copy["refused_mail_at"] is None
    assert db.session.scalars(sa.select(Alert.id)).all() == [kept.id]
    assert db.session.scalars(sa.select(AlertAddress.email)).all() == ["somebody@example.org"]


def test_that_an_address_refused_our_mail_outlives_its_data(app: Flask, client: PageClient, make: Factory) -> None:
    client.sign_in(make.user(email="amara@example.com"))
    address = make.alert("amara@example.com").address
    address.refused_at, address.mailed_on = clock.now(), clock.today()
    db.session.commit()

    asked = client.get("/account/data/delete")
    client.post("/account/data/delete")
    alerts = db.session.scalars(sa.select(Alert)).all()
    form = {"name": "Cook", "frequency": "daily", "email": "amara@example.com"}
    PageClient(app).follow(PageClient(app).post("/alerts/new?q=cook", form))

    assert "we keep your address and when you told them" in asked.text
    assert alerts == []
    assert (address.email, address.mailed_on) == ("amara@example.com", None)
    assert client.get("/account/data/download").get_json()["refused_mail_at"] == "2026-11-24T10:00:00+00:00"
    assert db.session.scalars(sa.select(OutboxMessage)).all() == []


def test_the_copy_holds_notes_and_requests_and_deleting_takes_them(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    answer_situations(amara.user, home.vacancy)
    as_amara.post("/values/finish?values=cwp_respect")
    key = db.session.scalars(sa.select(ScreeningAnswer.question_key)).first()
    as_amara.post(f"/values/answers/cwp_respect/{key}", {"note": "I see it otherwise."})
    make.format_request(amara.user, reference="F-7KQ3MX", contact="After 6pm")
    as_amara.post("/values/in-writing/cwp_respect", {"text": "I knocked."})

    data = as_amara.get("/account/data/download").get_json()
    as_amara.post("/account/data/delete")

    assert [each["note"] for each in data["notes_on_answers"]] == ["I see it otherwise."]
    assert [(each["reference"], each["contact"]) for each in data["another_way"]] == [("F-7KQ3MX", "After 6pm")]
    assert [each["text"] for each in data["another_way"][0]["written"]] == ["I knocked."]
    for table in (AnswerContest, FormatRequest, WrittenAnswer):
        assert db.session.scalars(sa.select(table)).all() == []


def test_equality_answers_are_in_the_copy_and_go_with_the_data(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    make.application(home.vacancy, amara, status=S.NOT_SUCCESSFUL)
    keep_answers(amara.user_id, {"religion": "buddhist", "sex": "prefer_not_to_say"})
    db.session.commit()

    shown = as_amara.get("/account/data").text
    copy = as_amara.get("/account/data/download").get_json()["equality"]
    asked = as_amara.get("/account/data/delete").text
    as_amara.post("/account/data/delete")

    said = {each["question"]: each["answer"] for each in copy}
    assert "Given" in shown
    assert "Buddhist" not in shown
    assert (said["What is your religion?"], said["What is your sex?"]) == ("Buddhist", "Prefer not to say")
    assert said["What is your age group?"] is None
    assert "your answers to the equality questions" in asked
    assert as_amara.get("/account/data/download").get_json()["equality"] == []
    assert "None" in as_amara.get("/account/data").text


def test_the_copy_holds_what_readers_and_assessors_wrote_and_names_them_by_their_role(
    client: PageClient, make: Factory, interview: Interview
) -> None:
    application = interview.application
    rate_answers(application, rating=4, note="Clear examples.", by=interview.first)
    send(application, interview.second, 4)
    add_comment(application, words="We agreed on it.", by=interview.second)
    db.session.commit()

    answer = client.sign_in(application.candidate.user).get("/account/data/download")

    held = answer.get_json()["applications"][0]
    assert held["readings"] == [
        {"reader": "provider manager", "rating": 4, "note": "Clear examples.", "read_at": "2026-11-24T10:00:00+00:00"}
    ]
    (assessor,) = held["interview"]
    assert (assessor["assessor"], assessor["has_rated"]) == ("provider member", True)
    assert [(each["value_key"], each["rating"]) for each in assessor["ratings"]] == [
        ("cwp_respect", 4),
        ("cwp_whole_person", None),
    ]
    assert [each["words"] for each in assessor["comments"]] == ["We agreed on it."]
    assert "assessor_id" not in answer.text
    assert "author_id" not in answer.text


def test_the_copy_of_another_person_holds_none_of_it(
    client: PageClient, make: Factory, home: Home, interview: Interview
) -> None:
    send(interview.application, interview.second, 4)
    other = make.candidate()
    make.application(home.vacancy, other)

    held = client.sign_in(other.user).get("/account/data/download").get_json()["applications"]

    assert [(each["readings"], each["interview"]) for each in held] == [([], [])]


def test_the_copy_holds_invitations_and_deleting_takes_them_away(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    amara.is_findable, amara.findable_since = True, clock.now()
    invitation = make.invitation(home.vacancy, amara, reference="I-7KQ3MX")
    make.invitation(home.vacancy, reference="I-OTHER2")
    refuse_employer(invitation, by=amara.user)
    db.session.commit()

    data = as_amara.get("/account/data/download").get_json()
    as_amara.post("/account/data/delete")

    assert [(each["reference"], each["employer"], each["message"]) for each in data["invitations"]] == [
        ("I-7KQ3MX", "Larkfield Care", "We would like to meet you.")
    ]
    assert "sent_by" not in data["invitations"][0]
    assert data["employers_not_to_invite_me"] == ["Larkfield Care"]
    assert data["profile"]["is_findable"] is True
    assert not amara.is_findable
    assert db.session.scalars(sa.select(Invitation.reference)).all() == ["I-OTHER2"]
    assert db.session.scalars(sa.select(EmployerRefusal)).all() == []


def test_the_copy_holds_an_open_link_to_rate_situations_and_deleting_ends_it(
    as_amara: PageClient, make: Factory, amara: Candidate
) -> None:
    officer = make.user(Role.OFFICER)
    (link,) = invite_experts([("quiet-breakfast", 1)], kind=ExpertKind.WORKER, emails_of=[amara.user.email], by=officer)
    version = link.questions[0].version
    rate_question(link, version, number=1, ratings={"a": 2, "b": 5, "c": 2, "d": 4})
    db.session.commit()

    (held,) = as_amara.get("/account/data/download").get_json()["expert_links"]
    as_amara.post("/account/data/delete", {"confirm": "y"})

    assert held["kind"] == "worker"
    assert held["rated"] == [{"situation": version.situation, "ratings": {"a": 2, "b": 5, "c": 2, "d": 4}}]
    assert link.email is None
    assert link.expires_at == clock.now()
