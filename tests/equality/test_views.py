"""The pages of the equality questions. Today is 24 November 2026."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from careers.access import Role
from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.equality.queries.own import has_answered, list_own_answers
from careers.logs import configure_logs
from tests.applications.conftest import Home
from tests.client import PageClient
from tests.equality.conftest import SHEET, kept_rows
from tests.factories import Factory

QUESTIONS = "/account/equality/questions"


@pytest.fixture
def loud(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Log everything to what capsys reads."""
    configure_logs("INFO")
    yield
    configure_logs("WARNING")


@pytest.mark.parametrize("path", ["/jobs/V-7KQ3MX/apply/done", "/account", "/account/data"])
def test_the_confirmation_and_the_account_lead_to_the_questions(
    as_amara: PageClient, sent: Application, path: str
) -> None:
    assert 'href="/account/equality"' in as_amara.get(path).text


def test_before_answering_the_page_says_why_and_offers_both_ways_alike(as_amara: PageClient, sent: Application) -> None:
    page = as_amara.get("/account/equality").text

    assert "Why we ask" in page
    assert "no employer, adviser or council officer" in page
    buttons = re.findall(r'class="(govuk-button [^"]*|govuk-button)"', page)
    assert buttons == ["govuk-button govuk-button--secondary"] * 2


def test_every_question_can_be_left_blank_or_refused_and_nothing_is_chosen_beforehand(
    as_amara: PageClient, sent: Application
) -> None:
    page = as_amara.get(QUESTIONS).text

    assert page.count("<legend") == len(SHEET)
    assert page.count('value="prefer_not_to_say"') == len(SHEET)
    assert "Answer this only if you said yes to the question before." in page
    assert "registered at birth" not in page
    assert " checked" not in page
    assert "required" not in page


def test_answers_are_kept_and_thanked_for(as_amara: PageClient, amara: Candidate, sent: Application) -> None:
    answer = as_amara.post(QUESTIONS, SHEET)

    assert "Thank you" in as_amara.follow(answer).text
    assert "Buddhist" in {own.answer for own in list_own_answers(amara.user_id)}


def test_answers_are_never_shown_back(as_amara: PageClient, sent: Application) -> None:
    as_amara.post(QUESTIONS, SHEET)

    pages = [as_amara.get(path).text for path in ("/account/equality", "/account/data", "/account")]
    again = as_amara.get(QUESTIONS).text

    assert "You have answered these questions." in pages[0]
    assert not [page for page in pages if "Buddhist" in page]
    assert " checked" not in again
    assert "takes the place of all your earlier answers" in again
    assert "Skip the questions" not in again


def test_the_same_page_sent_twice_is_kept_once(as_amara: PageClient, sent: Application) -> None:
    for _ in range(2):
        as_amara.post(QUESTIONS, SHEET)

    assert len(kept_rows()) == len(SHEET)


def test_skipping_changes_nothing_and_says_so(as_amara: PageClient, amara: Candidate, sent: Application) -> None:
    answer = as_amara.post("/account/equality/skip", {"religion": "buddhist"})

    assert "You skipped the equality questions" in as_amara.follow(answer).text
    assert not has_answered(amara.user_id)


def test_deleting_asks_first(as_amara: PageClient, amara: Candidate, sent: Application) -> None:
    as_amara.post(QUESTIONS, SHEET)

    asked = as_amara.get("/account/equality/delete")
    still_there = has_answered(amara.user_id)
    done = as_amara.follow(as_amara.post("/account/equality/delete"))

    assert "Delete your equality answers" in asked.text
    assert still_there
    assert "Your equality answers are deleted" in done.text
    assert kept_rows() == []


@pytest.mark.parametrize(
    "forged",
    [{"religion": "jedi"}, {"religion": ["buddhist", "hindu"]}, {"gender_identity": "no"}, {"user_id": "1"}],
)
def test_a_forged_page_is_refused_and_logged_without_its_words(
    loud: None,
    as_amara: PageClient,
    sent: Application,
    capsys: pytest.CaptureFixture[str],
    forged: dict[str, Any],
) -> None:
    answer = as_amara.post(QUESTIONS, SHEET | forged)

    log = capsys.readouterr().out
    assert answer.status_code == 409
    assert "Nothing is saved. Open the questions again." in answer.text
    assert kept_rows() == []
    assert "equality answers refused" in log
    assert not [word for word in ("jedi", "buddhist", "religion", "gender_identity", "user_id") if word in log]


def test_who_has_sent_nothing_is_told_when_we_ask(as_amara: PageClient, make: Factory, home: Home) -> None:
    draft = {"status": ApplicationStatus.DRAFT, "submitted_at": None}
    make.application(home.vacancy, make.candidate(), **draft)

    page = as_amara.get("/account/equality").text
    refused = [
        as_amara.get(QUESTIONS),
        as_amara.post(QUESTIONS, SHEET),
        as_amara.post("/account/equality/skip"),
    ]

    assert "You have not sent one yet." in page
    assert "Answer the questions" not in page
    assert [answer.status_code for answer in refused] == [409] * 3
    assert kept_rows() == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CANDIDATE])
def test_nobody_but_a_candidate_opens_these_pages(app: Flask, make: Factory, role: Role) -> None:
    client = PageClient(app).sign_in(make.user(role))
    pages = ("", "/questions", "/done", "/delete")

    answers = [client.get(f"/account/equality{page}") for page in pages]
    answers += [client.post(f"/account/equality{page}", SHEET) for page in ("/questions", "/skip", "/delete")]

    assert [answer.status_code for answer in answers] == [403] * 7
    assert kept_rows() == []


def test_a_page_without_its_protection_is_refused(app: Flask, as_amara: PageClient, sent: Application) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        refused = [
            as_amara.post(f"/account/equality{page}", SHEET).status_code for page in ("/questions", "/skip", "/delete")
        ]
        pages = [as_amara.get(page).text for page in ("/account/equality", QUESTIONS)]
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert refused == [400] * 3
    assert [page.partition("<main")[2].count('name="csrf_token"') for page in pages] == [1, 1]
    assert kept_rows() == []
