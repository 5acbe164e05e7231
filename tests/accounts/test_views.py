"""Signing in: the code's life, from asking to being used up."""

import re
from datetime import timedelta

import sqlalchemy as sa
import time_machine
from flask import Flask

from careers import clock
from careers.access import Role
from careers.accounts.models import SignInCode, User
from careers.accounts.views import load_user
from careers.database import db
from careers.mail.models import OutboxMessage
from tests.client import PageClient
from tests.factories import Factory

WRONG = "That code is not right, or it is too old."


def code_sent_to(email: str) -> str:
    text = db.session.scalars(
        sa.select(OutboxMessage.text).where(OutboxMessage.to_email == email).order_by(OutboxMessage.id.desc())
    ).first()
    found = re.search(r"Your code is (\d{6})", text or "")
    assert found, "no code was sent"
    return found.group(1)


def test_a_new_address_signs_in_and_becomes_a_candidate(client: PageClient) -> None:
    answer = client.post("/sign-in", {"email": " New.Person@Example.com "})

    page = client.follow(answer)
    answer = client.post("/sign-in/code", {"code": code_sent_to("new.person@example.com")})

    assert "new.person@example.com" in page.text
    assert answer.location == "/account"
    assert db.session.scalars(sa.select(User.role)).all() == [Role.CANDIDATE]


def test_a_known_and_an_unknown_address_get_the_same_answers(client: PageClient, make: Factory) -> None:
    make.user(email="known@example.com")

    answers = []
    for email in ("known@example.com", "unknown@example.com"):
        asked = client.post("/sign-in", {"email": email})
        wrong = client.post("/sign-in/code", {"code": "000000"})
        answers.append((asked.status_code, asked.location, wrong.status_code, wrong.text.replace(email, "")))

    assert answers[0][:3] == answers[1][:3] == (302, "/sign-in/code", 200)
    assert WRONG in answers[0][3]
    assert WRONG in answers[1][3]


def test_a_code_works_once(client: PageClient, app: Flask) -> None:
    client.post("/sign-in", {"email": "once@example.com"})
    code = code_sent_to("once@example.com")
    key = db.session.scalars(sa.select(SignInCode.key)).one()
    client.post("/sign-in/code", {"code": code})
    client.post("/sign-out")

    with client.http.session_transaction() as session:
        session["sign_in_key"] = key
    again = client.post("/sign-in/code", {"code": code})

    assert WRONG in again.text


def test_a_code_is_too_old_after_15_minutes(client: PageClient) -> None:
    client.post("/sign-in", {"email": "late@example.com"})
    code = code_sent_to("late@example.com")

    with time_machine.travel(clock.now() + timedelta(minutes=15), tick=False):
        answer = client.post("/sign-in/code", {"code": code})

    assert WRONG in answer.text


def test_a_code_belongs_to_the_browser_that_asked(client: PageClient, app: Flask) -> None:
    client.post("/sign-in", {"email": "mine@example.com"})
    other_browser = PageClient(app)
    other_browser.post("/sign-in", {"email": "other@example.com"})

    answer = other_browser.post("/sign-in/code", {"code": code_sent_to("mine@example.com")})

    assert WRONG in answer.text


def test_five_wrong_tries_end_a_code(client: PageClient) -> None:
    client.post("/sign-in", {"email": "guess@example.com"})
    code = code_sent_to("guess@example.com")
    for _ in range(5):
        client.post("/sign-in/code", {"code": f"{(int(code) + 1) % 1_000_000:06d}"})

    answer = client.post("/sign-in/code", {"code": code})

    assert WRONG in answer.text


def test_a_sixth_code_within_15_minutes_is_refused(client: PageClient) -> None:
    for number in range(5):
        client.post("/sign-in", {"email": "many@example.com"}, environ_overrides={"REMOTE_ADDR": f"192.0.2.{number}"})

    answer = client.post("/sign-in", {"email": "many@example.com"}, environ_overrides={"REMOTE_ADDR": "192.0.2.5"})

    assert "wait 15 minutes" in answer.text
    assert db.session.scalar(sa.select(sa.func.count(SignInCode.id))) == 5


def test_nobody_uses_up_another_persons_codes_from_one_connection(client: PageClient, app: Flask) -> None:
    stranger = PageClient(app)
    email, elsewhere = "victim@example.com", {"REMOTE_ADDR": "192.0.2.66"}
    asked = [stranger.post("/sign-in", {"email": email}, environ_overrides=elsewhere).status_code for _ in range(6)]

    own = client.post("/sign-in", {"email": "Victim@Example.com "})

    assert asked == [302, 302, 302, 429, 429, 429]
    assert own.location == "/sign-in/code"


def test_an_address_that_is_none_is_refused_and_kept_on_the_form(client: PageClient) -> None:
    answer = client.post("/sign-in", {"email": "not an address"})

    assert "Enter an e-mail address like name@example.com" in answer.text
    assert 'value="not an address"' in answer.text


def test_an_address_that_our_mail_cannot_reach_is_refused_with_a_way_on(client: PageClient) -> None:
    answer = client.post("/sign-in", {"email": "zoë@example.com"})

    assert "Enter an e-mail address like name@example.com" in answer.text


def test_signing_in_goes_on_where_one_wanted_to_go_but_only_on_this_site(client: PageClient) -> None:
    client.post("/sign-in?next=/account/saved", {"email": "here@example.com"})
    answer = client.post("/sign-in/code", {"code": code_sent_to("here@example.com")})
    client.post("/sign-out")
    client.post("/sign-in?next=//elsewhere.example/x", {"email": "here@example.com"})
    answer_elsewhere = client.post("/sign-in/code", {"code": code_sent_to("here@example.com")})

    assert answer.location == "/account/saved"
    assert answer_elsewhere.location == "/account"


def test_a_support_link_opens_a_page_and_only_its_button_signs_in_once(
    app: Flask, client: PageClient, make: Factory
) -> None:
    make.user(Role.BOARD_MEMBER, email="board@example.com")
    printed = app.test_cli_runner().invoke(args=["accounts", "sign-in-link", "board@example.com"]).output
    path = printed.strip().removeprefix("http://127.0.0.1:5000")

    opened = client.get(path)
    pressed = client.post(path)
    client.post("/sign-out")
    again = client.post(path)

    assert "Sign in with your link" in opened.text
    assert pressed.location == "/board"
    assert again.status_code == 409


def test_a_session_that_was_copied_ends_when_its_owner_signs_out(client: PageClient, make: Factory) -> None:
    user = make.user()
    copied = user.get_id()
    client.sign_in(user)

    client.post("/sign-out")

    assert load_user(copied) is None


def test_signing_out_everywhere_ends_other_sessions(client: PageClient, make: Factory) -> None:
    user = make.user()
    client.sign_in(user)
    user.session_version += 1
    db.session.commit()

    answer = client.get("/account/saved")

    assert answer.location.startswith("/sign-in")


def test_an_invited_person_is_told_and_an_address_is_invited_once(app: Flask) -> None:
    runner = app.test_cli_runner()

    first = runner.invoke(args=["accounts", "invite", "Adviser@Example.com", "--role", "adviser"])
    second = runner.invoke(args=["accounts", "invite", "adviser@example.com", "--role", "adviser"])

    assert first.exit_code == 0
    assert second.exit_code == 2
    assert second.output.strip().endswith("Somebody already has an account with that e-mail address.")
    assert db.session.scalars(sa.select(OutboxMessage.template)).all() == ["accounts/invitation"]


def test_nobody_signs_in_by_a_button_outside_the_demonstration(app: Flask, client: PageClient) -> None:
    app.config["CAREERS_MODE"] = "production"
    try:
        page, pressed = client.get("/demo"), client.post("/demo/candidate")
    finally:
        app.config["CAREERS_MODE"] = "demo"

    assert (page.status_code, pressed.status_code) == (404, 404)


def test_who_signs_in_to_keep_answers_reads_that_none_is_lost_and_can_go_back(client: PageClient) -> None:
    keeping = client.get("/sign-in?next=/values/keep").text
    plain = client.get("/sign-in?next=/account").text

    assert "What you have answered is not lost." in keeping
    assert re.search(r'<a href="/values/profile" class="govuk-back-link">\s*Back to your strengths', keeping)
    assert "is not lost" not in plain
    assert "govuk-back-link" not in plain
