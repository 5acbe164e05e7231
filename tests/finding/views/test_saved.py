"""What a person keeps: saving on the way through signing in, notes, taking off and undoing, reminders."""

from datetime import date, timedelta
from html import unescape

import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.database import db
from careers.jobs.models import Opportunity, OpportunityStatus, SavedOpportunity
from careers.rights.queries import what_is_held
from tests.client import PageClient
from tests.factories import Factory


def saved() -> list[SavedOpportunity]:
    return list(db.session.scalars(sa.select(SavedOpportunity).order_by(SavedOpportunity.opportunity_id)))


def has_saved(make: Factory, opportunity: Opportunity, *, user: User | None = None, **changes: object) -> User:
    person = make.candidate(user)
    db.session.add(
        SavedOpportunity(candidate_id=person.id, opportunity_id=opportunity.id, **({"saved_at": clock.now()} | changes))
    )
    db.session.commit()
    return person.user


def test_a_stranger_is_led_to_signing_in_and_back_to_a_button(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(title="Gardener")
    save_page = f"/jobs/{vacancy.reference}/save"

    advert = client.get(f"/jobs/{vacancy.reference}")
    sent = client.get(save_page)
    client.sign_in(make.user())
    asked = client.get(save_page)

    assert f'href="{save_page}"' in advert.text
    assert sent.location == f"/sign-in?next=/jobs/{vacancy.reference}/save"
    assert "Save this for later" in asked.text
    assert saved() == []


def test_a_stranger_gets_no_cookie_from_an_advert(client: PageClient, make: Factory) -> None:
    for path in (f"/jobs/{make.vacancy().reference}", f"/placements/{make.placement().reference}"):
        assert "Set-Cookie" not in client.get(path).headers


def test_one_press_saves_with_a_note(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    client.sign_in(make.user())

    answer = client.post(f"/jobs/{vacancy.reference}/save", {"note": " Ask about the bus. "})

    assert answer.location == f"/jobs/{vacancy.reference}"
    assert [(each.opportunity_id, each.note) for each in saved()] == [(vacancy.id, "Ask about the bus.")]
    assert "Take off my saved list" in client.get(f"/jobs/{vacancy.reference}").text


def test_saving_again_without_a_note_keeps_the_note(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    client.sign_in(has_saved(make, vacancy, note="Ask Jo"))

    client.post(f"/jobs/{vacancy.reference}/save", {"saved": "yes"})

    assert [each.note for each in saved()] == ["Ask Jo"]


def test_a_note_is_at_most_500_characters(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    client.sign_in(make.user())

    refused = client.post(f"/jobs/{vacancy.reference}/save", {"note": "x" * 501})
    client.post(f"/jobs/{vacancy.reference}/save", {"note": "é" * 500})

    assert "Use 500 characters or fewer" in refused.text
    assert [len(each.note) for each in saved()] == [500]


def test_what_has_closed_in_the_meantime_is_not_saved(client: PageClient, make: Factory) -> None:
    closed, gone = make.vacancy(status=OpportunityStatus.CLOSED), make.vacancy(status=OpportunityStatus.WITHDRAWN)
    client.sign_in(make.user())

    answer = client.follow(client.get(f"/jobs/{closed.reference}/save"))

    assert "It has closed in the meantime" in answer.text
    assert client.post(f"/jobs/{gone.reference}/save").status_code == 410
    assert saved() == []


def test_an_employer_sees_no_button_to_save(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    client.sign_in(make.manager(vacancy.organisation))

    assert "Save for later" not in client.get(f"/jobs/{vacancy.reference}").text


def test_the_list_has_open_ones_by_closing_date_then_closed_ones_with_what_is_like_them(
    client: PageClient, make: Factory
) -> None:
    home = make.workplace()
    late = make.vacancy(home, title="Late one", closes_on=date(2026, 12, 20))
    soon = make.placement(home, title="Soon one", closes_on=date(2026, 11, 26))
    shut = make.vacancy(home, title="Shut one", closes_on=date(2026, 11, 23), status=OpportunityStatus.CLOSED)
    taken_down = make.vacancy(
        home, title="Taken down one", closes_on=date(2026, 11, 20), status=OpportunityStatus.WITHDRAWN
    )
    make.vacancy(title="Open and alike")
    user = has_saved(make, late)
    for other in (soon, shut, taken_down):
        has_saved_more(user, other)
    client.sign_in(user)

    page = client.get("/account/saved").text

    order = [page.index(title) for title in ("Soon one", "Late one", "Shut one", "Taken down one")]
    assert order == sorted(order)
    assert "Open and alike" in page
    assert f'href="/jobs/{shut.reference}"' in page
    assert f'href="/jobs/{taken_down.reference}"' not in page
    assert "It was taken down." in page


def has_saved_more(user: User, opportunity: Opportunity) -> None:
    (first, *_) = saved()
    db.session.add(
        SavedOpportunity(candidate_id=first.candidate_id, opportunity_id=opportunity.id, saved_at=clock.now())
    )
    db.session.commit()


def test_a_note_is_changed_and_deleted(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    client.sign_in(has_saved(make, vacancy, note="Ask Jo"))
    note_page = f"/account/saved/{vacancy.reference}/note"

    assert "Ask Jo" in client.get(note_page).text
    client.post(note_page, {"note": "Ask <Ann> & Bob"})
    assert "Ask <Ann> & Bob" in unescape(client.get("/account/saved").text)
    client.post(note_page, {"note": "Ask <Ann> & Bob", "delete": "yes"})

    assert [each.note for each in saved()] == [""]


def test_nobody_else_sees_or_changes_a_note(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    has_saved(make, vacancy, note="Mine alone")
    client.sign_in(has_saved(make, make.vacancy()))

    assert client.get(f"/account/saved/{vacancy.reference}/note").status_code == 404
    assert client.post(f"/account/saved/{vacancy.reference}/note", {"note": "x"}).status_code == 404
    assert "Mine alone" not in client.get("/account/saved").text
    assert "Mine alone" not in client.get(f"/jobs/{vacancy.reference}").text


def test_what_is_taken_off_can_be_put_back_with_its_note(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(title="Gardener")
    client.sign_in(has_saved(make, vacancy, note="Ask Jo"))

    off = client.follow(client.post(f"/account/saved/{vacancy.reference}/take-off")).text
    account = client.get("/account").text
    back = client.follow(client.post(f"/account/saved/{vacancy.reference}/put-back")).text

    assert "You took off “Gardener”" in off
    assert "You have saved nothing that is still open" in off
    assert "Gardener" not in account
    assert "Ask Jo" in back
    assert "You took off" not in back


def test_what_was_taken_off_yesterday_is_no_longer_offered(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(title="Gardener")
    client.sign_in(has_saved(make, vacancy, let_go_at=clock.now() - timedelta(hours=25)))

    assert "Gardener" not in client.get("/account/saved").text


def test_what_is_forgotten_cannot_be_put_back(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    client.sign_in(make.user())

    answer = client.post(f"/account/saved/{vacancy.reference}/put-back")

    assert answer.status_code == 409
    assert "We keep what you take off your list for a day" in answer.text


def test_reminders_are_switched_off_and_on(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user())

    off = client.follow(client.post("/account/saved/reminders", {"reminders": "no"})).text
    on = client.follow(client.post("/account/saved/reminders", {"reminders": "yes"})).text

    assert "We will send you no more reminders" in off
    assert "Remind me before something closes" in off
    assert "Stop reminders" in on


def test_a_person_takes_their_notes_with_them(make: Factory) -> None:
    vacancy = make.vacancy(reference="V-SHUT22", title="Gardener", status=OpportunityStatus.CLOSED)

    held = what_is_held(has_saved(make, vacancy, note="Ask Jo"))

    assert [(each["reference"], each["job"], each["note"]) for each in held["saved"]] == [
        ("V-SHUT22", "Gardener", "Ask Jo")
    ]
