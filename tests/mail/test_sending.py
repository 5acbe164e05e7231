"""One try to send one message, with SendGrid's real client against a real server."""

import logging
import socket
import stat
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from careers.mail.commands import Letter
from careers.mail.sending import Outcome, Result, Sender, deliver
from tests.sendgrid_server import HANG_UP, STAY_SILENT, SendGridServer

LETTER = Letter(
    id=12,
    event_key="sign-in-code:34",
    template="accounts/sign_in_code",
    attempt=1,
    to="amara@example.com",
    subject="Your code – Care Careers",
    text="Your code is 012345\n",
    html="<p>Your code is 012345</p>",
)


def test_an_accepted_message_is_sent_under_the_providers_name_for_it(sendgrid: SendGridServer, sender: Sender) -> None:
    outcome = deliver(LETTER, sender)

    assert outcome == Outcome(Result.SENT, provider_message_id="provider-1")


def test_sendgrid_gets_one_recipient_both_parts_and_no_trackers(sendgrid: SendGridServer, sender: Sender) -> None:
    deliver(LETTER, sender)

    assert sendgrid.accepted == [
        {
            "personalizations": [{"to": [{"email": "amara@example.com"}]}],
            "from": {"email": "from@careers.example", "name": "Care Careers"},
            "reply_to": {"email": "help@careers.example"},
            "subject": "Your code – Care Careers",
            "content": [
                {"type": "text/plain", "value": "Your code is 012345\n"},
                {"type": "text/html", "value": "<p>Your code is 012345</p>"},
            ],
            "headers": {"Auto-Submitted": "auto-generated"},
            "categories": ["accounts/sign_in_code"],
            "tracking_settings": {
                "click_tracking": {"enable": False, "enable_text": False},
                "open_tracking": {"enable": False},
            },
        }
    ]


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_an_answer_that_may_change_is_a_refusal_to_try_again(
    sendgrid: SendGridServer, sender: Sender, status: int
) -> None:
    sendgrid.plan(status)

    outcome = deliver(LETTER, sender)

    assert outcome == Outcome(Result.REFUSED, error=f"answer {status} (planned)")
    assert sendgrid.accepted == []


@pytest.mark.parametrize("status", [400, 413])
def test_an_answer_that_will_not_change_is_hopeless(sendgrid: SendGridServer, sender: Sender, status: int) -> None:
    sendgrid.plan(status)

    outcome = deliver(LETTER, sender)

    assert outcome == Outcome(Result.HOPELESS, error=f"answer {status} (planned)")


@pytest.mark.parametrize("status", [502, 504])
def test_a_gateway_that_got_no_answer_leaves_it_unsure(sendgrid: SendGridServer, sender: Sender, status: int) -> None:
    sendgrid.plan(status)

    outcome = deliver(LETTER, sender)

    assert outcome == Outcome(Result.UNSURE, error=f"answer {status} (planned)")


def test_a_success_that_is_not_acceptance_leaves_it_unsure(sendgrid: SendGridServer, sender: Sender) -> None:
    sendgrid.plan(200)

    outcome = deliver(LETTER, sender)

    assert outcome == Outcome(Result.UNSURE, error="unexpected answer 200")


def test_a_wrong_key_is_refused(sendgrid: SendGridServer, sender: Sender) -> None:
    outcome = deliver(LETTER, replace(sender, api_key="wrong"))

    assert outcome == Outcome(Result.REFUSED, error="answer 401 (authorization)")


def test_what_the_provider_says_about_an_address_is_not_kept(sendgrid: SendGridServer, sender: Sender) -> None:
    sendgrid.plan(400)  # the server's sentence quotes an address

    outcome = deliver(LETTER, sender)

    assert "@" not in outcome.error


def test_a_connection_that_closes_without_an_answer_leaves_it_unsure(sendgrid: SendGridServer, sender: Sender) -> None:
    sendgrid.plan(HANG_UP)

    outcome = deliver(LETTER, sender)

    assert outcome == Outcome(Result.UNSURE, error="no answer (RemoteDisconnected)")
    assert len(sendgrid.received) == 1


def test_an_answer_that_does_not_come_in_time_leaves_it_unsure(sendgrid: SendGridServer, sender: Sender) -> None:
    sendgrid.plan(STAY_SILENT)

    outcome = deliver(LETTER, replace(sender, timeout_seconds=0.3))

    assert outcome == Outcome(Result.UNSURE, error="no answer (TimeoutError)")
    assert len(sendgrid.received) == 1


def test_a_refused_connection_has_certainly_sent_nothing(sender: Sender) -> None:
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        port = nobody_listens.getsockname()[1]

        outcome = deliver(LETTER, replace(sender, host=f"http://127.0.0.1:{port}"))

    assert outcome == Outcome(Result.REFUSED, error="no connection (ConnectionRefusedError)")


def test_neither_key_nor_address_nor_words_reach_the_log_at_any_level(
    sendgrid: SendGridServer, sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sendgrid.plan(202, 500)

    deliver(LETTER, sender)
    deliver(LETTER, sender)

    assert "012345" not in caplog.text
    assert "amara" not in caplog.text
    assert sendgrid.key not in caplog.text


def test_without_a_key_the_message_is_a_file_that_mail_programs_read(sender: Sender) -> None:
    outcome = deliver(LETTER, replace(sender, api_key=""))

    (path,) = sender.folder.iterdir()
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert outcome == Outcome(Result.SENT)
    assert message["From"] == "Care Careers <from@careers.example>"
    assert message["To"] == "amara@example.com"
    assert message["Reply-To"] == "help@careers.example"
    assert message["Subject"] == "Your code – Care Careers"
    assert message["Date"] == "Tue, 24 Nov 2026 10:00:00 +0000"
    assert text is not None
    assert text.get_content().splitlines() == ["Your code is 012345"]
    assert html is not None
    assert html.get_content().splitlines() == ["<p>Your code is 012345</p>"]


def test_the_file_is_named_after_its_time_and_event_and_closed_to_others(sender: Sender) -> None:
    deliver(LETTER, replace(sender, api_key=""))

    assert [path.name for path in sender.folder.iterdir()] == ["20261124T100000Z-sign-in-code-34-12.eml"]
    assert stat.S_IMODE(sender.folder.stat().st_mode) == 0o700


def test_a_file_that_cannot_be_written_is_a_refusal(sender: Sender, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")

    outcome = deliver(LETTER, replace(sender, api_key="", folder=in_the_way))

    assert outcome == Outcome(Result.REFUSED, error="no file (FileExistsError)")


def test_a_mail_program_learns_where_to_stop_messages(sendgrid: SendGridServer, sender: Sender) -> None:
    headers = {
        "List-Unsubscribe": f"<https://a-long-name.careers.example.gov.uk/alerts/stop-all/{'Tok.en-' * 12}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    letter = replace(LETTER, headers=headers)

    deliver(letter, sender)
    deliver(letter, replace(sender, api_key=""))

    assert sendgrid.accepted[0]["headers"] == {"Auto-Submitted": "auto-generated"} | headers
    (file,) = sender.folder.glob("*.eml")
    written = file.read_bytes().decode()
    unfolded = written.replace("\r\n ", " ").replace(":  ", ": ")
    assert [f"{name}: {value}" in unfolded for name, value in headers.items()] == [True, True]
