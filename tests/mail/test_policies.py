"""The life of a message, its back-off and its address."""

from datetime import UTC, datetime, timedelta

import pytest

from careers.errors import NotAllowed
from careers.mail import policies
from careers.mail.models import MessageStatus
from careers.mail.sending import TIMEOUT_SECONDS

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 6 * 60), (6, 24 * 60)])
def test_each_refusal_waits_longer_than_the_one_before(attempts: int, minutes: int) -> None:
    again_at = policies.next_attempt_after(attempts, NOW)

    assert again_at == NOW + timedelta(minutes=minutes)


def test_the_seventh_refusal_is_the_last() -> None:
    assert policies.next_attempt_after(7, NOW) is None


@pytest.mark.parametrize(
    ("to", "address"),
    [
        ("a@b.example", "a@b.example"),
        ("o'brien+work@care.example", "o'brien+work@care.example"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
    ],
)
def test_one_plain_address_is_taken_as_servers_write_it(to: str, address: str) -> None:
    assert policies.plain_address(to) == address


@pytest.mark.parametrize(
    "to",
    [
        "",
        "nobody",
        "a@b.example, c@d.example",
        "a@b.example;c@d.example",
        "Ann <a@b.example>",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example\n",
        "a@b@c.example",
        "a b@c.example",
        "zoë@c.example",
        '"a b"@c.example',
        "a@localhost",
        "a" * 250 + "@b.example",
    ],
)
def test_anything_but_one_plain_address_is_refused(to: str) -> None:
    with pytest.raises(ValueError, match="exactly one plain"):
        policies.plain_address(to)


@pytest.mark.parametrize("status", [MessageStatus.WAITING, MessageStatus.SENDING, MessageStatus.SENT])
def test_what_is_under_way_or_gone_is_not_sent_again(status: MessageStatus) -> None:
    with pytest.raises(NotAllowed, match="already waiting"):
        policies.check_can_send_again(status)


@pytest.mark.parametrize("status", [MessageStatus.FAILED, MessageStatus.UNSURE])
def test_what_failed_or_is_unsure_may_be_sent_again(status: MessageStatus) -> None:
    policies.check_can_send_again(status)


def test_a_sent_message_stays_sent() -> None:
    leading_away = [to for to, froms in policies.BECOMES_FROM.items() if MessageStatus.SENT in froms]

    assert leading_away == []


def test_a_full_batch_of_slow_answers_ends_before_its_claims_do() -> None:
    assert policies.CLAIM.total_seconds() > policies.BATCH * TIMEOUT_SECONDS
