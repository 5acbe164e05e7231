"""The commands of the timetable."""

from flask import Flask

from careers import clock
from careers.database import db
from careers.mail.commands import put_in_outbox
from careers.mail.models import MessageStatus
from careers.scheduler import TIMETABLE
from tests.messages import get_message


def test_the_list_has_each_task_with_when_and_why(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["tasks", "list"])

    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert [line.split()[0] for line in lines] == [task.name for task in TIMETABLE]
    assert "every 3 seconds" in lines[0]
    assert lines[0].endswith("people wait for codes and answers")


def test_a_task_runs_now_and_says_what_it_did(app: Flask) -> None:
    put_in_outbox(event_key="test:1", template="mail/test_message", to="amara@example.com", asked_at=clock.now())
    db.session.commit()

    first = app.test_cli_runner().invoke(args=["tasks", "run", "send-mail"])
    second = app.test_cli_runner().invoke(args=["tasks", "run", "send-mail"])

    db.session.expire_all()
    assert (first.exit_code, first.stdout) == (0, "send-mail: 1 sent\n")
    assert second.stdout == "send-mail: nothing to do\n"
    assert get_message("test:1").status == MessageStatus.SENT


def test_a_task_that_counts_says_how_many(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["tasks", "run", "forget-old-messages"])

    assert result.stdout == "forget-old-messages: 0 done\n"


def test_an_unknown_task_is_refused_in_one_line(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["tasks", "run", "make-tea"])

    assert result.exit_code == 2
    assert result.stderr == "Error: there is no task make-tea; `flask tasks list` names them\n"


def test_the_scheduler_takes_no_arguments(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["scheduler", "now"])

    assert result.exit_code == 2
    assert result.stderr == "Error: Got unexpected extra argument (now)\n"
