"""Leaving a team: somebody who left can no longer see applicants."""

from flask import Flask

from careers.access import Role
from careers.database import db
from tests.client import PageClient
from tests.factories import Factory


def test_a_manager_removes_a_colleague_who_is_signed_out_at_once(app: Flask, make: Factory) -> None:
    organisation = make.organisation()
    manager = make.manager(organisation)
    leaver = make.user(Role.PROVIDER_MEMBER, organisation_id=organisation.id, name="Pat Lee")
    leavers_browser = PageClient(app).sign_in(leaver)
    browser = PageClient(app).sign_in(manager)

    asked = browser.get(f"/provider/team/{leaver.id}/remove")
    team = browser.follow(browser.post(f"/provider/team/{leaver.id}/remove"))

    assert "Remove Pat Lee from the team" in asked.text
    assert "Their e-mail alerts stop." in asked.text
    assert "Pat Lee" not in team.text
    assert leavers_browser.get("/provider").location.startswith("/sign-in")


def test_a_manager_cannot_remove_themselves_or_anybody_elses_colleague(client: PageClient, make: Factory) -> None:
    manager, stranger = make.manager(make.organisation()), make.manager(make.organisation())
    client.sign_in(manager)

    oneself = client.post(f"/provider/team/{manager.id}/remove")
    other = client.post(f"/provider/team/{stranger.id}/remove")

    db.session.refresh(manager)
    db.session.refresh(stranger)
    assert (oneself.status_code, other.status_code) == (409, 404)
    assert manager.is_active
    assert stranger.is_active


def test_the_operator_closes_an_account(app: Flask, make: Factory) -> None:
    user = make.user(email="gone@example.com")

    closed = app.test_cli_runner().invoke(args=["accounts", "close", "gone@example.com"])
    unknown = app.test_cli_runner().invoke(args=["accounts", "close", "nobody@example.com"])

    db.session.refresh(user)
    assert (closed.exit_code, unknown.exit_code) == (0, 2)
    assert not user.is_active
