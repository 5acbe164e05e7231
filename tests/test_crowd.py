"""Who comes while too many wait is told so at once, in words and with when to come again."""

import socket
from collections.abc import Iterator

import pytest

from careers.crowd import Door, door
from tests.client import PageClient


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        yield server


@pytest.fixture
def waiting(listener: socket.socket) -> Iterator[list[socket.socket]]:
    """Forty connections that nobody takes."""
    people = [socket.create_connection(listener.getsockname()) for _ in range(40)]
    yield people
    for person in people:
        person.close()


@pytest.fixture
def crowded(listener: socket.socket, waiting: list[socket.socket]) -> Iterator[None]:
    """The door of the application, with forty waiting for pages that take two seconds."""
    before = vars(door).copy()
    door.watch([listener], workers=2)
    while not door.is_crowded():
        door.note_served(2.0)
    yield
    vars(door).update(before)


def test_the_kernel_tells_how_many_wait(listener: socket.socket, waiting: list[socket.socket]) -> None:
    watched = Door()
    watched.watch([listener], workers=1)
    before = watched.count_waiting()
    listener.accept()[0].close()

    assert (before, watched.count_waiting()) == (40, 39)


@pytest.mark.parametrize(
    ("seconds", "workers", "is_crowded"),
    [(0.2, 1, False), (0.3, 1, True), (0.3, 2, False), (0.6, 2, True)],  # 40 waiting: 8, 12, 6 and 12 seconds
)
def test_a_wait_of_more_than_ten_seconds_is_too_long(
    listener: socket.socket, waiting: list[socket.socket], seconds: float, workers: int, is_crowded: bool
) -> None:
    watched = Door()
    watched.watch([listener], workers=workers)
    for _ in range(500):
        watched.note_served(seconds)

    assert watched.is_crowded() is is_crowded


def test_a_page_says_that_the_service_is_busy_and_when_to_come_again(crowded: None, client: PageClient) -> None:
    response = client.get("/jobs")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "The service is busy" in response.text


def test_probes_and_forms_are_served_all_the_same(crowded: None, client: PageClient) -> None:
    assert client.get("/health/live").status_code == 200
    here = {"REMOTE_ADDR": "192.0.2.18"}
    assert client.post("/sign-in", {"email": "a@example.com"}, environ_overrides=here).status_code == 302


def test_who_comes_after_the_crowd_gets_a_page_whose_scripts_may_run(crowded: None, client: PageClient) -> None:
    sent_away = client.get("/pathways")
    for _ in range(200):
        door.note_served(0.001)

    page = client.get("/pathways")

    assert (sent_away.status_code, page.status_code) == (503, 200)
    assert page.headers["Content-Security-Policy"] == sent_away.headers["Content-Security-Policy"]
    assert "script-src 'self' 'sha256-" in page.headers["Content-Security-Policy"]


def test_nobody_is_sent_away_without_sockets_to_watch(client: PageClient) -> None:
    assert not Door().is_crowded()
    assert client.get("/jobs").status_code == 200
