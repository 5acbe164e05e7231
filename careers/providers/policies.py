"""Rules of organisations: who may register one, and when it is checked."""

from careers.access import Role
from careers.accounts.models import User
from careers.errors import NotAllowed
from careers.providers.models import Organisation

OTHER_ADDRESS = "Use another e-mail address to register an employer. One address has one kind of account."


def check_can_register(user: User, *, has_profile: bool) -> None:
    """Refuse anybody but a person whose account is new: who they are here already must not be lost."""
    if user.organisation_id is not None:
        raise NotAllowed("You belong to an employer already. Ask the council if that should change.")
    if user.role is not Role.CANDIDATE:
        raise NotAllowed(f"This account is for a {user.role.value}. {OTHER_ADDRESS}")
    if has_profile:
        raise NotAllowed(f"You use this account to look for work. {OTHER_ADDRESS}")


def check_can_verify(organisation: Organisation, by: User) -> None:
    """Refuse to check an organisation for oneself."""
    if by.organisation_id == organisation.id:
        raise NotAllowed("Somebody outside the organisation must check it.")
