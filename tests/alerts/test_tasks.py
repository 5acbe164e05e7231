"""Find what is new, write about it once, stop when nobody answers, forget."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.accounts.commands import close_account
from careers.alerts import tasks
from careers.alerts.models import Alert, AlertAddress, AlertMatch, AlertStatus, EndReason, Frequency, NotRelevant
from careers.audit.commands import SYSTEM
from careers.database import db
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.jobs.revisions import note_public_change
from careers.mail.models import OutboxMessage
from careers.providers.models import Workplace
from careers.reference.choices import Need
from careers.screening.queries import list_live_questions
from tests.alerts.conftest import assert_mail
from tests.factories import Factory, best_ratings
from tests.messages import get_message, html_words, text_words

AMARA = "amara@example.com"
BLETCHLEY = {"place": "Bletchley, Milton Keynes", "lat": 51.9927, "lon": -0.7486}


def found(alert: Alert) -> set[int]:
    return set(db.session.scalars(sa.select(AlertMatch.opportunity_id).where(AlertMatch.alert_id == alert.id)))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def messages() -> list[str]:
    return list(db.session.scalars(sa.select(OutboxMessage.event_key).order_by(OutboxMessage.id)))


def change(vacancy: Vacancy, **values: object) -> None:
    for name, value in values.items():
        setattr(vacancy, name, value)
    note_public_change(vacancy)
    db.session.commit()


# finding


def test_an_alert_finds_what_its_search_finds(make: Factory, home: Workplace) -> None:
    nights = make.vacancy(home, title="Night care assistant", patterns=["nights"])
    cook = make.vacancy(
        home, title="Cook", role_code=34, patterns=["days"], description="You bake with Mrs Quillfeather."
    )
    far = make.vacancy(make.workplace(lat=52.6, lon=-1.1, lad_code="E06000016"), patterns=["nights"])
    near_nights = make.alert(search="place=Bletchley&miles=3&pattern=nights", **BLETCHLEY)
    words = make.alert(search="q=cook")
    text = make.alert(search="q=quillfeather")
    council = make.alert(search="place=Leicester&miles=10", place="Leicester", area="E06000016")
    everything = make.alert(search="")

    assert tasks.match_alerts(clock.now()) == 7

    assert found(near_nights) == {nights.id}
    assert found(words) == found(text) == {cook.id}
    assert found(council) == {far.id}
    assert found(everything) == {nights.id, cook.id, far.id}


def test_only_alerts_that_are_on_find(make: Factory, home: Workplace) -> None:
    make.vacancy(home)
    waiting = make.alert(status=AlertStatus.WAITING)
    ended = make.alert(status=AlertStatus.ENDED, ended_at=clock.now(), end_reason=EndReason.PERSON)

    tasks.match_alerts(clock.now())

    assert found(waiting) == found(ended) == set()


def test_what_was_there_before_the_alert_is_no_news(make: Factory, home: Workplace) -> None:
    make.vacancy(home)
    alert = make.alert(since_revision=1)
    new = make.vacancy(home)

    tasks.match_alerts(clock.now())

    assert found(alert) == {new.id}


def test_the_next_run_looks_only_at_what_changed_since(make: Factory, home: Workplace) -> None:
    first = make.vacancy(home)
    tasks.match_alerts(clock.now())
    alert = make.alert()
    second = make.vacancy(home)

    tasks.match_alerts(clock.now())
    tasks.match_alerts(clock.now())

    assert found(alert) == {second.id}
    change(first, pay_max_pence=1500)
    tasks.match_alerts(clock.now())
    assert found(alert) == {first.id, second.id}


def test_what_cannot_be_found_is_not_found(make: Factory, home: Workplace) -> None:
    make.vacancy(home, status=OpportunityStatus.IN_REVIEW)
    make.vacancy(home, status=OpportunityStatus.PAUSED)
    make.vacancy(home, closes_on=clock.today() - timedelta(days=1))
    alert = make.alert()

    assert tasks.match_alerts(clock.now()) == 0
    assert found(alert) == set()


def test_a_run_that_broke_off_is_made_up_for(make: Factory, home: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    vacancy = make.vacancy(home)
    many = [make.alert(f"person{number}@example.org") for number in range(5)]
    monkeypatch.setattr(tasks, "CHUNK", 2)
    real = tasks.finding.note_finds
    runs = []

    def break_off(*rows: object, **rest: object) -> int:
        runs.append(1)
        if len(runs) == 2:
            raise KeyboardInterrupt
        return real(*rows, **rest)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(tasks.finding, "note_finds", break_off)

    with pytest.raises(KeyboardInterrupt):
        tasks.match_alerts(clock.now())
    db.session.rollback()
    half = [found(alert) for alert in many]
    tasks.match_alerts(clock.now())

    assert half == [{vacancy.id}, {vacancy.id}, set(), set(), set()]
    assert [found(alert) for alert in many] == [{vacancy.id}] * 5


# sending


def test_a_message_says_what_where_and_why(make: Factory, home: Workplace) -> None:
    vacancy = make.vacancy(home, reference="V-7KQ3MX", title="Night care assistant", patterns=["nights"])
    search = "q=night+care&place=Bletchley&miles=3&pattern=nights&pay_min=12.9"
    alert = make.alert(name="Nights near home", search=search, **BLETCHLEY)
    make.match(alert, vacancy)

    assert tasks.send_alerts(clock.now()) == {"told": 1}

    key = f"alert-finds:{alert.address_id}:2026-11-24"
    assert_mail(key, reads="alerts/finds", to=AMARA)
    headers = get_message(key).headers
    assert headers is not None
    assert headers["List-Unsubscribe"].startswith("<http://127.0.0.1:5000/alerts/stop-all/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_suits_the_person_comes_first_and_says_so_but_not_why(make: Factory, home: Workplace) -> None:
    person = make.candidate(make.user(email=AMARA), lat=51.9927, lon=-0.7486, travel_miles=5, patterns=["nights"])
    make.answers(person.user, {question.key: best_ratings(question) for question in list_live_questions()})
    alert = make.alert(**BLETCHLEY)
    make.match(alert, make.vacancy(home, title="Day carer", patterns=["days"], driving=Need.NEEDED))
    make.match(alert, make.vacancy(home, title="Night carer", patterns=["nights"]))

    tasks.send_alerts(clock.now())

    message = get_message(f"alert-finds:{alert.address_id}:2026-11-24")
    text = message.text or ""
    assert text.index("Night carer") < text.index("Suits you well, going by your profile") < text.index("Day carer")
    assert "You chose nights" not in text
    assert html_words(message.html or "") == text_words(text)


def test_never_the_same_twice_and_one_message_a_day(make: Factory, home: Workplace) -> None:
    alert = make.alert()
    make.match(alert, make.vacancy(home))
    tasks.send_alerts(clock.now())
    make.match(alert, make.vacancy(home))

    same_day = tasks.send_alerts(at("2026-11-24T19:00"))
    night = tasks.send_alerts(at("2026-11-25T07:00"))
    next_day = tasks.send_alerts(at("2026-11-25T08:00"))
    after = tasks.send_alerts(at("2026-11-26T08:00"))

    assert (same_day, night, next_day, after) == ({}, {}, {"told": 1}, {})
    assert messages() == [f"alert-finds:{alert.address_id}:2026-11-2{day}" for day in (4, 5)]


def test_one_message_covers_all_alerts_of_an_address_each_opportunity_once(make: Factory, home: Workplace) -> None:
    one, other = make.alert(name="One"), make.alert(name="Other")
    shared, own = make.vacancy(home, title="Shared post"), make.vacancy(home, title="Own post")
    make.match(one, shared)
    make.match(other, shared)
    make.match(other, own)

    tasks.send_alerts(clock.now())

    (key,) = messages()
    text = get_message(key).text or ""
    assert (text.count("Shared post"), text.count("Own post")) == (1, 1)
    assert text.index("Your alert: One") < text.index("Shared post") < text.index("Your alert: Other")


def test_what_another_alert_of_the_address_told_is_not_told_again(make: Factory, home: Workplace) -> None:
    vacancy = make.vacancy(home)
    make.match(make.alert(), vacancy, sent_at=clock.now() - timedelta(days=2))
    make.match(make.alert(), vacancy)

    assert tasks.send_alerts(clock.now()) == {}
    assert db.session.scalar(sa.select(sa.func.count()).where(AlertMatch.sent_at.is_(None))) == 0


@pytest.mark.parametrize(
    ("frequency", "weekday", "found_at", "day"),
    [
        (Frequency.AT_ONCE, 0, "2026-11-24T09:59", "2026-11-24"),
        (Frequency.DAILY, 0, "2026-11-24T07:59", "2026-11-24"),
        (Frequency.DAILY, 0, "2026-11-24T08:30", "2026-11-25"),
        (Frequency.WEEKLY, 1, "2026-11-24T07:59", "2026-11-24"),
        (Frequency.WEEKLY, 1, "2026-11-24T08:30", "2026-12-01"),
        (Frequency.WEEKLY, 4, "2026-11-24T07:59", "2026-11-27"),
    ],
)
def test_each_alert_writes_when_it_should(
    make: Factory, home: Workplace, frequency: Frequency, weekday: int, found_at: str, day: str
) -> None:
    alert = make.alert(frequency=frequency, weekday=weekday)
    make.match(alert, make.vacancy(home, closes_on=date(2026, 12, 31)), found_at=at(found_at))

    days = [at("2026-11-24T10:00") + timedelta(days=after) for after in range(9)]
    sent = [now.date().isoformat() for now in days if tasks.send_alerts(now)]

    assert sent == [day]


def test_what_closed_in_the_meantime_is_not_sent_and_may_be_news_again(make: Factory, home: Workplace) -> None:
    alert, vacancy = make.alert(), make.vacancy(home)
    make.match(alert, vacancy)
    change(vacancy, status=OpportunityStatus.PAUSED)

    while_paused = tasks.send_alerts(clock.now())
    change(vacancy, status=OpportunityStatus.LIVE)
    tasks.match_alerts(clock.now())

    assert while_paused == {}
    assert tasks.send_alerts(clock.now()) == {"told": 1}


def test_a_long_list_is_cut_and_says_so(make: Factory, home: Workplace) -> None:
    alert = make.alert()
    for _ in range(13):
        make.match(alert, make.vacancy(home))

    tasks.send_alerts(clock.now())

    message = get_message(messages()[0])
    assert message.subject == "New care work for you: 13 adverts"
    assert (message.text or "").count("See the advert:") == 10
    assert "There are 3 more." in (message.text or "")


def test_a_stopped_alert_sends_nothing(make: Factory, home: Workplace) -> None:
    alert = make.alert(status=AlertStatus.ENDED, ended_at=clock.now(), end_reason=EndReason.PERSON)
    make.match(alert, make.vacancy(home))

    assert tasks.send_alerts(clock.now()) == {}


def test_alerts_of_a_closed_account_end_unsent_but_not_one_that_was_wanted_after_that(
    make: Factory, home: Workplace
) -> None:
    vacancy = make.vacancy(home)
    alerts = [make.alert(email) for email in (AMARA, "ben@example.org")]
    waiting = make.alert(status=AlertStatus.WAITING)
    later = make.alert(wanted_at=clock.now() + timedelta(hours=1))
    for alert in (*alerts, later):
        make.match(alert, vacancy)
    make.user(email="ben@example.org")
    close_account(make.user(email=AMARA), by=SYSTEM)
    db.session.commit()

    counts = tasks.send_alerts(clock.now())

    db.session.expire_all()
    assert counts == {"ended": 2, "told": 2}
    assert [alert.status for alert in (*alerts, waiting, later)] == [
        AlertStatus.ENDED,
        AlertStatus.ON,
        AlertStatus.ENDED,
        AlertStatus.ON,
    ]
    assert (alerts[0].end_reason, alerts[0].sent_at, later.sent_at) == (EndReason.PERSON, None, clock.now())


def test_what_its_owner_called_no_use_is_not_sent(make: Factory, home: Workplace) -> None:
    alert = make.alert()
    make.match(alert, make.vacancy(home), not_relevant=NotRelevant.OTHER)
    nothing = tasks.send_alerts(clock.now())
    make.match(alert, make.vacancy(home, title="Cook"))

    assert nothing == {}
    assert tasks.send_alerts(clock.now()) == {"told": 1}
    assert get_message(messages()[0]).subject == "New care work for you: 1 advert"


# still wanted, and forgetting


def test_after_a_year_we_ask_once_and_end_it_without_an_answer(make: Factory) -> None:
    old = make.alert(name="Nights near home", wanted_at=clock.now() - timedelta(days=365))
    young = make.alert(wanted_at=clock.now() - timedelta(days=364))

    asked = [tasks.send_alerts(clock.now()), tasks.send_alerts(clock.now() + timedelta(hours=20))]
    ended = [tasks.end_unanswered(clock.now() + timedelta(days=days)) for days in (29, 30, 31)]

    assert asked == [{"asked": 1}, {}]
    assert ended == [0, 1, 0]
    db.session.refresh(old)
    assert (old.status, old.end_reason, young.status) == (AlertStatus.ENDED, EndReason.NO_ANSWER, AlertStatus.ON)
    assert_mail(f"alert-still-wanted:{old.address_id}:2026-11-24", reads="alerts/still_wanted", to=AMARA)


def test_the_question_goes_before_the_finds_of_the_day(make: Factory, home: Workplace) -> None:
    alert = make.alert(wanted_at=clock.now() - timedelta(days=400))
    make.match(alert, make.vacancy(home))

    assert tasks.send_alerts(clock.now()) == {"asked": 1}
    assert tasks.send_alerts(clock.now() + timedelta(days=1)) == {"told": 1}


def test_what_is_no_longer_needed_is_deleted_with_its_address(make: Factory, home: Workplace) -> None:
    ended = {"status": AlertStatus.ENDED, "end_reason": EndReason.PERSON}
    make.alert("a@example.org", status=AlertStatus.WAITING, wanted_at=clock.now() - timedelta(days=8))
    make.alert("b@example.org", status=AlertStatus.WAITING, wanted_at=clock.now() - timedelta(days=6))
    make.match(make.alert("c@example.org", ended_at=clock.now() - timedelta(days=31), **ended), make.vacancy(home))
    make.alert("d@example.org", ended_at=clock.now() - timedelta(days=29), **ended)
    make.match(make.alert("e@example.org"), make.vacancy(home), found_at=clock.now() - timedelta(days=370))

    assert tasks.forget_old_alerts(clock.now()) == 3
    assert tasks.forget_old_alerts(clock.now()) == 0

    left = db.session.scalars(sa.select(AlertAddress.email).order_by(AlertAddress.email)).all()
    assert left == ["b@example.org", "d@example.org", "e@example.org"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AlertMatch)) == 0


def test_who_refused_our_mail_is_known_for_two_years(make: Factory) -> None:
    ended = {"status": AlertStatus.ENDED, "end_reason": EndReason.REFUSED}
    address = make.alert(ended_at=clock.now() - timedelta(days=31), **ended).address
    address.refused_at = clock.now() - timedelta(days=31)
    db.session.commit()

    left = []
    for now in (clock.now(), at("2028-10-24T09:59"), at("2028-10-24T10:01")):
        tasks.forget_old_alerts(now)
        left.append(db.session.scalars(sa.select(AlertAddress.email)).all())

    assert left == [[AMARA], [AMARA], []]
    assert db.session.scalars(sa.select(Alert.id)).all() == []


def test_nothing_to_do_is_done_quickly(app: Flask) -> None:
    assert tasks.match_alerts(clock.now()) == 0
    assert tasks.send_alerts(clock.now()) == {}
