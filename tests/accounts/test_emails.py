"""Messages about signing in: their words."""

from flask import Flask

from careers.access import Role
from careers.accounts import commands, emails
from careers.accounts.models import SignInCode
from careers.audit.commands import SYSTEM
from careers.database import db
from tests.messages import assert_message


def test_sign_in_code(app: Flask) -> None:
    sign_in = SignInCode(id=7, email="amara@example.com")

    emails.send_code(sign_in, "012345")
    db.session.commit()

    assert_message("sign-in-code:7", reads="accounts/sign_in_code", to="amara@example.com")


def test_invitation(app: Flask) -> None:
    user = commands.invite_user("amara@example.com", role=Role.ADVISER, by=SYSTEM, name="Amara Okoye")
    db.session.commit()

    assert_message(f"invitation:{user.id}", reads="accounts/invitation", to="amara@example.com")
