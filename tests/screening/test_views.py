"""The pages of what matters to you."""

import re
from typing import Any

import pytest

from careers.access import Role
from careers.database import db
from careers.screening import bank, queries
from careers.screening.commands import answer_question
from tests.client import PageClient
from tests.factories import Factory

FULL = {"version": "1", "response_a": "5", "response_b": "1", "response_c": "2", "response_d": "4"}
RESPECT = ("eleven-o-clock", "clothes-and-cups", "door-key", "short-for", "cheese-sandwich", "red-walls")


def answered(user_id: int, *question_keys: str) -> None:
    """Answer questions as their key would."""
    for question_key in question_keys:
        ratings = {r.key: round(r.key_rating) for r in bank.get_question(question_key).responses}
        answer_question(user_id, question_key=question_key, version=1, ratings=ratings)
    db.session.commit()


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_start_values_says_what_it_is_for_before_anything_starts(client: PageClient) -> None:
    page = text_of(client.get("/values").text)

    assert f"Read {len(bank.questions())} short situations" in page
    assert "about 32 minutes" in page  # 42 of 45 seconds
    assert "No score turns anyone away." in page
    assert "Experts have not rated ours yet" in page
    assert "You can give short written answers instead" in page
    assert all(value.name in page for value in bank.values())


def test_start_values_for_a_vacancy_asks_about_its_values_only(
    client: PageClient,
) -> None:
    page = client.get("/values?values=cwp_respect&values=nonsense&return_to=/jobs/V-1/apply").text

    assert f"Read {len(RESPECT)} short situations" in page
    assert "about 4 minutes" in page  # 6 of 45 seconds
    assert "Courageous and principled" not in page
    assert 'href="/jobs/V-1/apply"' in page
    assert 'href="/values/questions/eleven-o-clock?values=cwp_respect&amp;return_to=/jobs/V-1/apply"' in page


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(client: PageClient, make: Factory, target: str) -> None:
    user = make.user()
    answered(user.id, *RESPECT)
    client.sign_in(user)

    page = client.get("/values", query_string={"values": "cwp_respect", "return_to": target}).text
    response = client.post(
        "/values/questions/door-key", FULL, query_string={"values": "cwp_respect", "return_to": target}
    )

    assert "evil" not in page
    assert response.location == "/values/profile"


def test_start_values_goes_on_where_the_person_stopped(client: PageClient, make: Factory) -> None:
    user = make.user()
    answered(user.id, "eleven-o-clock")

    page = client.sign_in(user).get("/values?values=cwp_respect").text

    assert f"You have answered 1 of {len(RESPECT)}." in page
    assert 'href="/values/questions/clothes-and-cups?values=cwp_respect"' in page


def test_start_values_of_a_person_who_is_done_leads_on(client: PageClient, make: Factory) -> None:
    user = make.user()
    answered(user.id, *RESPECT)

    page = client.sign_in(user).get("/values?values=cwp_respect&return_to=/jobs/V-1/apply").text

    assert "You have answered these situations." in page
    assert "Go on" in page


def test_start_values_offers_an_employer_no_start(client: PageClient, make: Factory) -> None:
    page = client.sign_in(make.user(Role.PROVIDER_MEMBER)).get("/values").text

    assert "The situations are for people who look for work." in page
    assert "/values/questions/" not in page


def test_answer_question_shows_a_situation_with_four_responses_on_a_scale_in_words(
    client: PageClient, make: Factory
) -> None:
    page = client.sign_in(make.user()).get("/values/questions/door-key?values=cwp_respect").text

    assert f"Situation 3 of {len(RESPECT)}" in page
    assert bank.get_question("door-key").situation in page
    assert page.count('type="radio"') == 20
    assert page.count("1: not a good idea at all") == 4
    assert page.count("5: a very good idea") == 4
    assert 'href="/values/questions/clothes-and-cups?values=cwp_respect"' in page


def test_answer_question_gives_away_neither_value_nor_key(client: PageClient, make: Factory) -> None:
    response = client.sign_in(make.user()).get("/values/questions/door-key")

    question = bank.get_question("door-key")
    for secret in ("cwp_respect", "espect", *(str(r.key_rating) for r in question.responses)):
        assert secret not in response.text
        assert secret not in str(response.headers)


def test_answer_question_saves_and_goes_to_the_next_unanswered(client: PageClient, make: Factory) -> None:
    user = make.user()
    answered(user.id, "clothes-and-cups")

    response = client.sign_in(user).post(
        "/values/questions/eleven-o-clock", FULL, query_string={"values": "cwp_respect", "return_to": "/back"}
    )

    assert response.location == "/values/questions/door-key?values=cwp_respect&return_to=/back"
    assert queries.get_ratings(user.id)["eleven-o-clock"] == {"a": 5, "b": 1, "c": 2, "d": 4}


def test_answer_question_comes_round_to_what_was_left_out_and_then_returns(client: PageClient, make: Factory) -> None:
    user = make.user()
    answered(user.id, *(key for key in RESPECT if key not in {"eleven-o-clock", "door-key"}))
    client.sign_in(user)
    options = {"values": "cwp_respect", "return_to": "/jobs/V-1/apply"}

    last = client.post("/values/questions/door-key", FULL, query_string=options)
    round_again = client.post("/values/questions/eleven-o-clock", FULL, query_string=options)

    assert last.location.startswith("/values/questions/eleven-o-clock")
    assert round_again.location == "/jobs/V-1/apply"


def test_answer_question_shows_what_was_saved(client: PageClient, make: Factory) -> None:
    user = make.user()
    client.sign_in(user).post("/values/questions/door-key", FULL)

    page = client.get("/values/questions/door-key").text

    for name, rating in (("a", 5), ("b", 1), ("c", 2), ("d", 4)):
        assert re.search(rf'name="response_{name}" type="radio" value="{rating}" checked', page)


def test_answer_question_names_the_idea_that_was_not_rated_and_keeps_the_others(
    client: PageClient, make: Factory
) -> None:
    user = make.user()
    data = {name: value for name, value in FULL.items() if name != "response_b"}

    response = client.sign_in(user).post("/values/questions/door-key", data)

    left_out = next(r for r in bank.get_question("door-key").responses if r.key == "b")
    assert f"Say how good this idea is: “{left_out.text}”" in response.text
    assert 'href="#response_b"' in response.text
    assert re.search(r'name="response_a" type="radio" value="5" checked', response.text)
    assert queries.list_answers(user.id) == []


@pytest.mark.parametrize("changes", [{"response_a": "6"}, {"response_a": "0"}, {"response_a": "lots"}, {"version": ""}])
def test_answer_question_refuses_ratings_off_the_scale(
    client: PageClient, make: Factory, changes: dict[str, str]
) -> None:
    user = make.user()

    response = client.sign_in(user).post("/values/questions/door-key", FULL | changes)

    assert "There is a problem" in response.text
    assert queries.list_answers(user.id) == []


@pytest.mark.parametrize("version", ["2", "0"])
def test_answer_question_refuses_another_version(client: PageClient, make: Factory, version: str) -> None:
    user = make.user()

    response = client.sign_in(user).post("/values/questions/door-key", FULL | {"version": version})

    assert response.status_code == 409
    assert "This situation was changed while you had it open." in response.text
    assert queries.list_answers(user.id) == []


@pytest.mark.parametrize("path", ["/values/questions/no-such", "/values/questions/door-key?values=cwp_proud_positive"])
def test_answer_question_is_not_found_if_not_asked(client: PageClient, make: Factory, path: str) -> None:
    user = make.user()
    client.sign_in(user)

    assert client.get(f"/values/questions/{path}").status_code == 404
    assert client.post(f"/values/questions/{path}", FULL).status_code == 404
    assert queries.list_answers(user.id) == []


@pytest.mark.parametrize("data", [FULL, {"version": "1", "response_a": "5"}])
def test_a_person_may_stop_at_any_page(client: PageClient, make: Factory, data: dict[str, Any]) -> None:
    user = make.user()
    client.sign_in(user)

    response = client.post(
        "/values/questions/eleven-o-clock",
        data | {"save_and_leave": "1"},
        query_string={"values": "cwp_respect", "return_to": "/values/profile"},
    )

    assert response.location == "/values/profile"
    assert "The situations you have finished are saved." in client.follow(response).text
    assert len(queries.list_answers(user.id)) == (4 if data is FULL else 0)


def test_the_order_of_responses_is_fixed_for_a_person_and_differs_between_people(
    client: PageClient, make: Factory
) -> None:
    def order() -> tuple[str, ...]:
        page = client.get("/values/questions/door-key").text
        return tuple(dict.fromkeys(re.findall(r'name="(response_.)"', page)))

    orders = []
    for _ in range(8):
        client.sign_in(make.user())
        orders.append(order())
        assert order() == orders[-1]

    assert len(set(orders)) > 1


def test_a_visitor_signs_in_first_and_an_employer_may_not_answer(client: PageClient, make: Factory) -> None:
    assert client.get("/values/questions/door-key").location.startswith("/sign-in?next=")
    assert client.get("/values/profile").location.startswith("/sign-in?next=")

    client.sign_in(make.user(Role.PROVIDER_MANAGER))

    assert client.get("/values/questions/door-key").status_code == 403
    assert client.post("/values/questions/door-key", FULL).status_code == 403
    assert client.get("/values/profile").status_code == 403


def test_show_profile_says_each_strength_and_what_it_rests_on(client: PageClient, make: Factory) -> None:
    user = make.user()
    answered(user.id, "door-key", "eleven-o-clock")

    page = text_of(client.sign_in(user).get("/values/profile").text)

    assert f"A clear strength Based on your answers to 2 of {len(RESPECT)} situations." in page
    assert bank.get_question("door-key").situation.split('"')[0] in page
    assert bank.get_question("late-bus").situation not in page
    assert "written by the service, not yet rated by experts" in page
    assert f"{len(bank.questions()) - 2} situations are left to answer." in page
    assert not re.search(r"\d\.\d", page.split("Where our data comes from")[0].split("Open Government")[0])


def test_show_profile_names_behaviours_only_when_nothing_of_the_value_is_left(
    client: PageClient, make: Factory
) -> None:
    user = make.user()
    client.sign_in(user)
    answered(user.id, *RESPECT[:-1])
    assert "knocks and waits" not in client.get("/values/profile").text

    answered(user.id, RESPECT[-1])

    assert "knocks and waits" in client.get("/values/profile").text


def test_show_profile_without_answers_says_where_to_begin(client: PageClient, make: Factory) -> None:
    page = client.sign_in(make.user()).get("/values/profile").text

    assert "Nothing to show yet" in page
    assert 'href="/values"' in page
