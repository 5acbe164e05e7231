"""The pages of what matters to you."""

import re
from typing import Any

import pytest

from careers.access import Role
from careers.database import db
from careers.screening import bank, queries
from careers.screening.queries import Person
from tests.client import PageClient
from tests.factories import Factory, best_ratings
from tests.screening.views.pages import RESPECT, asked_of, full, page_of, text_of


def test_start_values_says_what_it_is_for_before_anything_starts(client: PageClient) -> None:
    page = text_of(client.get("/values").text)

    assert "Read 21 short situations" in page
    assert "about 16 minutes" in page
    assert "No score turns anyone away." in page
    assert "Experts have not rated ours yet" in page
    assert "You can give short written answers instead" in page
    assert all(value.name in page for value in bank.values())


def test_start_values_for_a_vacancy_asks_about_its_values_only(client: PageClient) -> None:
    page = client.get("/values?values=cwp_respect&values=nonsense&return_to=/jobs/V-1/apply").text

    assert "Read 3 short situations" in page
    assert "about 2 minutes" in page
    assert "Courageous and principled" not in page
    assert 'href="/jobs/V-1/apply"' in page
    assert 'action="/values/begin?values=cwp_respect&amp;return_to=/jobs/V-1/apply"' in page


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(client: PageClient, make: Factory, target: str) -> None:
    user = make.user()
    for question in asked_of(user):
        client.sign_in(user).post(page_of(question), full(question))

    page = client.get("/values", query_string={"values": "cwp_respect", "return_to": target}).text
    response = client.post("/values/finish", query_string={"values": "cwp_respect", "return_to": target})

    assert "evil" not in page
    assert response.location == "/values/profile"


def test_beginning_leads_to_the_first_situation(client: PageClient, make: Factory) -> None:
    user = make.user()

    response = client.sign_in(user).post(f"/values/begin?{RESPECT}&return_to=/back")

    first = asked_of(user)[0]
    assert response.location == f"{page_of(first)}?values=cwp_respect&return_to=/back"


def test_start_values_goes_on_where_the_person_stopped(client: PageClient, make: Factory) -> None:
    user = make.user()
    first, second, _ = asked_of(user)
    client.sign_in(user).post(page_of(first), full(first))

    page = client.get(f"/values?{RESPECT}").text
    response = client.post(f"/values/begin?{RESPECT}")

    assert "You have answered 1 of 3." in page
    assert page.index("Carry on with the situations") < page.index("How your answers are used")
    assert response.location.startswith(page_of(second))


def test_start_values_of_a_person_who_is_done_leads_on(client: PageClient, make: Factory) -> None:
    user = make.user()
    make.answers(user, {key.key: best_ratings(key) for key in queries.list_live_questions(["cwp_respect"])[:3]})

    page = client.sign_in(user).get(f"/values?{RESPECT}&return_to=/jobs/V-1/apply").text

    assert "You have answered these situations." in page
    assert "Go on" in page
    assert "/values/begin" not in page


def test_start_values_offers_an_employer_no_start(client: PageClient, make: Factory) -> None:
    page = client.sign_in(make.user(Role.PROVIDER_MEMBER)).get("/values").text

    assert "The situations are for people who look for work." in page
    assert "/values/begin" not in page


def test_answer_question_shows_a_situation_with_its_responses_on_a_scale_in_words(
    client: PageClient, make: Factory
) -> None:
    user = make.user()
    _, second, third = asked_of(user)
    count = len(third.responses)

    page = client.sign_in(user).get(f"{page_of(third)}?{RESPECT}").text

    assert "Situation 3 of 3" in page
    assert third.situation.split('"')[0] in page
    assert page.count('type="radio"') == 5 * count
    assert page.count("1: not a good idea at all") == count
    assert page.count("5: a very good idea") == count
    assert f'href="{page_of(second)}?values=cwp_respect"' in page


def test_answer_question_gives_away_neither_value_nor_key(client: PageClient, make: Factory) -> None:
    user = make.user()
    question = asked_of(user)[0]

    response = client.sign_in(user).get(page_of(question))

    body = response.text.split("<footer")[0]
    for secret in ("cwp_respect", "espect", *(str(r.key_rating) for r in question.responses)):
        assert secret not in body
        assert secret not in str(response.headers)


def test_answer_question_saves_and_goes_to_the_next_unanswered(client: PageClient, make: Factory) -> None:
    user = make.user()
    first, second, third = asked_of(user)
    client.sign_in(user).post(page_of(second), full(second))

    response = client.post(page_of(first), full(first), query_string={"values": "cwp_respect", "return_to": "/back"})

    assert response.location == f"{page_of(third)}?values=cwp_respect&return_to=/back"
    answers = queries.get_asked(Person(user.id), first.key).ratings
    assert answers == best_ratings(first)


def test_answer_question_comes_round_to_what_was_left_out_and_then_to_the_end(
    client: PageClient, make: Factory
) -> None:
    user = make.user()
    first, second, third = asked_of(user)
    client.sign_in(user).post(page_of(second), full(second))
    options = {"values": "cwp_respect", "return_to": "/jobs/V-1/apply"}

    last = client.post(page_of(third), full(third), query_string=options)
    round_again = client.post(page_of(first), full(first), query_string=options)
    finished = client.post(round_again.location)

    assert last.location.startswith(page_of(first))
    assert round_again.location == "/values/finish?values=cwp_respect&return_to=/jobs/V-1/apply"
    assert finished.location == "/jobs/V-1/apply"
    assert queries.get_standing(Person(user.id), ["cwp_respect"]).completed_at.keys() == {"cwp_respect"}


def test_answer_question_shows_what_was_saved(client: PageClient, make: Factory) -> None:
    user = make.user()
    question = asked_of(user)[0]
    client.sign_in(user).post(page_of(question), full(question))

    page = client.get(page_of(question)).text

    for name, rating in best_ratings(question).items():
        assert re.search(rf'name="response_{name}" type="radio" value="{rating}" checked', page)


def test_answer_question_names_the_idea_that_was_not_rated_and_keeps_the_others(
    client: PageClient, make: Factory
) -> None:
    user = make.user()
    question = asked_of(user)[0]
    data = {name: value for name, value in full(question).items() if name != "response_b"}

    response = client.sign_in(user).post(page_of(question), data)

    assert "Say how good this idea is: “" in response.text
    assert 'href="#response_b"' in response.text
    assert re.search(rf'name="response_a" type="radio" value="{data["response_a"]}" checked', response.text)
    assert queries.list_answers(user.id) == []


def refusals(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the codes of the lines in the log that say an answer was refused, and check that they say nothing else."""
    lines = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    refused = [line for line in lines if line["event"] == "values.refused"]
    assert all(line.keys() <= {"event", "code", "request_id", "level", "timestamp"} for line in refused)
    return [line["code"] for line in refused]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"response_a": "6"}, "off the scale"),
        ({"response_a": "0"}, "off the scale"),
        ({"response_a": "lots"}, "off the scale"),
        ({"response_zz": "3"}, "unknown response"),
        ({"response_a": ["5", "1"]}, "two ratings"),
        ({"version": "2"}, "other version"),
        ({"version": "0"}, "other version"),
    ],
)
def test_answer_question_refuses_a_forged_page_keeps_nothing_and_notes_no_content(
    client: PageClient, make: Factory, caplog: pytest.LogCaptureFixture, changes: dict[str, str], code: str
) -> None:
    user = make.user()
    question = asked_of(user)[0]

    response = client.sign_in(user).post(page_of(question), full(question, **changes))

    assert response.status_code == 409
    assert "This cannot be done now" in response.text
    assert queries.list_answers(user.id) == []
    assert refusals(caplog) == [code]


def test_a_page_sent_again_after_finishing_changes_nothing_and_says_why(
    client: PageClient, make: Factory, caplog: pytest.LogCaptureFixture
) -> None:
    user = make.user()
    asked = asked_of(user)
    client.sign_in(user)
    for question in asked:
        client.post(page_of(question), full(question))
    client.post(f"/values/finish?{RESPECT}")
    before = [answer.rating for answer in queries.list_answers(user.id)]

    worse = {name: "1" for name in full(asked[0]) if name != "version"}
    response = client.post(page_of(asked[0]), full(asked[0], **worse))

    assert response.status_code == 409
    assert "You have finished these situations." in response.text
    assert [answer.rating for answer in queries.list_answers(user.id)] == before
    assert refusals(caplog) == ["finished before"]


def test_nobody_answers_in_another_persons_sitting(
    client: PageClient, make: Factory, caplog: pytest.LogCaptureFixture
) -> None:
    amara, sam = make.user(), make.user()
    question = asked_of(amara)[0]

    response = client.sign_in(sam).post(page_of(question), full(question))

    assert response.status_code == 404
    assert queries.list_answers(amara.id) == queries.list_answers(sam.id) == []
    assert refusals(caplog) == ["not asked"]


def test_what_follows_the_best_and_the_worst_answer_is_the_same_to_the_byte(client: PageClient, make: Factory) -> None:
    user = make.user()
    first = asked_of(user)[0]
    worst = {f"response_{each.key}": "1" if each.key_rating > 3 else "5" for each in first.responses}
    client.sign_in(user)

    def seen(ratings: dict[str, str]) -> list[str]:
        answered = client.post(page_of(first), full(first, **ratings))
        following = client.get(answered.location)
        return [str(answered.status), str(answered.headers), answered.text, str(following.headers), following.text]

    seen({})  # what the session notes once is noted
    after_best, after_worst = seen({}), seen(worst)

    assert after_best == after_worst
    assert "Situation 2 of 3" in after_best[-1]


def test_answer_question_is_not_found_if_not_asked(client: PageClient, make: Factory) -> None:
    user = make.user()
    question = asked_of(user)[0]
    client.sign_in(user)

    for path in (
        "/values/questions/no-such",
        "/values/questions/late-bus",
        f"{page_of(question)}?values=cwp_whole_person",
    ):
        assert client.get(path).status_code == 404
        assert client.post(path, full(question)).status_code == 404
    assert queries.list_answers(user.id) == []


@pytest.mark.parametrize("is_full", [True, False])
def test_a_person_may_stop_at_any_page(client: PageClient, make: Factory, is_full: bool) -> None:
    user = make.user()
    question = asked_of(user)[0]
    data: dict[str, Any] = full(question) if is_full else {"version": "1", "response_a": "5"}

    response = client.sign_in(user).post(
        page_of(question),
        data | {"save_and_leave": "1"},
        query_string={"values": "cwp_respect", "return_to": "/values/profile"},
    )

    assert response.location == "/values/profile"
    assert "The situations you have finished are saved." in client.follow(response).text
    assert len(queries.list_answers(user.id)) == (len(question.responses) if is_full else 0)


def test_the_order_of_responses_is_fixed_for_a_person_and_differs_between_people(
    client: PageClient, make: Factory
) -> None:
    question = queries.get_version("door-key", 1)
    for other in queries.list_live_questions(["cwp_respect"]):
        if other.key != question.question_key:
            queries.get_version(other.key, 1).status = bank.QuestionStatus.RETIRED
    db.session.commit()

    def order() -> tuple[str, ...]:
        page = client.get("/values/questions/door-key").text
        return tuple(dict.fromkeys(re.findall(r'name="(response_.)"', page)))

    orders = []
    for _ in range(8):
        user = make.user()
        asked_of(user)
        client.sign_in(user)
        orders.append(order())
        assert order() == orders[-1]

    assert len(set(orders)) > 1


def test_a_visitor_takes_part_without_an_account_and_caches_keep_nothing(client: PageClient) -> None:
    begun = client.post(f"/values/begin?{RESPECT}")
    for _ in range(3):
        key = begun.location.split("/")[-1].split("?")[0]
        question = next(each for each in queries.list_live_questions() if each.key == key)
        shown = client.get(begun.location)
        begun = client.post(begun.location, full(question))
    finished = client.post(begun.location)
    profile = client.get(finished.location)

    assert shown.headers["Cache-Control"] == profile.headers["Cache-Control"] == "no-store"
    assert "clear strength" in profile.text
    assert "Based on your answers to 3 situations." in text_of(profile.text)


def test_a_visitor_sees_nothing_of_another_visitor(client: PageClient, app: Any) -> None:
    begun = client.post(f"/values/begin?{RESPECT}")

    assert PageClient(app).get(begun.location).status_code == 404
    assert "Nothing to show yet" in PageClient(app).get("/values/profile").text


def test_an_employer_may_not_answer(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user(Role.PROVIDER_MANAGER))

    assert client.get("/values/questions/door-key").status_code == 403
    assert client.post("/values/begin").status_code == 403
    assert client.get("/values/profile").status_code == 403


def test_no_cache_keeps_how_far_a_visitor_is(client: PageClient) -> None:
    before = client.get("/values")
    client.post(f"/values/begin?{RESPECT}")

    after = client.get("/values")

    assert before.headers.get("Cache-Control") != "no-store"
    assert after.headers["Cache-Control"] == "no-store"
