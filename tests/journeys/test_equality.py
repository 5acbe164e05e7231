"""Journey: send an application, say some of who you are, be thanked, have it deleted again."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from careers.applications.models import ApplicationStatus
from careers.database import db
from careers.equality.models import EqualityAnswer
from careers.screening import bank
from careers.screening.commands import answer_question
from tests.journeys.conftest import Person, Site

QUESTIONS_ASKED = 8


def about_to_send(site: Site) -> None:
    """Let Amara have written an application that waits to be checked and sent."""
    with site.records() as make:
        home = make.workplace(make.organisation(name="Larkfield Care"), name="Rose Court")
        vacancy = make.vacancy(home, reference="V-7KQ3MX", value_keys=["cwp_respect"])
        amara = make.candidate(make.user(email="amara@example.com"))
        make.application(vacancy, amara, status=ApplicationStatus.DRAFT, submitted_at=None)
        for question in bank.questions_for(vacancy.value_keys):
            ratings = {response.key: 3 for response in question.responses}
            answer_question(amara.user_id, question_key=question.key, version=question.version, ratings=ratings)
        db.session.commit()


def rows_kept(site: Site) -> int:
    with site.records():
        return db.session.scalars(sa.select(sa.func.count()).select_from(EqualityAnswer)).one()


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_somebody_applies_says_some_of_who_they_are_and_has_it_deleted(
    site: Site, person: Callable[..., Person], width: int, javascript: bool
) -> None:
    about_to_send(site)
    amara = person(width=width, javascript=javascript)
    amara.sign_in("amara@example.com")

    amara.visit("/jobs/V-7KQ3MX/apply/check")
    amara.press("Send…")
    amara.should_see("Application sent", "Nobody who decides about your application sees the answers")
    amara.follow("About the equality questions")
    amara.should_see("Why we ask", "Who sees your answers", "Skip the questions")
    amara.page.get_by_role("button", name="Answer the questions").click()
    amara.look()
    amara.choose("Caribbean", within="What is your ethnic group?")
    amara.choose("Prefer not to say", within="What is your sex?")
    amara.press("Save my answers")
    amara.should_see("Thank you", "What you chose to say is saved")
    kept = rows_kept(site)
    amara.follow("change or delete your answers")
    amara.should_see("You have answered these questions")
    amara.page.get_by_role("button", name="Delete my answers").click()
    amara.look()
    amara.press("Delete my answers")

    amara.should_see("Your equality answers are deleted", "Answer all, some or none")
    assert (kept, rows_kept(site)) == (QUESTIONS_ASKED, 0)


def test_somebody_skips_the_questions_by_keyboard(site: Site, person: Callable[..., Person]) -> None:
    about_to_send(site)
    amara = person()
    amara.sign_in("amara@example.com")
    amara.visit("/jobs/V-7KQ3MX/apply/check")
    amara.press("Send…")
    amara.visit("/account/equality/questions")

    first = amara.page.get_by_role("group", name="What is your age group?").get_by_label("18 to 24")
    first.focus()
    amara.page.keyboard.press("Space")
    amara.page.keyboard.press("ArrowDown")
    moved_to = amara.page.get_by_label("25 to 34").is_checked()
    amara.page.get_by_role("button", name="Skip the questions").focus()
    with amara.page.expect_navigation():
        amara.page.keyboard.press("Enter")
    amara.look()

    amara.should_see("You skipped the equality questions.")
    assert moved_to
    amara.visit("/account/equality")
    amara.should_see("Skip the questions")
