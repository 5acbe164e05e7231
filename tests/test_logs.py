"""What the logs say, and what they never say."""

import json
from collections.abc import Iterator

import pytest
from flask import Flask

from careers.logs import configure_logs, get_log
from tests.client import PageClient

PRIVATE = ("amara@example.com", "MK3 6EB", "Okoye", "07700 900123", "123456")


@pytest.fixture
def loud(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Log everything to what capsys reads."""
    configure_logs("INFO")
    yield
    configure_logs("WARNING")


def test_a_field_that_is_not_known_to_be_safe_is_hidden(loud: None, capsys: pytest.CaptureFixture[str]) -> None:
    get_log().info("task done", task="send-mail", email="amara@example.com", postcode="MK3 6EB", name="Okoye")

    line = json.loads(capsys.readouterr().out)
    assert (line["event"], line["task"]) == ("task done", "send-mail")
    assert (line["email"], line["postcode"], line["name"]) == ("(hidden)", "(hidden)", "(hidden)")


def test_an_exception_shows_its_type_and_places_but_not_its_words(
    loud: None, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise ValueError("amara@example.com lives at MK3 6EB")
    except ValueError as error:
        get_log().error("fault", exc_info=error)

    output = capsys.readouterr().out
    assert json.loads(output)["exception_type"] == "ValueError"
    assert not [private for private in PRIVATE if private in output]


def test_a_request_leaves_a_line_without_what_was_typed(
    loud: None, app: Flask, client: PageClient, capsys: pytest.CaptureFixture[str]
) -> None:
    client.get("/jobs?place=MK3+6EB&q=Okoye+07700+900123")
    client.post("/sign-in", {"email": "amara@example.com"})
    client.post("/sign-in/code", {"code": "123456"})

    output = capsys.readouterr().out
    lines = [json.loads(line) for line in output.splitlines()]
    assert [line["endpoint"] for line in lines] == [
        "finding.search_jobs",
        "accounts.ask_for_code",
        "accounts.enter_code",
    ]
    assert not [private for private in PRIVATE if private in output]


def test_too_many_tries_leave_no_address_of_the_visitor(
    loud: None, client: PageClient, capsys: pytest.CaptureFixture[str]
) -> None:
    here = {"REMOTE_ADDR": "192.0.2.99"}

    codes = [
        client.post("/sign-in", {"email": f"x{n}@example.com"}, environ_overrides=here).status_code for n in range(31)
    ]

    assert codes[-1] == 429
    assert "192.0.2.99" not in capsys.readouterr().out


def test_a_fault_is_a_page_with_a_way_on_and_a_line_in_the_log(
    loud: None, app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> str:
        raise KeyError("amara@example.com")

    app.view_functions["health.live"], kept = broken, app.view_functions["health.live"]
    broken.access_mark = kept.access_mark
    try:
        answer = PageClient(app).get("/health/live")
    finally:
        app.view_functions["health.live"] = kept

    assert answer.status_code == 500
    assert "Sorry, there is a problem with the service" in answer.text
    assert "KeyError" in capsys.readouterr().out
