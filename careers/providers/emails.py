"""Messages to employers about their organisation."""

from careers.access import Role
from careers.accounts.queries import list_team
from careers.mail.commands import put_in_outbox
from careers.providers.models import Organisation


def tell_verified(organisation: Organisation) -> None:
    """Tell an organisation's managers that the council has checked it."""
    for user in list_team(organisation.id):
        if user.is_active and user.role is Role.PROVIDER_MANAGER:
            put_in_outbox(
                event_key=f"organisation_verified:{organisation.id}:{user.id}",
                template="providers/organisation_verified",
                to=user.email,
                organisation=organisation.name,
            )
