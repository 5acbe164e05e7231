"""Absurd and hostile addresses are answered like any other: with a page, and never with a fault."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.hostile import FIELDS, NASTY, addresses
from tests.client import PageClient
from tests.factories import Factory

ANSWERS = {200, 301, 302, 308, 400, 404, 410}
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def some_work(make: Factory) -> None:
    make.vacancy(title="Care assistant (nights)", patterns=["nights"])
    make.vacancy(title="Cook")
    make.placement()


def test_no_address_ends_in_a_fault(app: Flask, some_work: None) -> None:
    http = app.test_client()
    paths = addresses(400)
    answers = {path: http.get(path).status_code for path in paths}

    assert len(answers) > 500
    assert {path: status for path, status in answers.items() if status not in ANSWERS} == {}


@pytest.mark.parametrize("text", NASTY)
def test_the_page_of_a_nasty_search_is_sound(client: PageClient, some_work: None, text: str) -> None:
    response = client.get("/jobs", query_string={"q": text, "place": text})

    assert response.status_code == 200
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_given_a_thousand_times_is_a_search_like_any_other(app: Flask, some_work: None, field: str) -> None:
    query = "&".join(f"{field}={number}" for number in range(1_000))

    assert app.test_client().get(f"/jobs?{query}").status_code == 200


def test_thousands_of_words_are_cut_and_searched(app: Flask, some_work: None) -> None:
    words = "+".join(f"care{number}" for number in range(5_000))

    assert app.test_client().get(f"/jobs?q={words}&place={words}").status_code == 200


@FUZZ
@given(st.dictionaries(st.sampled_from(FIELDS), st.lists(st.text(max_size=120), max_size=4)))
def test_any_text_in_any_field_is_answered(app: Flask, choices: dict[str, list[str]]) -> None:
    pairs = [(name, value) for name, values in choices.items() for value in values]

    assert app.test_client().get("/jobs", query_string=pairs).status_code == 200


@FUZZ
@given(st.sampled_from(("/jobs/", "/placements/", "/employers/")), st.text(min_size=1, max_size=60))
def test_any_text_in_place_of_a_reference_is_answered(app: Flask, door: str, text: str) -> None:
    assert app.test_client().get(door + text).status_code in ANSWERS
