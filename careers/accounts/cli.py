"""Commands for whoever runs the service: invite people, help somebody in."""

import click
from flask import current_app

from careers.access import Role
from careers.accounts import commands, queries
from careers.audit.commands import SYSTEM
from careers.command_line import BadArguments, PlainGroup
from careers.database import db, writing
from careers.errors import NotAllowed

accounts = PlainGroup("accounts", help="Users and signing in.")


@accounts.command("invite")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--organisation", "organisation_id", type=int)
def invite(email: str, role: str, organisation_id: int | None) -> None:
    """Add a user with a role and send them an invitation."""
    try:
        with writing():
            commands.invite_user(email, role=Role(role), by=SYSTEM, organisation_id=organisation_id)
            db.session.commit()
    except NotAllowed as refusal:
        raise BadArguments(str(refusal)) from None
    click.echo(f"Invited as {role}.")


@accounts.command("close")
@click.argument("email")
def close(email: str) -> None:
    """Close an account: the person can no longer sign in, their sessions and e-mail alerts end."""
    with writing():
        user = queries.find_user_by_email(email)
        if user is None:
            raise BadArguments("Nobody has an account with that e-mail address.")
        commands.close_account(user, by=SYSTEM)
        db.session.commit()
    click.echo("Closed.")


@accounts.command("sign-in-link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """Print a one-time link, good for an hour, that signs a person in. The audit keeps that it was made."""
    with writing():
        user = queries.find_user_by_email(email)
        if user is None:
            raise BadArguments("Nobody has an account with that e-mail address.")
        token = commands.make_sign_in_link(user)
        db.session.commit()
    click.echo(f"{current_app.config['PUBLIC_URL']}/sign-in/link/{token}")
