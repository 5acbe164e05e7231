"""Writing to the outbox, claiming, marking, forgetting."""

import threading
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from careers import clock
from careers.access import Role
from careers.audit.commands import SYSTEM
from careers.audit.models import AuditEvent
from careers.database import db
from careers.errors import NotAllowed
from careers.mail import commands
from careers.mail.models import MessageStatus, OutboxMessage
from tests.connections import OtherConnections
from tests.factories import Factory
from tests.mail.conftest import Outbox
from tests.messages import assert_message, get_message


def put(event_key: str, to: str = "amara@example.com") -> None:
    commands.put_in_outbox(event_key=event_key, template="mail/test_message", to=to, asked_at=clock.now())


def count_messages() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) or 0


def claimed(message: OutboxMessage) -> commands.Letter:
    letter = commands.claim_next(clock.now())
    db.session.commit()
    assert letter is not None
    assert letter.id == message.id
    return letter


def test_a_message_reads_as_expected_and_is_due_at_once(app: Flask) -> None:
    commands.send_test_message("operator@example.com", user_id=7)
    db.session.commit()

    assert_message("test-message:7:20261124T1000", reads="mail/test_message", to="operator@example.com")
    message = get_message("test-message:7:20261124T1000")
    assert (message.status, message.attempts) == (MessageStatus.WAITING, 0)
    assert message.next_attempt_at == clock.now()


def test_one_event_makes_one_message(app: Flask) -> None:
    put("vacancy-closed:1", to="first@example.com")
    put("vacancy-closed:1", to="second@example.com")
    db.session.commit()

    assert get_message("vacancy-closed:1").to_email == "first@example.com"


def test_a_repeated_event_leaves_the_callers_own_changes_alone(app: Flask, make: Factory, outbox: Outbox) -> None:
    outbox("vacancy-closed:1")
    user = make.user()

    user.name = "Changed Name"
    put("vacancy-closed:1")
    db.session.commit()

    db.session.refresh(user)
    assert user.name == "Changed Name"


def test_a_change_that_is_taken_back_sends_nothing(app: Flask) -> None:
    put("vacancy-closed:1")
    db.session.rollback()

    assert count_messages() == 0


def test_two_transactions_at_once_make_one_message(app: Flask, elsewhere: OtherConnections) -> None:
    first_has_put, second_is_starting = threading.Event(), threading.Event()

    def first() -> None:
        put("vacancy-closed:1", to="first@example.com")
        first_has_put.set()
        assert second_is_starting.wait(5)
        time.sleep(0.2)  # let the second reach the point where it must wait for this transaction

    def second() -> None:
        assert first_has_put.wait(5)
        second_is_starting.set()
        put("vacancy-closed:1", to="second@example.com")

    running = [elsewhere.start(first), elsewhere.start(second)]
    for work in running:
        work.result(timeout=20)

    assert count_messages() == 1
    assert get_message("vacancy-closed:1").to_email == "first@example.com"


def test_a_second_address_or_header_cannot_be_smuggled_in(app: Flask) -> None:
    with pytest.raises(ValueError, match="exactly one plain"):
        put("vacancy-closed:1", to="a@example.com\r\nBcc: everyone@example.com")

    assert count_messages() == 0


def test_an_event_key_must_not_name_a_person(app: Flask) -> None:
    with pytest.raises(ValueError, match="not a person"):
        put("code-for:amara@example.com")


def test_the_message_due_longest_is_claimed_first(app: Flask, outbox: Outbox) -> None:
    with time_machine.travel("2026-11-24T09:58:00Z", tick=False):
        outbox("test:2")
    with time_machine.travel("2026-11-24T09:57:00Z", tick=False):
        outbox("test:1")

    letter = commands.claim_next(clock.now())

    assert letter is not None
    assert (letter.event_key, letter.attempt, letter.to) == ("test:1", 1, "amara@example.com")
    assert letter.text.startswith("Messages from Care Careers reach you.")


def test_a_message_that_is_not_due_is_not_claimed(app: Flask, outbox: Outbox) -> None:
    outbox()

    assert commands.claim_next(clock.now() - timedelta(seconds=1)) is None


def test_a_claimed_message_is_not_claimed_again(app: Flask, outbox: Outbox) -> None:
    claimed(outbox())

    assert commands.claim_next(clock.now() + timedelta(days=1)) is None


def test_two_schedulers_at_once_never_claim_the_same_message(
    app: Flask, outbox: Outbox, elsewhere: OtherConnections
) -> None:
    numbers = [outbox(f"test:{number}").id for number in range(30)]
    start = threading.Barrier(3)

    def claim_all() -> list[int]:
        start.wait(5)
        mine = []
        while (letter := commands.claim_next(clock.now())) is not None:
            db.session.commit()
            mine.append(letter.id)
        return mine

    running = [elsewhere.start(claim_all) for _ in range(3)]
    taken = [number for work in running for number in work.result(timeout=30)]

    assert sorted(taken) == sorted(numbers)


def test_a_claim_that_is_not_yet_committed_already_keeps_others_off(
    app: Flask, outbox: Outbox, elsewhere: OtherConnections
) -> None:
    outbox("test:1")
    first_has_claimed, second_is_starting = threading.Event(), threading.Event()

    def first() -> commands.Letter | None:
        letter = commands.claim_next(clock.now())
        first_has_claimed.set()
        assert second_is_starting.wait(5)
        time.sleep(0.2)  # let the second try while this claim is still uncommitted
        return letter

    def second() -> commands.Letter | None:
        assert first_has_claimed.wait(5)
        second_is_starting.set()
        return commands.claim_next(clock.now())

    running = [elsewhere.start(first), elsewhere.start(second)]
    letters = [work.result(timeout=20) for work in running]

    assert letters[0] is not None
    assert letters[1] is None


def test_where_to_stop_messages_is_wiped_with_the_words(app: Flask) -> None:
    path = "/alerts/stop-all/TOKEN"
    commands.put_in_outbox(
        event_key="test:stop", template="alerts/enough", to="amara@example.com", most=20, stop_path=path
    )
    db.session.commit()
    message = get_message("test:stop")
    before = message.headers

    letter = claimed(message)
    commands.mark_sent(message.id)
    db.session.commit()

    assert before == {
        "List-Unsubscribe": "<http://127.0.0.1:5000/alerts/stop-all/TOKEN>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert letter.headers == before
    db.session.refresh(message)
    assert message.headers is None


def test_the_words_of_a_sent_message_are_wiped(app: Flask, outbox: Outbox) -> None:
    message = outbox()
    claimed(message)

    commands.mark_sent(message.id, provider_message_id="abc")
    db.session.commit()

    assert (message.status, message.provider_message_id) == (MessageStatus.SENT, "abc")
    assert (message.text, message.html, message.claimed_until) == (None, None, None)
    assert message.sent_at == clock.now()


def test_a_refused_message_waits_and_fails_after_the_seventh_try(app: Flask, outbox: Outbox) -> None:
    message, waits = outbox(), []
    with time_machine.travel("2026-11-24T10:00:00Z", tick=False) as travel:
        for _ in range(6):
            commands.mark_refused(claimed(message), "answer 500")
            db.session.commit()
            waits.append(message.next_attempt_at - clock.now())
            travel.move_to(message.next_attempt_at)
        last = commands.mark_refused(claimed(message), "answer 500")
        db.session.commit()

    assert [wait.total_seconds() / 60 for wait in waits] == [1, 5, 15, 60, 360, 1440]
    assert last == message.status == MessageStatus.FAILED
    assert message.text is not None


def test_a_claim_that_nobody_reported_on_is_unsure_and_never_claimed_again(app: Flask, outbox: Outbox) -> None:
    message = outbox()
    claimed(message)
    later = clock.now() + timedelta(minutes=15, seconds=1)

    broken = commands.give_up_broken_claims(later)
    db.session.commit()

    assert broken == 1
    assert message.status == MessageStatus.UNSURE
    assert commands.claim_next(later + timedelta(days=30)) is None


def test_a_claim_within_its_time_is_left_alone(app: Flask, outbox: Outbox) -> None:
    message = outbox()
    claimed(message)

    broken = commands.give_up_broken_claims(clock.now() + timedelta(minutes=15))

    assert broken == 0
    assert message.status == MessageStatus.SENDING


def test_an_answer_that_comes_late_is_believed(app: Flask, outbox: Outbox) -> None:
    message = outbox()
    claimed(message)
    commands.mark_unsure(message.id, "sending broke off")

    commands.mark_sent(message.id)
    db.session.commit()

    assert message.status == MessageStatus.SENT


def test_a_sent_message_cannot_become_anything_else(app: Flask, outbox: Outbox) -> None:
    message = outbox()
    letter = claimed(message)
    commands.mark_sent(message.id)

    commands.mark_refused(letter, "answer 500")
    commands.mark_failed(message.id, "answer 400")
    commands.mark_unsure(message.id, "no answer")
    db.session.commit()

    assert message.status == MessageStatus.SENT


def test_an_operator_sends_an_unsure_message_again(app: Flask, outbox: Outbox, make: Factory) -> None:
    message, operator = outbox(), make.user(Role.OPERATOR)
    claimed(message)
    commands.mark_unsure(message.id, "no answer")
    db.session.commit()

    commands.send_again(message, by=operator)
    db.session.commit()

    assert (message.status, message.attempts, message.last_error) == (MessageStatus.WAITING, 0, "")
    event = db.session.scalars(sa.select(AuditEvent)).one()
    assert (event.action, event.actor_id, event.subject_id) == ("message.sent again", operator.id, message.id)
    assert (event.from_status, event.to_status) == ("unsure", "waiting")


def test_a_message_on_its_way_is_not_sent_again(app: Flask, outbox: Outbox, make: Factory) -> None:
    message, operator = outbox(), make.user(Role.OPERATOR)
    claimed(message)

    with pytest.raises(NotAllowed, match="on its way or sent"):
        commands.send_again(message, by=operator)


def test_of_two_operators_at_once_the_slower_one_is_refused(
    app: Flask, outbox: Outbox, elsewhere: OtherConnections
) -> None:
    message = outbox()
    claimed(message)
    commands.mark_failed(message.id, "answer 400")
    db.session.commit()
    what_the_slower_one_sees = OutboxMessage(id=message.id, status=message.status)

    elsewhere.start(lambda: commands.send_again(get_message("test:1"), by=SYSTEM)).result(timeout=20)

    with pytest.raises(NotAllowed, match="Somebody else"):
        commands.send_again(what_the_slower_one_sees, by=SYSTEM)


def test_old_messages_lose_their_address_and_words_but_keep_their_event(app: Flask, outbox: Outbox) -> None:
    with time_machine.travel("2026-08-26T09:00:00Z", tick=False):  # 90 days and an hour before
        sent = outbox("test:1")
        claimed(sent)
        commands.mark_sent(sent.id)
        db.session.commit()
    with time_machine.travel("2026-10-25T09:00:00Z", tick=False):  # 30 days and an hour before
        failed = outbox("test:2")
        claimed(failed)
        commands.mark_failed(failed.id, "answer 400")
        db.session.commit()

    forgotten = [commands.forget_old_messages(clock.now()), commands.forget_old_messages(clock.now())]
    put("test:1")
    db.session.commit()

    assert forgotten == [2, 0]
    assert (sent.to_email, failed.to_email, failed.text, failed.html) == ("", "", None, None)
    assert sent.status == MessageStatus.SENT


def test_newer_messages_and_those_still_waiting_are_not_forgotten(app: Flask, outbox: Outbox) -> None:
    with time_machine.travel("2026-08-27T09:00:00Z", tick=False):  # 89 days and an hour before
        sent = outbox("test:1")
        claimed(sent)
        commands.mark_sent(sent.id)
        waiting = outbox("test:2")

    forgotten = commands.forget_old_messages(clock.now())

    assert forgotten == 0
    assert sent.to_email == waiting.to_email == "amara@example.com"
