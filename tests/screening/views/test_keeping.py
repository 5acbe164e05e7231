"""A person who has signed in keeps what they did as a visitor."""

from hashlib import sha256

from flask import Flask
from sqlalchemy import select

from careers.access import Role
from careers.accounts.models import User
from careers.database import db
from careers.screening import queries
from careers.screening.commands import keep_sittings
from careers.screening.models import Sitting, StoredScore
from careers.screening.queries import Person
from careers.web import VISITOR
from tests.client import PageClient
from tests.connections import OtherConnections
from tests.factories import Factory, best_ratings
from tests.messages import get_message
from tests.screening.views.pages import take_as_visitor, text_of


def visitor_of(client: PageClient) -> Person:
    with client.http.session_transaction() as session:
        return Person(visitor_hash=sha256(session[VISITOR].encode()).hexdigest())


def respect() -> dict[str, dict[str, int]]:
    return {each.key: best_ratings(each) for each in queries.list_live_questions(["cwp_respect"])[:3]}


def test_the_profile_of_a_visitor_offers_to_keep_it_and_says_how_long_it_stays(client: PageClient) -> None:
    take_as_visitor(client)

    page = client.get("/values/profile").text

    assert 'href="/values/keep"' in page
    assert "Keep this: sign in" in page
    assert "What nobody keeps is deleted after 30 days." in text_of(page)
    assert client.get("/values/keep").location == "/sign-in?next=/values/keep"


def test_signing_in_by_a_code_leads_to_the_page_that_keeps_and_one_press_keeps(client: PageClient) -> None:
    take_as_visitor(client)

    client.post("/sign-in?next=/values/keep", {"email": "amara@example.com"})
    message = get_message("sign-in-code:1")
    code = next(word for word in (message.text or "").replace(".", " ").split() if word.isdigit() and len(word) == 6)
    signed_in = client.post("/sign-in/code", {"code": code})
    asked = client.follow(signed_in)
    before = db.session.scalars(select(Sitting.user_id)).all()
    kept = client.follow(client.post("/values/keep"))

    user = db.session.scalars(select(User).where(User.email == "amara@example.com")).one()
    assert signed_in.location == "/values/keep"
    assert "Keep what you answered before you signed in?" in asked.text
    assert "<li>Respect" in asked.text
    assert before == [None]
    assert "Kept: Respect" in kept.text
    assert "Based on your answers to 3 situations." in text_of(kept.text)
    assert db.session.scalars(select(Sitting.user_id)).all() == [user.id]
    assert set(db.session.scalars(select(StoredScore.user_id))) == {user.id}


def test_pressing_again_finds_nothing_to_keep_and_changes_nothing(client: PageClient, make: Factory) -> None:
    take_as_visitor(client)
    visitor, user = visitor_of(client), make.user()
    first = keep_sittings(visitor, user_id=user.id)
    db.session.commit()

    second = keep_sittings(visitor, user_id=user.id)
    page = client.sign_in(user).get("/values/keep")

    assert first[0].startswith("Kept: Respect")
    assert second == ["There was nothing to keep."]
    assert "There is nothing to keep" in page.text
    assert len(queries.list_sittings(Person(user.id))) == 1


def test_two_pages_at_once_keep_it_once(client: PageClient, make: Factory, elsewhere: OtherConnections) -> None:
    take_as_visitor(client)
    visitor, user_id = visitor_of(client), make.user().id

    tries = [elsewhere.start(lambda: keep_sittings(visitor, user_id=user_id)) for _ in range(2)]
    done = sorted(sentence for each in tries for sentence in each.result(timeout=20))

    assert done[0].startswith("Kept: Respect")
    assert done[1] == "There was nothing to keep."
    assert [sitting.user_id for sitting in db.session.scalars(select(Sitting))] == [user_id]


def test_somebody_at_another_browser_cannot_take_it(client: PageClient, make: Factory, app: Flask) -> None:
    take_as_visitor(client)
    other = PageClient(app).sign_in(make.user())

    page = other.get("/values/keep")
    other.post("/values/keep")

    assert "There is nothing to keep" in page.text
    assert db.session.scalars(select(Sitting.user_id)).all() == [None]


def test_a_result_that_counts_stays_and_the_page_says_so(client: PageClient, make: Factory) -> None:
    user = make.user()
    own = make.answers(user, respect())[0].id
    take_as_visitor(client)

    page = client.sign_in(user).follow(client.post("/values/keep"))

    assert "Not kept, because you answered these before and that still counts: Respect" in text_of(page.text)
    assert db.session.scalars(select(Sitting.id)).all() == [own]


def test_whoever_it_was_not_can_have_it_deleted(client: PageClient, make: Factory) -> None:
    take_as_visitor(client)

    page = client.sign_in(make.user()).follow(client.post("/values/keep", {"choice": "delete"}))

    assert "What was answered here before you signed in is deleted." in page.text
    assert db.session.scalars(select(Sitting)).all() == []


def test_the_profile_reminds_a_person_of_what_they_did_before_signing_in(client: PageClient, make: Factory) -> None:
    take_as_visitor(client)

    page = client.sign_in(make.user()).get("/values/profile").text

    assert "You answered situations in this browser before you signed in." in page


def test_an_employer_reads_why_nothing_is_kept(client: PageClient, make: Factory) -> None:
    take_as_visitor(client)
    client.sign_in(make.user(Role.PROVIDER_MEMBER))

    shown, pressed = client.get("/values/keep"), client.post("/values/keep")

    assert "Answers to situations are kept for people who look for work." in shown.text
    assert (shown.status_code, pressed.status_code) == (409, 409)
    assert db.session.scalars(select(Sitting.user_id)).all() == [None]


def test_signing_out_forgets_the_visit(client: PageClient, make: Factory) -> None:
    take_as_visitor(client)
    client.sign_in(make.user())

    client.post("/sign-out")

    with client.http.session_transaction() as session:
        assert VISITOR not in session
