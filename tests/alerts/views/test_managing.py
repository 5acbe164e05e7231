"""See, change, stop and start alerts: on the account page and behind the links of messages."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.alerts.models import Alert, AlertStatus, EndReason, Frequency
from careers.alerts.tokens import address_token
from careers.database import db
from careers.providers.models import Workplace
from tests.alerts.conftest import Links
from tests.client import PageClient
from tests.factories import Factory

AMARA = "amara@example.com"


def status_of(alert: Alert) -> AlertStatus:
    return db.session.scalars(sa.select(Alert.status).where(Alert.id == alert.id)).one()


def test_no_alerts_yet(client: PageClient, make: Factory) -> None:
    page = client.sign_in(make.user()).get("/account/alerts")

    assert "You have no alerts" in page.text
    assert "choose “Get an e-mail when there is more of this”" in page.text


def test_a_person_sees_their_own_with_what_each_found(client: PageClient, make: Factory, home: Workplace) -> None:
    client.sign_in(make.user(email=AMARA))
    mine = make.alert(AMARA, name="Nights near home", search="q=night", sent_at=clock.now() - timedelta(days=1))
    make.match(mine, make.vacancy(home))
    make.alert("somebody@example.org", name="Not mine")

    page = client.get("/account/alerts")

    assert "Nights near home" in page.text
    assert 'Stop this alert<span class="govuk-visually-hidden">: Nights near home</span>' in page.text
    assert "Not mine" not in page.text
    assert "Monday 23 November 2026" in page.text


def test_one_press_stops_and_one_starts_again(client: PageClient, make: Factory, links: Links) -> None:
    alert = make.alert()
    alert.address.refused_at = clock.now()
    db.session.commit()

    stopped = client.follow(client.post(links.to(alert, "stop")))
    status = status_of(alert)
    twice = client.follow(client.post(links.to(alert, "stop")))
    started = client.follow(client.post(links.to(alert, "on")))

    assert "Stopped. We will not write about this search again." in stopped.text
    assert "it stands here and we write to you" not in stopped.text
    assert "You stopped it, or your account was closed." in twice.text
    assert status is AlertStatus.ENDED
    assert "Your alert is on" in started.text
    assert status_of(alert) is AlertStatus.ON
    assert alert.address.refused_at is None


@pytest.mark.parametrize("asked_days_ago", [None, 3])
def test_the_button_that_stops_is_grey(
    client: PageClient, make: Factory, links: Links, asked_days_ago: int | None
) -> None:
    asked_at = None if asked_days_ago is None else clock.now() - timedelta(days=asked_days_ago)
    page = client.get(links.to(make.alert(asked_at=asked_at)))

    (button,) = re.findall(r"<button[^>]*>\s*Stop this alert", page.text)
    assert "govuk-button--secondary" in button


def test_reading_changes_nothing(client: PageClient, make: Factory, links: Links) -> None:
    alert = make.alert(status=AlertStatus.WAITING)

    for address in (links.to(alert), links.to(alert, "change"), links.to(alert, "on"), links.to(alert, "stop")):
        client.get(address)

    assert status_of(alert) is AlertStatus.WAITING


def test_a_wrong_token_opens_nothing(client: PageClient, make: Factory, links: Links) -> None:
    alert = make.alert()

    for path in (links.to(alert)[:-1], "/alerts/1", f"/alerts/stop-all/{links.to(alert).removeprefix('/alerts/')}"):
        assert client.get(path).status_code == 404
        assert client.post(path if "stop-all" in path else f"{path}/stop").status_code == 404
    assert status_of(alert) is AlertStatus.ON


@pytest.mark.parametrize("rest", [(), ("change",), ("nonsense",)])
def test_a_secret_address_stays_secret(client: PageClient, make: Factory, links: Links, rest: tuple[str, ...]) -> None:
    answer = client.get(links.to(make.alert(), *rest))

    if "nonsense" in rest:
        assert answer.status_code == 404
        return
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert client.get("/jobs").headers["Referrer-Policy"] == "same-origin"


def test_name_and_frequency_change(client: PageClient, make: Factory, links: Links) -> None:
    alert = make.alert(weekday=4)

    page = client.get(links.to(alert, "change"))
    client.post(links.to(alert, "change"), {"name": "Nights", "frequency": "weekly"})

    assert 'value="Care work near me"' in page.text
    db.session.refresh(alert)
    assert (alert.name, alert.frequency, alert.weekday) == ("Nights", Frequency.WEEKLY, 1)


def test_yes_keep_it_answers_the_question_of_the_year(client: PageClient, make: Factory, links: Links) -> None:
    alert = make.alert(asked_at=clock.now() - timedelta(days=3), wanted_at=clock.now() - timedelta(days=370))

    page = client.get(links.to(alert))
    client.post(links.to(alert, "on"))

    assert "Do you still want this?" in page.text
    db.session.refresh(alert)
    assert (alert.asked_at, alert.wanted_at) == (None, clock.now())


@pytest.mark.parametrize("reason", list(EndReason))
def test_an_ended_alert_says_why(client: PageClient, make: Factory, links: Links, reason: EndReason) -> None:
    alert = make.alert(status=AlertStatus.ENDED, ended_at=clock.now(), end_reason=reason)

    assert "It ended on Tuesday 24 November 2026" in client.get(links.to(alert)).text


def test_a_mail_program_stops_everything_by_one_post_without_a_session(
    app: Flask, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, waiting = make.alert(), make.alert(), make.alert(status=AlertStatus.WAITING)
    else_ = make.alert("somebody@example.org")
    path = f"/alerts/stop-all/{address_token(app.config['SECRET_KEY'], one.address_id)}"
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    client = PageClient(app)

    looked = client.get(path)
    before = status_of(one)
    pressed = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert "Stop all my alerts" in looked.text
    assert before is AlertStatus.ON
    assert pressed.status_code == 200
    assert [status_of(alert) for alert in (one, other, waiting)] == [AlertStatus.ENDED] * 3
    assert status_of(else_) is AlertStatus.ON


def test_a_mail_provider_presses_for_as_many_people_as_it_has(app: Flask, make: Factory) -> None:
    client = PageClient(app)
    tokens = [address_token(app.config["SECRET_KEY"], make.alert(f"p{n}@example.org").address_id) for n in range(61)]

    pressed = {client.post(f"/alerts/stop-all/{token}").status_code for token in tokens}

    assert pressed == {200}
    assert set(db.session.scalars(sa.select(Alert.status))) == {AlertStatus.ENDED}


@pytest.mark.parametrize(("is_signed", "answer"), [(True, 200), (False, 404)])
def test_pressing_for_one_person_or_for_nobody_has_an_end(
    app: Flask, make: Factory, is_signed: bool, answer: int
) -> None:
    client = PageClient(app)
    token = address_token(app.config["SECRET_KEY"], make.alert().address_id)
    paths = [f"/alerts/stop-all/{token if is_signed else number}" for number in range(61)]

    pressed = [client.post(path).status_code for path in paths]

    assert pressed == [answer] * 60 + [429]


def test_other_buttons_need_their_page(
    app: Flask, make: Factory, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    alert = make.alert()
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)

    assert PageClient(app).post(links.to(alert, "stop")).status_code == 400
    assert status_of(alert) is AlertStatus.ON
