"""What tests of these pages share: the situations a person is asked, their addresses, and full answers."""

import re

from careers.accounts.models import User
from careers.database import db
from careers.screening import bank, queries
from careers.screening.commands import begin_sittings
from careers.screening.queries import Person
from tests.client import PageClient
from tests.factories import best_ratings

RESPECT = "values=cwp_respect"


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def asked_of(user: User) -> list[bank.Question]:
    """Return the questions of respect that a person is asked, once they have begun."""
    begin_sittings(Person(user.id), ["cwp_respect"])
    db.session.commit()
    return [each.question for each in queries.get_standing(Person(user.id), ["cwp_respect"]).asked]


def page_of(question: bank.Question) -> str:
    return f"/values/questions/{question.key}"


def full(question: bank.Question, **changes: str) -> dict[str, str]:
    ratings = {f"response_{key}": str(rating) for key, rating in best_ratings(question).items()}
    return {"version": "1"} | ratings | changes


def take_as_visitor(client: PageClient) -> None:
    """Answer and finish the situations of respect in a browser in which nobody is signed in."""
    page = client.post(f"/values/begin?{RESPECT}").location
    while "/questions/" in page:
        key = page.split("/")[-1].split("?")[0]
        question = next(each for each in queries.list_live_questions() if each.key == key)
        page = client.post(page, full(question)).location
    client.post(page)
