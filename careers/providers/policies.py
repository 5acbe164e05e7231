"""Rules of organisations: who may register one, and when it is checked."""

from careers.access import Role
from careers.accounts.models import User
from careers.errors import NotAllowed
from careers.providers.models import Organisation

OTHER_ADDRESS = "Use another e-mail address to register an employer. One address has one kind of account."


def why_not_register(user: User, *, has_profile: bool) -> str | None:
    """Return why a user cannot register an employer, or None: who they are here already must not be lost."""
    if user.organisation_id is not None:
        return "You belong to an employer already."
    if user.role is not Role.CANDIDATE:
        return f"This account has the role of {user.role.value}. {OTHER_ADDRESS}"
    if has_profile:
        return f"You use this account to look for work. {OTHER_ADDRESS}"
    return None


def check_can_register(user: User, *, has_profile: bool) -> None:
    """Refuse anybody but a person whose account is new."""
    refusal = why_not_register(user, has_profile=has_profile)
    if refusal:
        raise NotAllowed(refusal)


def check_can_verify(organisation: Organisation, by: User) -> None:
    """Refuse to check an organisation for oneself."""
    if by.organisation_id == organisation.id:
        raise NotAllowed("Somebody outside the organisation must check it.")


def check_can_remove(colleague: User, by: User) -> None:
    """Refuse to remove oneself: a team must not lose its last manager by a slip."""
    if colleague.id == by.id:
        raise NotAllowed("You cannot remove yourself. Ask another manager, or contact us.")
