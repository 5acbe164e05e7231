"""Make an alert: with an account at once, without one after asking the address; never two for one search."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.alerts.commands import changing, making
from careers.alerts.commands.making import Wish
from careers.alerts.models import Alert, AlertAddress, AlertStatus, EndReason, Frequency
from careers.database import db
from careers.errors import Conflict, NotAllowed
from careers.geo.search import resolve_place
from careers.jobs.search_query import SearchQuery
from careers.mail.models import OutboxMessage
from tests.alerts.conftest import assert_mail
from tests.connections import OtherConnections
from tests.factories import Factory

SECRET = "a-secret-for-tests-that-is-long-enough"
AMARA = "amara@example.com"


def wish(q: str = "night carer", place: str = "", **changes: Any) -> Wish:
    query = SearchQuery(q=q, place=place)
    values: dict[str, Any] = {"name": "Nights", "frequency": Frequency.DAILY}
    return Wish(query, resolve_place(place) if place else None, **(values | changes))


def ask(email: str, wanted: Wish) -> None:
    making.ask_for_alert(email, wanted, secret=SECRET)
    db.session.commit()


def alerts() -> list[Alert]:
    return list(db.session.scalars(sa.select(Alert).order_by(Alert.id)))


def messages() -> list[str]:
    return list(db.session.scalars(sa.select(OutboxMessage.template).order_by(OutboxMessage.id)))


def test_with_an_account_it_is_on_at_once_and_knows_its_place(app: Flask) -> None:
    making.add_alert(" Amara@Example.com", wish(place="Bletchley"))
    db.session.commit()

    (alert,) = alerts()
    assert alert.address.email == AMARA
    assert (alert.status, alert.search) == (AlertStatus.ON, "q=night+carer&place=Bletchley&miles=10")
    assert alert.place.startswith("Bletchley")
    assert alert.lat == pytest.approx(52.0, abs=0.05)
    assert alert.area == ""
    assert alert.weekday == 1  # the clock stands on a Tuesday
    assert messages() == []


def test_a_council_is_an_area_not_a_point(app: Flask) -> None:
    making.add_alert(AMARA, wish(place="Central Bedfordshire"))
    db.session.commit()

    assert [(alert.area, alert.lat) for alert in alerts()] == [("E06000056", None)]


def test_a_region_is_all_its_councils(app: Flask) -> None:
    making.add_alert(AMARA, wish(place="South East"))
    db.session.commit()

    (alert,) = alerts()
    assert (alert.place, len(alert.area.split(","))) == ("South East", 64)


def test_a_place_we_do_not_know_is_refused(app: Flask) -> None:
    with pytest.raises(NotAllowed, match="could not find a place called “Xqzzy”"):
        making.add_alert(AMARA, wish(place="Xqzzy"))


def test_a_search_too_long_to_keep_is_refused(app: Flask) -> None:
    with pytest.raises(NotAllowed, match="too long"):
        making.add_alert(AMARA, wish(q="é" * 200))


def test_the_same_search_twice_is_refused_in_a_sentence(app: Flask) -> None:
    making.add_alert(AMARA, wish())

    with pytest.raises(Conflict, match="already have an alert for this search"):
        making.add_alert(AMARA, wish(name="Again"))


def test_an_ended_one_starts_again(make: Factory) -> None:
    changing.stop_alert(making.add_alert(AMARA, wish()))
    making.add_alert(AMARA, wish(name="Again"))
    db.session.commit()

    (alert,) = alerts()
    assert (alert.status, alert.name, alert.ended_at, alert.end_reason) == (AlertStatus.ON, "Again", None, None)


def test_the_twenty_first_is_refused(app: Flask) -> None:
    for number in range(20):
        making.add_alert(AMARA, wish(q=f"carer {number}"))

    with pytest.raises(NotAllowed, match="Stop one"):
        making.add_alert(AMARA, wish(q="one more"))


def test_without_an_account_the_address_is_asked_first(app: Flask) -> None:
    ask(AMARA, wish(q="Buy pills at http://bad.example", place="Bletchley", name="Visit http://bad.example"))

    (alert,) = alerts()
    assert alert.status is AlertStatus.WAITING
    assert_mail(f"alert-confirm:{alert.id}:2026-11-24", reads="alerts/confirm", to=AMARA)


def test_asked_twice_in_a_day_one_message_goes(app: Flask) -> None:
    ask(AMARA, wish())
    ask(AMARA, wish(name="Other name"))

    assert messages() == ["alerts/confirm"]
    assert len(alerts()) == 1


def test_one_address_is_asked_three_times_a_day_at_most(app: Flask) -> None:
    for number in range(6):
        ask(AMARA, wish(q=f"carer {number}"))

    assert messages() == ["alerts/confirm"] * 3
    assert len(alerts()) == 3


def test_who_has_it_already_is_told_by_mail_and_nothing_changes(app: Flask) -> None:
    alert = making.add_alert(AMARA, wish())
    ask(AMARA, wish(name="Other name"))

    assert (alert.status, alert.name) == (AlertStatus.ON, "Nights")
    assert_mail(f"alert-exists:{alert.id}:2026-11-24", reads="alerts/exists", to=AMARA)


@pytest.mark.parametrize("status", [AlertStatus.ENDED, AlertStatus.WAITING])
def test_a_stranger_does_not_change_what_an_alert_is_called_or_when_it_writes(
    make: Factory, status: AlertStatus
) -> None:
    ended = {"ended_at": clock.now(), "end_reason": EndReason.PERSON} if status is AlertStatus.ENDED else {}
    alert = make.alert(AMARA, name="Mine", search="q=night+carer", frequency=Frequency.WEEKLY, status=status, **ended)
    ask(AMARA, wish(name="Visit http://bad.example"))

    assert (alert.status, alert.name, alert.frequency) == (AlertStatus.WAITING, "Mine", Frequency.WEEKLY)
    assert messages() == ["alerts/confirm"]


def test_who_has_enough_is_told_by_mail(app: Flask) -> None:
    for number in range(20):
        making.add_alert(AMARA, wish(q=f"carer {number}"))
    ask(AMARA, wish(q="one more"))

    address = db.session.scalars(sa.select(AlertAddress)).one()
    assert len(alerts()) == 20
    assert_mail(f"alert-limit:{address.id}:2026-11-24", reads="alerts/enough", to=AMARA)


def test_who_refused_our_mail_is_left_alone(make: Factory) -> None:
    make.alert(AMARA).address.refused_at = clock.now()
    ask(AMARA, wish())

    assert messages() == []
    assert len(alerts()) == 1


def test_with_an_account_who_refused_our_mail_takes_it_back(make: Factory) -> None:
    address = make.alert(AMARA).address
    address.refused_at = clock.now()
    making.add_alert(AMARA, wish())
    db.session.commit()

    assert address.refused_at is None


def test_two_windows_at_once_make_one_alert(app: Flask, elsewhere: OtherConnections) -> None:
    def add() -> str:
        try:
            making.add_alert(AMARA, wish())
            db.session.commit()
        except Conflict:
            return "refused"
        return "made"

    done = sorted(future.result(timeout=20) for future in [elsewhere.start(add) for _ in range(4)])

    assert done == ["made", "refused", "refused", "refused"]
    assert len(alerts()) == 1
