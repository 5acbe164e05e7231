"""A person applies: each page keeps what they wrote, and it is sent once. Today is 24 November 2026."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.mail.models import OutboxMessage
from tests.applications.conftest import Home, answer_situations
from tests.client import PageClient
from tests.factories import Factory

S = ApplicationStatus
APPLY = "/jobs/V-7KQ3MX/apply"

CONTACT = {
    "first_name": "Amara",
    "last_name": "Okoye",
    "email": "amara@home.example",
    "phone": "07700 900123",
    "postcode": "mk93ej",
}


def applications() -> list[Application]:
    return list(db.session.scalars(sa.select(Application).order_by(Application.id)))


def the_application() -> Application:
    return db.session.scalars(sa.select(Application)).one()


def draft(make: Factory, home: Home, amara: Candidate, **changes: Any) -> Application:
    values = {"status": S.DRAFT, "submitted_at": None, "reference": "A-7KQ3MX"}
    application: Application = make.application(home.vacancy, amara, **(values | changes))
    return application


def test_a_person_applies_page_by_page(as_amara: PageClient, home: Home, amara: Candidate) -> None:
    start = as_amara.get(APPLY)
    questions = as_amara.follow(as_amara.post(APPLY))
    answer_situations(amara.user, home.vacancy)
    answered = as_amara.get(f"{APPLY}/questions")
    experience = as_amara.follow(as_amara.post(f"{APPLY}/contact", CONTACT))
    why = as_amara.follow(as_amara.post(f"{APPLY}/experience", {"experience": "I cared for my gran."}))
    adjustments = as_amara.follow(as_amara.post(f"{APPLY}/why", {"why": "I am patient."}))
    check = as_amara.follow(as_amara.post(f"{APPLY}/adjustments", {"adjustments": "A room without steps"}))
    done = as_amara.follow(as_amara.post(f"{APPLY}/check"))

    assert "Apply for Care assistant" in start.text
    assert "they have 14 days to reply" in start.text
    assert "Step 1 of 6" in questions.text
    assert "/values?values=cwp_respect" in questions.text
    assert "You have answered all 3 situations." in answered.text
    assert '<h1 class="govuk-heading-l">Work and life experience</h1>' in experience.text
    assert '<h1 class="govuk-heading-l">Why this work</h1>' in why.text
    assert '<h1 class="govuk-heading-l">Adjustments for the interview</h1>' in adjustments.text
    assert all(
        words in check.text for words in ("MK9 3EJ", "I cared for my gran.", "A room without steps", "All 3 answered")
    )
    application = the_application()
    assert application.status is S.SUBMITTED
    assert application.reference in done.text
    assert "Tuesday 8 December 2026" in done.text


def test_opening_the_start_page_begins_nothing(as_amara: PageClient, home: Home) -> None:
    as_amara.get(APPLY)

    assert applications() == []


def test_the_other_format_is_offered_before_the_start_and_taken_with_one_click(
    as_amara: PageClient, home: Home
) -> None:
    start = as_amara.get(APPLY)
    page = as_amara.follow(as_amara.post(APPLY, {"alternative": "1"}))

    assert "Start, and answer in another way" in start.text
    assert the_application().wants_alternative_format
    assert "Work and life experience</h1>" in page.text  # the contact details are known from the profile


def test_the_other_format_can_be_chosen_and_left_again_on_the_page_of_situations(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    application = draft(make, home, amara)

    chosen = as_amara.follow(as_amara.post(f"{APPLY}/questions", {"format": "another"}))
    wanted = application.wants_alternative_format
    as_amara.post(f"{APPLY}/questions", {"format": "page"})

    assert "You asked to answer the situations in another way." in chosen.text
    assert wanted
    assert not application.wants_alternative_format


def test_saving_to_come_back_keeps_half_a_page(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    application = draft(make, home, amara, last_name="")

    account = as_amara.follow(
        as_amara.post(f"{APPLY}/contact", {"first_name": "Ama", "last_name": "", "email": "", "save_and_leave": "1"})
    )

    assert "Your application is saved." in account.text
    assert "Carry on with Care assistant" in account.text
    assert (application.first_name, application.last_name) == ("Ama", "")


def test_carrying_on_leads_to_the_first_page_that_is_not_finished(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    draft(make, home, amara, experience="I cared for my gran.", why="", wants_alternative_format=True)

    answer = as_amara.get(APPLY)

    assert answer.location == f"{APPLY}/why"


def test_a_page_left_empty_says_what_is_missing(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    draft(make, home, amara)

    page = as_amara.post(f"{APPLY}/contact", {"first_name": "", "last_name": "Okoye", "email": "amara@home.example"})

    assert page.text.count("Enter your first name") == 2
    assert 'value="Okoye"' in page.text


def test_bad_text_is_refused_and_kept_on_the_page(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    application = draft(make, home, amara, experience="As it was.")

    too_long = as_amara.post(f"{APPLY}/experience", {"experience": "a" * 3001})
    unseen = as_amara.post(f"{APPLY}/experience", {"experience": "care\x00work", "save_and_leave": "1"})

    assert "Use 3,000 characters or fewer. You have used 3,001" in too_long.text
    assert "a" * 3001 in too_long.text
    assert "We took out signs that cannot be shown." in unseen.text
    assert application.experience == "As it was."


def test_a_postcode_that_cannot_exist_is_refused_at_its_field(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    draft(make, home, amara)

    page = as_amara.post(f"{APPLY}/contact", CONTACT | {"postcode": "ZZ1 1ZZ", "first_name": "Ada"})

    assert page.text.count("We do not know a postcode that begins like ZZ1 1ZZ") == 2
    assert 'value="Ada"' in page.text


def test_markup_is_shown_as_text(as_amara: PageClient, make: Factory, home: Home, amara: Candidate) -> None:
    draft(make, home, amara, experience="<script>alert(1)</script>", wants_alternative_format=True)

    page = as_amara.get(f"{APPLY}/check")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "<script>alert(1)" not in page.text


def test_changing_an_answer_comes_back_to_the_check(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    draft(make, home, amara, wants_alternative_format=True)

    answer = as_amara.post(f"{APPLY}/why?change=1", {"why": "Because."})

    assert answer.location == f"{APPLY}/check"


def test_an_unfinished_application_shows_what_is_left_and_cannot_be_sent(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    application = draft(make, home, amara, why="")

    page = as_amara.get(f"{APPLY}/check")
    answer = as_amara.post(f"{APPLY}/check")

    assert "Finish “Situations at work”" in page.text
    assert "Finish “Why this work”" in page.text
    assert "Send my application" not in page.text
    assert answer.status_code == 409
    assert "Some pages are not finished yet: Situations at work, Why this work." in answer.text
    assert application.status is S.DRAFT


def test_a_double_click_on_start_makes_one_application(as_amara: PageClient, home: Home) -> None:
    as_amara.post(APPLY)
    again = as_amara.post(APPLY)

    assert again.location == f"{APPLY}/questions"
    assert len(applications()) == 1


def test_a_double_click_on_send_makes_one_application_and_one_message(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    draft(make, home, amara, wants_alternative_format=True)

    first = as_amara.post(f"{APPLY}/check")
    second = as_amara.post(f"{APPLY}/check")

    assert first.location == second.location == f"{APPLY}/done"
    assert db.session.scalars(sa.select(OutboxMessage.template).order_by(OutboxMessage.id)).all() == [
        "applications/submitted",
        "applications/received",
    ]


def test_an_advert_that_closed_takes_no_application(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    application = draft(make, home, amara, wants_alternative_format=True)
    home.vacancy.closes_on = date(2026, 11, 23)
    db.session.commit()

    answer = as_amara.post(f"{APPLY}/check")

    assert answer.status_code == 409
    assert "This advert has closed, so it takes no more applications." in answer.text
    assert application.status is S.DRAFT


def test_a_paused_advert_cannot_be_applied_for(as_amara: PageClient, home: Home) -> None:
    home.vacancy.status = OpportunityStatus.PAUSED
    db.session.commit()

    answer = as_amara.get(APPLY)

    assert answer.status_code == 409
    assert "This employer has paused the advert." in answer.text


def test_a_draft_advert_and_a_placement_are_not_found(as_amara: PageClient, make: Factory, home: Home) -> None:
    draft_advert = make.vacancy(home.vacancy.workplace, first_published_at=None, status=OpportunityStatus.DRAFT)
    placement = make.placement(home.vacancy.workplace)

    answers = [as_amara.get(f"/jobs/{thing.reference}/apply") for thing in (draft_advert, placement)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_what_was_sent_cannot_be_changed(as_amara: PageClient, make: Factory, home: Home, amara: Candidate) -> None:
    make.application(home.vacancy, amara, reference="A-7KQ3MX")

    answer = as_amara.get(as_amara.post(f"{APPLY}/why", {"why": "Something else."}).location)

    assert answer.location == "/account/applications/A-7KQ3MX"
    assert the_application().why == "I like people and I am patient."


def test_a_page_of_an_application_that_was_not_begun_leads_to_the_start(as_amara: PageClient, home: Home) -> None:
    pages = ("questions", "contact", "experience", "why", "adjustments", "check", "done")

    assert {as_amara.get(f"{APPLY}/{page}").location for page in pages} == {APPLY}
