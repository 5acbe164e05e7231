"""An alert arrives once and stops at one press: without an account, on a phone, without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from careers import clock
from careers.alerts.models import AlertAddress
from careers.database import db
from tests.journeys.conftest import Person, Site

AMARA = "amara@people.example"


def path_in(text: str, label: str) -> str:
    """Return the path of a labelled link of a message."""
    found = re.search(rf"{label}:\s+http://[^/\s]+(/\S+)", text)
    assert found, f"no link “{label}” in: {text}"
    return found[1]


def messages_to(site: Site, email: str) -> int:
    site.run_task("send-mail")
    return sum(m["personalizations"][0]["to"][0]["email"] == email for m in site.mail.accepted)


def publish(site: Site, title: str) -> None:
    with site.records() as make:
        home = make.workplace(make.organisation(name="Larkfield Care"))
        make.vacancy(home, title=title, patterns=["nights"])


def run_a_day_later(site: Site) -> None:
    """Let the timetable's minute pass as if the last message had been yesterday's."""
    with site.records():
        db.session.execute(sa.update(AlertAddress).values(mailed_on=clock.today() - timedelta(days=1)))
        db.session.commit()
    run_at(site, 12)


def run_at(site: Site, hour: int) -> None:
    """Let the timetable's minute pass at an hour of today, as the clocks in England show it."""
    now = clock.local(clock.now()).replace(hour=hour, minute=0)
    with time_machine.travel(now, tick=True):
        site.run_task("match-alerts")
        site.run_task("send-alerts")
        site.run_task("send-mail")


@pytest.mark.parametrize(("width", "javascript"), [(320, False), (1280, True)])
def test_an_alert_arrives_once_and_stops_at_one_press(
    site: Site, person: Callable[..., Person], width: int, javascript: bool
) -> None:
    publish(site, "Night care assistant who was there before")
    seeker = person(width=width, javascript=javascript)

    seeker.visit("/alerts/new?q=night+care&place=Bletchley&miles=3")
    seeker.should_see("Within 3 miles of Bletchley")
    seeker.choose("As soon as we find something, at most once a day")
    seeker.type("Your e-mail address", AMARA)
    seeker.press("Get these e-mails")
    seeker.should_see("Check your e-mail")
    seeker.visit(path_in(site.last_text_to(AMARA), "See the alert and confirm it"))
    seeker.press("Yes, send me these e-mails")
    seeker.should_see("Your alert is on")

    publish(site, "Night care assistant")
    run_at(site, 7)
    assert messages_to(site, AMARA) == 1
    run_at(site, 10)
    run_at(site, 11)
    assert messages_to(site, AMARA) == 2
    text = site.last_text_to(AMARA)
    assert "New care work for you: 1 advert" in site.last_message_to(AMARA)["subject"]
    assert "Why it is here: “night care”, about 1 mile from Bletchley" in text
    assert "who was there before" not in text
    run_a_day_later(site)
    assert messages_to(site, AMARA) == 2

    seeker.visit(path_in(text, "See the advert"))
    seeker.should_see("Night care assistant")
    seeker.visit(path_in(text, "Change or stop this alert"))
    seeker.press("Stop this alert")
    seeker.should_see("Stopped. We will not write about this search again.")
    publish(site, "Night care assistant again")
    run_a_day_later(site)
    assert messages_to(site, AMARA) == 2


def test_not_right_for_me_changes_the_alert_after_showing_how(site: Site, person: Callable[..., Person]) -> None:
    with site.records() as make:
        user = make.user(email=AMARA)
        assert user.id
    seeker = person()
    seeker.sign_in(AMARA)
    seeker.visit("/alerts/new?place=Bletchley&miles=10")
    seeker.choose("As soon as we find something, at most once a day")
    seeker.press("Get these e-mails")
    seeker.should_see("Your alert is on", "Care work near Bletchley")
    publish(site, "Night care assistant")
    run_at(site, 10)

    seeker.visit(path_in(site.last_text_to(AMARA), "Not right for you"))
    seeker.choose("The pay is too low")
    seeker.press("Go on")
    seeker.should_see("We show only £13.50 an hour or more.")
    seeker.press("Change my alert")

    seeker.should_see("Your alert is changed", "£13.50 an hour or more")
    seeker.follow("Back to your alerts")
    seeker.press("Stop this alert…")
    seeker.should_see("Stopped.")
