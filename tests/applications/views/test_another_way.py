"""Another way of answering, and notes on answers, as they go with an application: one status for everybody."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from careers import clock
from careers.access import Role
from careers.applications.commands.forgetting import wipe_application
from careers.applications.models import Application, ApplicationStatus
from careers.applications.tasks import measure_again
from careers.candidates.models import Candidate
from careers.contests.models import ContestStatus
from careers.database import db
from careers.formats import commands as formats
from careers.formats import queries
from careers.formats.models import FormatStatus
from careers.matching.fit import to_dict
from careers.matching.queries import fit_for
from careers.screening.commands import finish_sittings
from careers.screening.queries import Person, get_version, list_answers
from tests.applications.conftest import Home, answer_situations
from tests.client import PageClient
from tests.factories import Factory, best_ratings

APPLY = "/jobs/V-7KQ3MX/apply"
APPLICANT = "/provider/vacancies/V-7KQ3MX/applicants/A-7KQ3MX"
S = ApplicationStatus


def test_one_press_when_applying_makes_the_request_that_the_council_sees(
    app: Flask, as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    officer = PageClient(app).sign_in(make.user(Role.OFFICER))

    as_amara.post(APPLY, {"alternative": "1"})

    wish = queries.get_open(amara.user_id)
    assert wish.value_keys == ["cwp_respect"]
    assert wish.reference in officer.get("/council/formats").text


def test_person_employer_and_council_read_the_same_words(
    app: Flask, as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    make.application(home.vacancy, amara, reference="A-7KQ3MX", wants_alternative_format=True, fit=None)
    make.format_request(amara.user, reference="F-7KQ3MX", arranged_for="a phone call on Monday at 10am")
    words = "Arranged: a phone call on Monday at 10am."

    employer = PageClient(app).sign_in(home.manager).get(APPLICANT).text
    officer = PageClient(app).sign_in(make.user(Role.OFFICER)).get("/council/formats/F-7KQ3MX").text

    assert words in employer
    assert words in officer
    assert words in as_amara.get("/account").text
    assert words in as_amara.get("/account/another-way").text


def test_the_employer_reads_what_was_written_without_names_and_without_how_to_reach_them(
    app: Flask, make: Factory, home: Home, amara: Candidate
) -> None:
    make.application(home.vacancy, amara, reference="A-7KQ3MX", wants_alternative_format=True)
    wish = formats.ask_for_format(amara.user, ["cwp_respect", "cwp_whole_person"])
    formats.tell_wish(wish, way=None, contact="07700 900999 after work")
    formats.write_answer(wish, "cwp_respect", "Amara always knocks. <b>Ring 07700 900123.</b>", by=amara.user)
    formats.write_answer(wish, "cwp_whole_person", "About another value.", by=amara.user)
    db.session.commit()
    as_manager = PageClient(app).sign_in(home.manager)

    before = as_manager.get(APPLICANT).text
    formats.send_written(wish, by=amara.user)
    db.session.commit()
    page = as_manager.get(APPLICANT).text

    assert "always knocks" not in before
    assert "Answered in writing, not scored" in page
    assert "always knocks. &lt;b&gt;Ring" in page
    assert "Amara" not in page
    assert "07700 900123" not in page
    assert "900999" not in page
    assert "About another value." not in page


def test_an_application_begun_while_a_request_is_open_needs_no_second_press(
    as_amara: PageClient, home: Home, amara: Candidate
) -> None:
    formats.ask_for_format(amara.user, ["cwp_respect"])
    db.session.commit()

    page = as_amara.follow(as_amara.post(APPLY))

    assert db.session.scalars(select(Application)).one().wants_alternative_format
    assert "Work and life experience</h1>" in page.text


def test_answering_on_the_page_after_all_takes_the_request_back_unless_it_serves_something_else(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    as_amara.post(APPLY, {"alternative": "1"})
    wish = queries.get_open(amara.user_id)
    as_amara.post(f"{APPLY}/questions", {"format": "page"})
    taken_back = wish.status

    as_amara.post(f"{APPLY}/questions", {"format": "another"})
    formats.ask_for_format(amara.user, ["cwp_whole_person"])
    db.session.commit()
    as_amara.post(f"{APPLY}/questions", {"format": "page"})

    assert taken_back is FormatStatus.WITHDRAWN
    assert queries.get_open(amara.user_id).value_keys == ["cwp_respect", "cwp_whole_person"]


def test_whoever_answers_on_paper_after_sending_has_the_fit_measured_again_once(
    make: Factory, home: Home, amara: Candidate
) -> None:
    sent = make.application(
        home.vacancy, amara, wants_alternative_format=True, submitted_at=clock.now() - timedelta(days=2)
    )
    officer = make.user(Role.OFFICER)
    wish = formats.ask_for_format(amara.user, ["cwp_respect"])
    formats.make_paper(wish, by=officer)
    for each in queries.list_situations(wish):
        question = each.question
        formats.enter_ratings(wish, question_key=question.key, version=1, ratings=best_ratings(question), by=officer)
    db.session.commit()
    too_early = measure_again(clock.now())
    formats.complete_format(wish, outcome="", by=officer)
    db.session.commit()

    done = [measure_again(clock.now()), measure_again(clock.now())]

    assert too_early == 0
    assert done == [1, 0]
    assert sent.fit is not None
    assert sent.fit["values"]["parts"]


def test_notes_travel_with_the_answers_and_hide_who_wrote_them(
    app: Flask, make: Factory, home: Home, amara: Candidate
) -> None:
    answer_situations(amara.user, home.vacancy)
    as_amara = PageClient(app).sign_in(amara.user)
    as_amara.post("/values/finish?values=cwp_respect")
    application = make.application(home.vacancy, amara, reference="A-7KQ3MX")
    make.note_on_answer(
        list_answers(amara.user_id)[0],
        note="Amara sees it otherwise.",
        wants_review=True,
        status=ContestStatus.REVIEWED,
        asked_at=clock.now(),
        reviewed_at=clock.now(),
        outcome="We see why.",
    )

    page = PageClient(app).sign_in(home.manager).get(APPLICANT).text

    assert application.status is S.SUBMITTED
    assert "the person added a note about this answer" in page
    assert "sees it otherwise." in page
    assert "Amara" not in page
    assert "We see why." in page


def test_what_a_person_answers_after_an_application_is_over_is_not_shown_there(
    app: Flask, make: Factory, home: Home, amara: Candidate
) -> None:
    home.organisation.rates_first = False
    over = make.application(
        home.vacancy,
        amara,
        reference="A-7KQ3MX",
        wants_alternative_format=True,
        submitted_at=clock.now() - timedelta(days=20),
        fit=to_dict(fit_for(amara, home.vacancy)),
    )
    over.status, over.ended_at = S.NOT_SUCCESSFUL, clock.now() - timedelta(days=10)
    answer_situations(amara.user, home.vacancy)
    finish_sittings(Person(amara.user_id))
    answer = list_answers(amara.user_id)[0]
    make.note_on_answer(answer, note="This is for other employers.")
    wish = formats.ask_for_format(amara.user, ["cwp_respect"])
    formats.write_answer(wish, "cwp_respect", "Written for other employers.", by=amara.user)
    formats.send_written(wish, by=amara.user)
    db.session.commit()
    make.format_request(amara.user, arranged_for="a phone call on Monday at 10am")
    situation = get_version(answer.question_key, 1).situation

    ended = PageClient(app).sign_in(home.manager).get(APPLICANT).text
    over.status, over.ended_at = S.SUBMITTED, None
    db.session.commit()
    open_again = PageClient(app).sign_in(home.manager).get(APPLICANT).text

    for words in ("for other employers", "a phone call on Monday", situation):
        assert words not in ended
        assert words in open_again


def test_a_wiped_application_has_no_notes(app: Flask, make: Factory, home: Home, amara: Candidate) -> None:
    answer_situations(amara.user, home.vacancy)
    finish_sittings(Person(amara.user_id))
    make.note_on_answer(list_answers(amara.user_id)[0], note="I see it otherwise.")
    over = make.application(home.vacancy, amara, reference="A-7KQ3MX", status=S.NOT_SUCCESSFUL, ended_at=clock.now())
    page = PageClient(app).sign_in(home.manager)
    before = page.get(APPLICANT).text

    wipe_application(over)
    db.session.commit()

    assert "I see it otherwise." in before
    assert "I see it otherwise." not in page.get(APPLICANT).text
