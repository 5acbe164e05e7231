"""The desk's pages: the list, a question, writing, moving along, releases, files."""

from io import BytesIO

import pytest

from careers.database import db
from careers.questions.models import TakenKey
from careers.screening.bank import QuestionStatus, RoleFamily, values
from careers.screening.models import QuestionVersion
from careers.screening.queries import get_release, get_version, list_live_questions
from tests.client import PageClient
from tests.factories import Factory, best_ratings
from tests.questions.conftest import AGREEING, KEY, expert, three_send
from tests.screening.views.pages import text_of

PAGE = f"/council/questions/{KEY}"
WORDS = {
    "name": "The closed curtains",
    "value_key": "cwp_respect",
    "second_value_key": "",
    "role_family": "any",
    "situation": "You visit Ruth. Her curtains are closed.",
    "text_a": "Open them.",
    "text_b": "Ask Ruth.",
    "text_c": "Wait.",
    "text_d": "Ring her son.",
    "author": "Grace Hill",
}
RELEASE = {
    "name": "2027",
    "method": "best-worst-1",
    "questions_a_value": "3",
    "months_valid": "6",
    "least_experts": "8",
    "most_spread": "0.9",
    "least_agreement": "0.65",
}


def test_list_questions_shows_where_each_key_comes_from_and_links_each(desk: PageClient) -> None:
    page = desk.get("/council/questions").text

    count = len(list_live_questions())
    assert text_of(page).count("Written by the service, not yet rated by experts") == count
    assert f'href="{PAGE}"' in page


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("value=cwp_respect", lambda one: one.value_key == "cwp_respect"),
        ("family=care_home", lambda one: one.role_family is RoleFamily.CARE_HOME),
        ("value=cwp_respect&family=any", lambda one: (one.value_key, one.role_family) == ("cwp_respect", "any")),
        ("status=draft", lambda _one: False),
        ("status=live", lambda _one: True),
        ("status=asleep&value=7&family=x", lambda _one: True),
    ],
)
def test_list_questions_is_filtered(desk: PageClient, query: str, fits: object) -> None:
    page = text_of(desk.get(f"/council/questions?{query}").text)

    expected = [one for one in list_live_questions() if fits(one)]  # type: ignore[operator]  # a function
    for one in list_live_questions():
        name = f" {one.key.replace('-', ' ').capitalize()} "
        assert (name in page) is (one in expected), one.key
    assert ("No question fits" in page) is not bool(expected)


def test_list_questions_says_which_values_have_too_few(desk: PageClient) -> None:
    first, second = values()[:2]
    for value, left in ((first, 1), (second, 2)):
        for one in list_live_questions([value.key])[left:]:
            get_version(one.key, 1).status = QuestionStatus.RETIRED
    db.session.commit()

    page = text_of(desk.get("/council/questions").text)

    assert f"{first.name} has 1 live question . Two are the fewest" in page.replace("question.", "question .")
    assert f"Fewer are live for: {second.name} (2)." in page


def test_a_question_is_written_previewed_and_changed(desk: PageClient) -> None:
    answer = desk.post("/council/questions/new", WORDS)

    page = text_of(desk.follow(answer).text)
    assert "The closed curtains" in page
    assert "No key yet" in page
    preview = desk.get("/council/questions/the-closed-curtains/1/preview").text
    assert "Her curtains are closed." in preview
    changed = WORDS | {"situation": "Other words.", "text_e": "Leave a note."}
    desk.follow(desk.post("/council/questions/the-closed-curtains/1/change", changed))
    assert get_version("the-closed-curtains", 1).situation == "Other words."
    assert len(get_version("the-closed-curtains", 1).responses) == 5


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": "Quiet breakfast"}, "There is a question of this name"),
        ({"name": "???"}, "Choose another short name"),
        ({"text_d": ""}, "Write idea 4"),
        ({"key_a": "3"}, "near the middle"),
        ({"key_a": "nine"}, "enter a number from 1 to 5"),
        ({"second_value_key": "cwp_respect"}, "another value than the first"),
        ({"value_key": "love"}, "Not a valid choice"),
        ({"value_key": ""}, "Choose a value"),
        ({"situation": "a" * 1_001}, "Use 1,000 characters or fewer"),
    ],
)
def test_what_cannot_be_a_question_is_said_at_its_field(desk: PageClient, changes: dict[str, str], why: str) -> None:
    page = desk.post("/council/questions/new", WORDS | changes)

    assert why in page.text
    assert "There is a problem" in page.text


def test_preview_shows_no_key_and_shuffles(desk: PageClient) -> None:
    version = get_version(KEY, 1)

    pages = [desk.get(f"{PAGE}/1/preview").text for _ in range(12)]

    orders = {tuple(sorted("abcd", key=lambda key: page.index(f"response_{key}"))) for page in pages}
    assert len(orders) > 1
    assert not [page for page in pages if any(f"{each.key_rating}" in text_of(page) for each in version.responses)]
    assert "<form" not in pages[0].split("<main")[1].split("</main")[0]


def test_show_question_tells_how_often_each_version_was_asked(make: Factory, desk: PageClient) -> None:
    question = next(one for one in list_live_questions() if one.key == KEY)
    for _ in range(2):
        make.answers(make.user(), {KEY: best_ratings(question)})

    assert "2 times" in text_of(desk.get(PAGE).text)


def test_a_key_is_taken_with_one_press_and_no_number_is_typed(desk: PageClient, version: QuestionVersion) -> None:
    three_send(version)
    page = desk.get(PAGE).text
    assert "Kendall’s W, 0 to 1): 0.90." in text_of(page)

    answer = desk.post(f"{PAGE}/1/take-key", {"key_a": "5", "a": "5"})

    page = text_of(desk.follow(answer).text)
    assert "Rated by 3 experts, November 2026" in page
    on_trial = text_of(desk.follow(desk.post(f"{PAGE}/2/pilot")).text)
    assert "At least 100 people should have been asked it on trial; it was asked 0 times." in on_trial
    live = text_of(desk.follow(desk.post(f"{PAGE}/2/go-live")).text)
    assert "Version 2: went live" in live
    assert "Version 1: retired" in live
    assert [each.key_rating for each in get_version(KEY, 2).responses] == pytest.approx([5 / 3, 5, 5 / 3, 13 / 3])


def test_too_few_experts_see_no_figures_and_no_button(desk: PageClient, version: QuestionVersion) -> None:
    expert(version, AGREEING["first"])

    page = text_of(desk.get(PAGE).text)

    assert "1 expert has sent their ratings; at least 8 are needed." in page
    assert "Take this key" not in page
    refusal = desk.post(f"{PAGE}/1/take-key")
    assert refusal.status_code == 409
    assert "1 of at least 8 experts" in refusal.text
    assert db.session.query(TakenKey).count() == 0


def test_experts_who_do_not_agree_are_told_of_with_the_reason(desk: PageClient, version: QuestionVersion) -> None:
    get_release().least_experts = 2
    expert(version, {"a": 1, "b": 2, "c": 4, "d": 5})
    expert(version, {"a": 5, "b": 4, "c": 2, "d": 1})

    page = text_of(desk.get(PAGE).text)

    assert "This key cannot be taken." in page
    assert "Take this key" not in page


def test_retire_asks_for_a_reason(desk: PageClient) -> None:
    assert "Say why it is retired" in desk.post(f"{PAGE}/1/retire").text

    page = text_of(desk.follow(desk.post(f"{PAGE}/1/retire", {"reason": "People found it unclear"})).text)

    assert "People found it unclear" in page
    assert get_version(KEY, 1).status is QuestionStatus.RETIRED
    assert desk.post(f"{PAGE}/1/retire", {"reason": "Again"}).status_code == 409


@pytest.mark.parametrize("path", ["pilot", "go-live", "change"])
def test_a_step_that_the_table_does_not_have_is_refused_in_words(desk: PageClient, path: str) -> None:
    answer = desk.post(f"{PAGE}/1/{path}", WORDS)

    assert answer.status_code == 409
    assert "This cannot be done now" in answer.text


@pytest.mark.parametrize("path", ["none-such", f"{KEY}/2/preview", f"{KEY}/9/retire", f"{KEY}/0/change"])
def test_what_is_not_there_is_not_found(desk: PageClient, path: str) -> None:
    assert desk.get(f"/council/questions/{path}").status_code == 404


def test_make_release_warns_and_waits(desk: PageClient) -> None:
    assert "This changes how everybody is scored." in text_of(desk.get("/council/questions/release/new").text)

    page = text_of(desk.follow(desk.post("/council/questions/release/new", RELEASE)).text)

    assert "Release 2027 is being made ready." in page
    assert get_release().name == "2026-11"
    assert desk.get("/council/questions/release/new").status_code == 409


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": "2026-11"}, "There is a release of this name"),
        ({"method": "guess"}, "Invalid Choice"),
        ({"questions_a_value": "1"}, "enter a whole number from 2 to 10"),
        ({"months_valid": "37"}, "enter a whole number from 1 to 36"),
        ({"least_experts": "1"}, "enter a whole number from 2 to 100"),
        ({"most_spread": "-1"}, "enter a number from 0.1 to 2"),
        ({"least_agreement": "nan"}, "enter a number from 0 to 1"),
    ],
)
def test_a_release_that_cannot_be_is_said_at_its_field(desk: PageClient, changes: dict[str, str], why: str) -> None:
    assert why in desk.post("/council/questions/release/new", RELEASE | changes).text


def test_the_files_come_back_as_they_went(desk: PageClient) -> None:
    for ending, mimetype in (("json", "application/json"), ("csv", "text/csv")):
        file = desk.get(f"/council/questions/export.{ending}")
        assert file.mimetype == mimetype
        assert f"questions-2026-11-24.{ending}" in file.headers["Content-Disposition"]

        page = desk.post("/council/questions/import", {"file": (BytesIO(file.data), f"bank.{ending}")})

        assert f"here already ({len(list_live_questions())})" in text_of(page.text)


def test_a_file_with_faults_is_told_of_and_no_file_is_asked_for(desk: PageClient) -> None:
    assert "Choose a file" in desk.post("/council/questions/import").text

    page = text_of(desk.post("/council/questions/import", {"file": (BytesIO(b'[{"key": "<b>"}]'), "a.json")}).text)

    assert "Nothing was imported" in page
    assert "Question 1, &lt;b&gt;: Its key must be" in page
