"""The page of a person's own strengths, and taking situations again."""

import re
from datetime import timedelta

from careers import clock
from careers.accounts.models import User
from careers.database import db
from careers.screening import queries
from careers.screening.queries import Person
from tests.client import PageClient
from tests.factories import Factory, best_ratings
from tests.screening.views.pages import RESPECT, asked_of, full, page_of, text_of


def test_show_profile_says_each_strength_and_what_it_rests_on(client: PageClient, make: Factory) -> None:
    user = make.user()
    asked = asked_of(user)
    client.sign_in(user)
    for question in asked[:2]:
        client.post(page_of(question), full(question))

    page = text_of(client.get("/values/profile").text)

    assert "clear strength Based on your answers to 2 situations, not finished yet." in page
    assert "written by the service, not yet rated by experts" in page
    assert "19 situations are left to answer." in page
    assert not re.search(r"\d\.\d", page.split("Where our data comes from")[0].split("Open Government")[0])


def test_a_key_of_experts_is_named_before_and_after(client: PageClient, make: Factory) -> None:
    for one in queries.list_live_questions(["cwp_respect"]):
        queries.get_version(one.key, 1).key_source = "rated by 9 experts, November 2026"
    db.session.commit()
    user = make.user()
    question = asked_of(user)[0]
    client.sign_in(user)
    client.post(page_of(question), full(question))

    sentence = "compared your answers with answers rated by 9 experts, November 2026."
    assert "Experts have not rated ours yet" not in client.get("/values?values=cwp_respect").text
    before = text_of(client.get("/values?values=cwp_respect").text)
    assert "We compare your answers with answers rated by 9 experts, November 2026. Treat the result" in before
    assert sentence in text_of(client.get("/values/profile").text)


def test_show_profile_names_behaviours_only_when_the_value_is_finished(client: PageClient, make: Factory) -> None:
    user = make.user()
    asked = asked_of(user)
    client.sign_in(user)
    for question in asked:
        client.post(page_of(question), full(question))
    assert "knocks and waits" not in client.get("/values/profile").text

    client.post(f"/values/finish?{RESPECT}")

    assert "knocks and waits" in client.get("/values/profile").text


def test_show_profile_without_answers_says_where_to_begin(client: PageClient, make: Factory) -> None:
    page = client.sign_in(make.user()).get("/values/profile").text

    assert "Nothing to show yet" in page
    assert 'href="/values"' in page


def finished_user(make: Factory, months: int) -> User:
    """Return a person who finished the situations of respect so many months ago, about 30 days each."""
    user = make.user()
    own = {each.key: best_ratings(each) for each in queries.list_live_questions(["cwp_respect"])[:3]}
    at = clock.now() - timedelta(days=31 * months)
    make.answers(user, own, started_at=at, completed_at=at)
    return user


def test_take_again_is_offered_after_six_months_with_other_situations_and_replaces_nothing_until_finished(
    client: PageClient, make: Factory
) -> None:
    user = finished_user(make, 6)
    client.sign_in(user)
    before = queries.scores_of(Person(user.id))["cwp_respect"]

    profile = client.get("/values/profile").text
    start = client.get(f"/values?{RESPECT}").text
    begun = client.post(f"/values/again?{RESPECT}")
    under_way = text_of(client.get("/values/profile").text)

    asked = queries.get_standing(Person(user.id), ["cwp_respect"]).asked
    assert "Take again" in profile
    assert "Your earlier answers count until you have finished the new ones." in text_of(start)
    assert begun.location.startswith(page_of(asked[0].question))
    unseen = {each.key for each in queries.list_live_questions(["cwp_respect"])} - set(before.question_keys)
    assert len({each.question.key for each in asked} & unseen) == min(3, len(unseen))
    assert "You are taking these situations again. What you see here counts until you have finished." in under_way

    for each in asked:
        worst = {f"response_{r.key}": "1" if r.key_rating > 3 else "5" for r in each.question.responses}
        client.post(page_of(each.question), full(each.question, **worst))
    assert queries.scores_of(Person(user.id))["cwp_respect"] == before
    client.post(f"/values/finish?{RESPECT}")
    assert queries.scores_of(Person(user.id))["cwp_respect"].score < before.score


def test_take_again_too_early_says_from_when(client: PageClient, make: Factory) -> None:
    user = finished_user(make, 1)
    client.sign_in(user)

    profile = text_of(client.get("/values/profile").text)
    refused = client.post(f"/values/again?{RESPECT}")

    assert "You may take this again from Saturday 24 April 2027." in profile
    assert "Take again" not in profile
    assert refused.status_code == 409
    assert "Take them again" not in client.get(f"/values?{RESPECT}").text
