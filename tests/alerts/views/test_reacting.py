"""“Not right for you”: a reason, what would change, and the button that changes it."""

import sqlalchemy as sa

from careers import clock
from careers.alerts.models import Alert, AlertMatch, NotRelevant
from careers.database import db
from careers.jobs.models import Vacancy
from careers.providers.models import Workplace
from tests.alerts.conftest import Links
from tests.client import PageClient
from tests.factories import Factory


def an_alert_that_found(make: Factory, home: Workplace, **changes: object) -> tuple[Alert, Vacancy]:
    alert, vacancy = make.alert(**({"search": ""} | changes)), make.vacancy(home, reference="V-7KQ3MX")
    make.match(alert, vacancy)
    return alert, vacancy


def noted(alert: Alert) -> NotRelevant | None:
    return db.session.scalars(sa.select(AlertMatch.not_relevant).where(AlertMatch.alert_id == alert.id)).one()


def test_it_asks_then_shows_then_changes(client: PageClient, make: Factory, links: Links, home: Workplace) -> None:
    alert, _ = an_alert_that_found(make, home)
    path = links.to(alert, "not-relevant", "V-7KQ3MX")

    asked = client.get(path)
    shown = client.get(f"{path}?why=pay+too+low&submit=1")
    search_before = alert.search
    done = client.follow(client.post(f"{path}?why=pay+too+low&submit=1"))

    assert "Why is it not right for you?" in asked.text
    assert "What would change: We show only £13.50 an hour or more." in shown.text
    assert search_before == ""
    assert "Your alert is changed. We show only £13.50 an hour or more." in done.text
    assert (alert.search, noted(alert)) == ("pay_min=13.5", NotRelevant.LOW_PAY)
    assert "V-7KQ3MX" not in done.text


def test_what_waits_to_be_sent_and_fits_no_longer_is_let_go(
    client: PageClient, make: Factory, links: Links, home: Workplace
) -> None:
    alert, marked = an_alert_that_found(make, home, search="q=quillfeather")
    words = {"description": "You work with Mrs Quillfeather."}
    poor, rich = make.vacancy(home, **words), make.vacancy(home, pay_min_pence=1400, pay_max_pence=1500, **words)
    told = make.vacancy(home)
    for found in (poor, rich):
        make.match(alert, found)
    make.match(alert, told, sent_at=clock.now())

    client.post(links.to(alert, "not-relevant", "V-7KQ3MX") + "?why=pay+too+low&submit=1")

    left = db.session.scalars(sa.select(AlertMatch.opportunity_id).where(AlertMatch.alert_id == alert.id))
    assert set(left) == {marked.id, rich.id, told.id}


def test_another_reason_is_only_noted(client: PageClient, make: Factory, links: Links, home: Workplace) -> None:
    alert, _ = an_alert_that_found(make, home)
    path = links.to(alert, "not-relevant", "V-7KQ3MX") + "?why=other&submit=1"

    shown = client.get(path)
    client.post(path)

    assert "stays as it is" in shown.text
    assert (alert.search, noted(alert)) == ("", NotRelevant.OTHER)


def test_no_reason_is_asked_for_again(client: PageClient, make: Factory, links: Links, home: Workplace) -> None:
    alert, _ = an_alert_that_found(make, home)
    path = links.to(alert, "not-relevant", "V-7KQ3MX")

    assert "Choose a reason" in client.get(f"{path}?submit=1").text
    client.post(f"{path}?why=nonsense&submit=1")
    assert noted(alert) is None


def test_what_it_did_not_find_is_not_there(client: PageClient, make: Factory, links: Links, home: Workplace) -> None:
    alert, _ = an_alert_that_found(make, home)
    make.vacancy(home, reference="V-OTHER22")

    assert client.get(links.to(alert, "not-relevant", "V-OTHER22")).status_code == 404


def test_a_change_into_another_alert_is_refused(
    client: PageClient, make: Factory, links: Links, home: Workplace
) -> None:
    alert, _ = an_alert_that_found(make, home)
    make.alert(search="pay_min=13.5")

    answer = client.post(links.to(alert, "not-relevant", "V-7KQ3MX") + "?why=pay+too+low&submit=1")

    assert answer.status_code == 409
    assert "You already have an alert for the search" in answer.text
    db.session.refresh(alert)
    assert alert.search == ""
