"""What every page shares: addresses that cannot be, and what browsers may keep."""

import threading
from datetime import timedelta

import pytest
import time_machine

from careers import clock
from careers.access import Role
from careers.rate_limits import CalmMemoryStorage
from tests.client import PageClient
from tests.factories import Factory

TOO_LARGE = 2**63


@pytest.mark.parametrize(
    "path",
    [
        "/jobs/V-%00",
        "/placements/P-%00",
        "/employers/a%00b",
        f"/provider/workplaces/{2**31}",
        f"/provider/workplaces/{TOO_LARGE}",
    ],
)
def test_an_address_that_no_record_can_have_is_not_found(client: PageClient, make: Factory, path: str) -> None:
    client.sign_in(make.manager(make.organisation()))

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [f"/operations/mail/{TOO_LARGE}/send-again", "/account/applications/A-%00/accept"])
def test_a_button_of_such_an_address_is_not_found(client: PageClient, make: Factory, path: str) -> None:
    client.sign_in(make.user(Role.OPERATOR) if "mail" in path else make.user())

    assert client.post(path).status_code == 404


def test_a_page_that_shows_where_the_code_went_is_kept_by_nobody(client: PageClient) -> None:
    asked = client.post("/sign-in", {"email": "amara@example.com"})

    page = client.follow(asked)

    assert "amara@example.com" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_who_asks_too_often_is_told_when_to_come_again(client: PageClient) -> None:
    here = {"REMOTE_ADDR": "192.0.2.17"}

    answers = [client.post("/sign-in", {"email": f"x{n}@example.com"}, environ_overrides=here) for n in range(31)]

    assert answers[-1].status_code == 429
    assert 3540 <= int(answers[-1].headers["Retry-After"]) <= 3601  # until the hour of the limit is over


def test_old_counts_are_thrown_away_without_a_thread_of_their_own() -> None:
    storage = CalmMemoryStorage()
    storage.timer.join()  # the library starts one, once
    storage._next_clearing = 0.0
    storage.incr("old", 1)

    threads = threading.active_count()
    with time_machine.travel(clock.now() + timedelta(hours=1), tick=False):
        storage._next_clearing = 0.0
        storage.incr("new", 60)

        assert set(storage.storage) == {"new"}
        assert threading.active_count() == threads
