"""The pages behind an expert's link: what they show, what they never show, and links that are over or forged."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from careers import clock
from careers.accounts.models import User
from careers.database import db
from careers.mail.models import OutboxMessage
from careers.questions.models import ExpertInvitation, ExpertRating
from careers.questions.tasks import remind_experts
from careers.screening.bank import QuestionStatus
from careers.screening.models import QuestionVersion
from careers.screening.queries import get_version
from tests.client import PageClient
from tests.questions.conftest import AGREEING, KEY, expert
from tests.screening.views.pages import text_of

SAM = "sam@people.example"
OTHER = "outside-the-shop"


def last_link() -> str:
    """Return the path in the newest message to Sam."""
    message = db.session.scalars(
        sa.select(OutboxMessage).where(OutboxMessage.to_email == SAM).order_by(OutboxMessage.id.desc()).limit(1)
    ).one()
    found = re.search(r"/experts/[\w-]+", message.text or "")
    assert found
    return found.group()


@pytest.fixture
def link(desk: PageClient) -> str:
    """Invite Sam to rate two questions; give the path in the message."""
    answer = desk.post(
        "/council/questions/experts/invite",
        {"versions": [f"{KEY}/1", f"{OTHER}/1"], "kind": "manager", "emails": f" {SAM.upper()}\n"},
    )
    assert "1 link sent." in desk.follow(answer).text
    return last_link()


@pytest.fixture
def sam(link: str, client: PageClient) -> PageClient:
    """Give a browser in which nobody is signed in."""
    return PageClient(client.app)


def place_of(link: str, key: str) -> int:
    invitation = db.session.scalars(sa.select(ExpertInvitation)).one()
    return next(each.position for each in invitation.questions if each.version.question_key == key) + 1


def filled(ratings: dict[str, int] | None = None, **changes: str) -> dict[str, str]:
    given = ratings or dict(AGREEING["first"])
    return {"version": "1"} | {f"response_{key}": str(rating) for key, rating in given.items()} | changes


def test_opening_the_link_only_opens_a_page(sam: PageClient, link: str) -> None:
    page = sam.get(link)

    assert "2 short situations" in text_of(page.text)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert db.session.scalars(sa.select(ExpertInvitation)).one().begun_at is None


def test_an_expert_rates_stops_returns_and_sends(sam: PageClient, link: str) -> None:
    first = sam.post(f"{link}/begin").location
    assert first == f"{link}/situations/1"
    left = sam.post(f"{link}/situations/{place_of(link, KEY)}", filled(save_and_leave="1"))
    assert left.location == link
    assert "You have rated 1 of 2." in text_of(sam.get(link).text)
    again = sam.get(f"{link}/situations/{place_of(link, KEY)}").text
    assert len(re.findall(r"<input[^>]* checked", again)) == 4

    answer = sam.post(f"{link}/situations/{place_of(link, OTHER)}", filled())
    assert answer.location == f"{link}/send"
    assert "You have rated every situation" in sam.get(answer.location).text
    done = sam.post(f"{link}/send")

    assert "we have forgotten your e-mail address" in text_of(done.text)
    assert db.session.scalars(sa.select(ExpertInvitation.email)).all() == [None]


def test_no_page_shows_a_key_or_anybody_elses_ratings(sam: PageClient, link: str, version: QuestionVersion) -> None:
    expert(version, {"a": 5, "b": 1, "c": 5, "d": 1})

    pages = [sam.get(path).text for path in (link, f"{link}/situations/1", f"{link}/situations/2", f"{link}/send")]

    for key in (KEY, OTHER):
        ratings = {f"{each.key_rating:g}" for each in get_version(key, 1).responses if each.key_rating}
        assert not [number for number in ratings if "." in number and any(number in text_of(page) for page in pages)]
    assert not [page for page in pages if "not yet rated" in page or " checked" in page]


def test_a_situation_left_half_rated_is_asked_for_and_kept_out(sam: PageClient, link: str) -> None:
    page = sam.post(f"{link}/situations/1", {"version": "1", "response_a": "1"})

    assert "Say how good this idea is" in page.text
    assert db.session.query(ExpertRating).count() == 0


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"response_a": "6"}, 200), ({"response_a": "0"}, 200), ({"response_a": "x"}, 200), ({"version": "2"}, 409)],
)
def test_forged_ratings_are_refused_and_nothing_is_kept(
    sam: PageClient, link: str, changes: dict[str, str], status: int
) -> None:
    assert sam.post(f"{link}/situations/1", filled(**changes)).status_code == status

    assert db.session.query(ExpertRating).count() == 0


@pytest.mark.parametrize("path", ["situations/0", "situations/3", "situations/99999999999"])
def test_a_situation_that_was_not_asked_is_not_found(sam: PageClient, link: str, path: str) -> None:
    assert sam.get(f"{link}/{path}").status_code == 404
    assert sam.post(f"{link}/{path}", filled()).status_code == 404


PAGES = ("", "/situations/1", "/situations/2", "/send")
PRESSES = ("/begin", "/situations/1", "/send")


def assert_closed(sam: PageClient, link: str) -> None:
    before = db.session.query(ExpertRating).count()
    situation = get_version(KEY, 1).situation
    for answer in (
        *(sam.get(f"{link}{path}") for path in PAGES),
        *(sam.post(f"{link}{path}", filled(dict.fromkeys("abcd", 5))) for path in PRESSES),
    ):
        assert answer.status_code == 410
        assert "This link is closed" in answer.text
        assert situation not in answer.text
        assert "rated" not in text_of(answer.text)
    assert db.session.query(ExpertRating).count() == before
    assert not db.session.query(ExpertRating).filter_by(rating=5, response_key="a").count()


def test_a_link_that_was_used_shows_and_takes_nothing(sam: PageClient, link: str) -> None:
    sam.post(f"{link}/situations/{place_of(link, KEY)}", filled())
    sam.post(f"{link}/send")

    assert_closed(sam, link)


def test_a_link_whose_time_is_over_shows_and_takes_nothing(sam: PageClient, link: str) -> None:
    sam.post(f"{link}/situations/{place_of(link, KEY)}", filled())

    with time_machine.travel(clock.now() + timedelta(days=21), tick=False):
        assert_closed(sam, link)


def test_a_link_that_an_officer_stopped_shows_and_takes_nothing(sam: PageClient, link: str, officer: User) -> None:
    invitation = db.session.scalars(sa.select(ExpertInvitation)).one()
    PageClient(sam.app).sign_in(officer).post(f"/council/questions/experts/{invitation.id}/stop")

    assert_closed(sam, link)


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "%F0%9F%98%80", "'; DROP TABLE users"])
def test_a_forged_link_is_not_found(sam: PageClient, link: str, token: str) -> None:
    stored = db.session.scalars(sa.select(ExpertInvitation.token_hash)).one()

    for path in (token, stored):
        assert sam.get(f"/experts/{path}").status_code == 404
        assert sam.post(f"/experts/{path}/send").status_code == 404


def test_the_reminders_link_opens_the_same_page(sam: PageClient, link: str) -> None:
    remind_experts(clock.now() + timedelta(days=15))

    second = last_link()

    assert second != link
    assert sam.get(second).status_code == sam.get(link).status_code == 200
    sam.post(f"{second}/situations/1", filled())
    sam.post(f"{second}/send")
    assert sam.get(link).status_code == sam.get(second).status_code == 410


def test_nothing_sent_before_anything_is_rated(sam: PageClient, link: str) -> None:
    assert sam.post(f"{link}/send").status_code == 409


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"versions": []}, "Choose at least one question"),
        ({"versions": ["none-such/1"]}, "is not a valid choice"),
        ({"kind": ""}, "Say who these experts are"),
        ({"emails": ""}, "Enter at least one e-mail address"),
        ({"emails": "sam@people.example ola"}, "“ola” is not an e-mail address"),
        ({"emails": "\n".join(f"a{number}@people.example" for number in range(31))}, "Enter 30 addresses or fewer"),
    ],
)
def test_an_invitation_that_cannot_go_is_said_at_its_field(
    desk: PageClient, changes: dict[str, object], why: str
) -> None:
    form = {"versions": [f"{KEY}/1"], "kind": "worker", "emails": SAM} | changes

    page = desk.post("/council/questions/experts/invite", form)

    assert why in page.text
    assert db.session.query(ExpertInvitation).count() == 0


def test_the_same_address_twice_is_one_link_and_a_second_link_is_refused(desk: PageClient, link: str) -> None:
    page = desk.post(
        "/council/questions/experts/invite", {"versions": [f"{KEY}/1"], "kind": "worker", "emails": f"{SAM} {SAM}"}
    )

    assert "a link to this address is still open" in page.text
    assert get_version(KEY, 1).status is QuestionStatus.LIVE
