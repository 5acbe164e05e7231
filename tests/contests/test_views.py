"""What led to a result, what a person says about it, and the council's desk for that."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from careers import clock
from careers.access import Role
from careers.contests import queries
from careers.contests.models import AnswerContest
from careers.database import db
from careers.screening.commands import forget_answers
from careers.screening.queries import value_scores
from tests.client import PageClient
from tests.contests.conftest import Finished
from tests.factories import Factory, best_ratings
from tests.screening.views.pages import text_of

ANSWERS = "/values/answers/cwp_respect"


@pytest.fixture
def as_amara(client: PageClient, finished: Finished) -> PageClient:
    return client.sign_in(finished.user)


def test_show_answers_says_in_words_what_each_situation_did_and_gives_no_key_away(as_amara: PageClient) -> None:
    html = as_amara.get(ANSWERS).text
    page = text_of(html).split("What led to this")[2]

    assert page.count("This raised your result, compared with your other answers about this value.") == 2
    assert page.count("This lowered your result") == 1
    assert "You said 1: not a good idea at all." in page
    assert not re.search(r"\d\.\d", html.split("<main")[1].split("</main>")[0])


def test_show_answers_shows_nothing_while_answers_can_still_be_changed(client: PageClient, make: Factory) -> None:
    user = make.user()
    own = {each.key: best_ratings(each) for each in Finished(make).questions}
    make.answers(user, own, is_finished=False)

    page = client.sign_in(user).get(ANSWERS).text

    assert "Nothing to show yet" in page
    assert client.get(f"{ANSWERS}/{next(iter(own))}").status_code == 404


def test_a_visitor_signs_in_first(client: PageClient) -> None:
    assert client.get(ANSWERS).location == f"/sign-in?next={ANSWERS}"


def test_contest_answer_keeps_a_note_that_can_be_changed_and_taken_back(
    as_amara: PageClient, finished: Finished
) -> None:
    shown = as_amara.follow(as_amara.post(finished.page(), {"note": "I <i>did not</i> know."}))
    as_amara.post(finished.page(), {"note": "I did not know the rule.", "wants_review": "y"})
    changed = [(each.note, each.wants_review) for each in queries.list_own(finished.user.id)]
    gone = as_amara.follow(as_amara.post(finished.page(), {"take_back": "1"}))

    assert "I &lt;i&gt;did not&lt;/i&gt; know." in shown.text
    assert changed == [("I did not know the rule.", True)]
    assert "Your note is taken back." in gone.text
    assert queries.list_own(finished.user.id) == []


def test_contest_answer_needs_words_of_at_most_500_characters(as_amara: PageClient, finished: Finished) -> None:
    empty = as_amara.post(finished.page(), {"note": "", "wants_review": "y"})
    long = as_amara.post(finished.page(), {"note": "a" * 501})

    assert "Write what people should know about this answer" in empty.text
    assert "Use 500 characters or fewer." in long.text
    assert queries.list_own(finished.user.id) == []


def test_nobody_contests_another_persons_answer(client: PageClient, make: Factory, finished: Finished) -> None:
    client.sign_in(make.user())

    assert client.post(finished.page(), {"note": "x"}).status_code == 404
    assert db.session.scalars(select(AnswerContest)).all() == []


def test_review_contest_from_the_desk_to_the_persons_page_changes_no_score(
    app: Flask, as_amara: PageClient, make: Factory, finished: Finished
) -> None:
    as_amara.post(finished.page(), {"note": "I did not know the rule.", "wants_review": "y"})
    reference = queries.list_own(finished.user.id)[0].reference
    before = value_scores(finished.user.id)
    desk = PageClient(app).sign_in(make.user(Role.OFFICER))

    waiting = desk.get("/council/contests").text
    opened = desk.get(f"/council/contests/{reference}").text
    missing = desk.post(f"/council/contests/{reference}", {"outcome": ""}).text
    done = desk.follow(desk.post(f"/council/contests/{reference}", {"outcome": "The situation was not clear."})).text
    twice = desk.post(f"/council/contests/{reference}", {"outcome": "Something else"})
    page = as_amara.get(ANSWERS).text

    assert f"/council/contests/{reference}" in waiting
    assert "I did not know the rule." in opened
    assert finished.questions[2].situation[:30] in opened
    assert "Write what you found." in missing
    assert "Nobody waits" in done
    assert twice.status_code == 409
    assert "The situation was not clear." in page
    assert as_amara.post(finished.page(), {"note": "More"}).status_code == 409
    assert as_amara.post(finished.page(), {"take_back": "1"}).status_code == 409
    assert value_scores(finished.user.id) == before
    assert "your note about an answer" in as_amara.get("/account/sharing").text


def test_a_note_without_the_wish_for_a_person_reaches_no_desk(
    app: Flask, as_amara: PageClient, make: Factory, finished: Finished
) -> None:
    as_amara.post(finished.page(), {"note": "Just so you know."})
    reference = queries.list_own(finished.user.id)[0].reference
    desk = PageClient(app).sign_in(make.user(Role.OFFICER))

    assert "Nobody waits" in desk.get("/council/contests").text
    assert desk.get(f"/council/contests/{reference}").status_code == 404


def test_the_council_desk_counts_answers_that_wait(client: PageClient, make: Factory, finished: Finished) -> None:
    finished.contest()

    assert "1 answer to look at" in client.sign_in(make.user(Role.OFFICER)).get("/council").text


def test_the_account_shows_where_a_review_stands(as_amara: PageClient, finished: Finished) -> None:
    finished.contest()

    assert "N-TEST22: asked for on Tuesday 24 November 2026" in as_amara.get("/account").text


def test_notes_go_with_the_answers_that_count_for_an_application(make: Factory, finished: Finished) -> None:
    finished.contest()
    make.answers(finished.user, finished.ratings, completed_at=clock.now() + timedelta(days=200))

    def notes(days: int) -> list[str]:
        at = clock.now() + timedelta(days=days)
        return [each.note for each in queries.list_notes(finished.user.id, ["cwp_respect"], at=at)]

    assert notes(1) == ["I did not know the rule."]
    assert notes(201) == []
    assert queries.list_notes(finished.user.id, ["cwp_whole_person"], at=clock.now()) == []


def test_notes_go_when_the_answers_go(finished: Finished) -> None:
    finished.contest()

    forget_answers(finished.user.id)
    db.session.commit()

    assert db.session.scalars(select(AnswerContest)).all() == []
