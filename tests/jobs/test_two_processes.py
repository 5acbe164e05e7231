"""What a third process publishes, pauses, changes or closes is right in the very next request of two web servers."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from flask import Flask

from careers.database import db
from careers.jobs import commands
from careers.jobs.models import OpportunityStatus
from tests.bench.stand import Server, serving
from tests.factories import Factory

pytestmark = [pytest.mark.real_clock, pytest.mark.xdist_group("servers")]

WORD = "Quokkaherd"


@pytest.fixture(scope="module")
def servers(migrated_app: Flask) -> Iterator[list[Server]]:
    """Two servers of one worker each on the database of the tests, with their index loaded."""
    with migrated_app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    environment = {
        "DATABASE_URL": url.replace("postgresql+psycopg", "postgresql"),
        "CAREERS_MODE": "demo" if url.startswith("sqlite") else "production",
        "SECRET_KEY": migrated_app.config["SECRET_KEY"],
        "INSTANCE_PATH": migrated_app.instance_path,
        "PUBLIC_URL": "http://127.0.0.1:5000",
        "WORKERS": "1",
        "LOG_LEVEL": "ERROR",
        "RATE_LIMIT": "100000 per minute",
    }
    with ExitStack() as stack:
        yield [stack.enter_context(serving(environment)) for _ in range(2)]


def shown_by(servers: list[Server]) -> list[bool]:
    """Ask each server once, in one request, whether its list shows the advert."""
    return [WORD in server.fetch("/jobs?kind=job")[1].decode() for server in servers]


def test_a_change_is_right_in_the_next_request_on_both(servers: list[Server], make: Factory) -> None:
    organisation = make.organisation()
    manager = make.manager(organisation)
    vacancy = make.vacancy(
        make.workplace(organisation), title=WORD, status=OpportunityStatus.DRAFT, first_published_at=None, revision=0
    )
    drafted = shown_by(servers)

    commands.publish_vacancy(vacancy, by=manager)
    db.session.commit()
    published = shown_by(servers)
    commands.pause_vacancy(vacancy, by=manager)
    db.session.commit()
    paused = shown_by(servers)
    commands.resume_vacancy(vacancy, by=manager)
    db.session.commit()
    resumed = shown_by(servers)
    commands.close_vacancy(vacancy, reason="filled elsewhere", by=manager)
    db.session.commit()
    closed = shown_by(servers)

    assert [drafted, published, paused, resumed, closed] == [
        [False, False],
        [True, True],
        [False, False],
        [True, True],
        [False, False],
    ]


def test_what_is_not_committed_is_not_shown_and_what_is_rolled_back_never_was(
    servers: list[Server], make: Factory
) -> None:
    organisation = make.organisation()
    manager = make.manager(organisation)
    vacancy = make.vacancy(make.workplace(organisation), title=WORD)
    before = shown_by(servers)

    commands.pause_vacancy(vacancy, by=manager)
    db.session.flush()
    meanwhile = shown_by(servers)
    db.session.rollback()

    assert (before, meanwhile, shown_by(servers)) == ([True, True], [True, True], [True, True])


def test_many_changes_in_a_row_are_each_right_on_both(servers: list[Server], make: Factory) -> None:
    organisation = make.organisation()
    manager = make.manager(organisation)
    vacancy = make.vacancy(make.workplace(organisation), title=WORD)
    shown_by(servers)
    wrong = []
    for turn in range(20):
        is_shown = turn % 2 == 1
        (commands.resume_vacancy if is_shown else commands.pause_vacancy)(vacancy, by=manager)
        db.session.commit()
        if shown_by(servers) != [is_shown, is_shown]:
            wrong.append(turn)

    assert wrong == []
