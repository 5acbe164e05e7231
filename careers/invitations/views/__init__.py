"""The pages of this feature, by journey; importing them hangs them on the blueprint."""

from careers.invitations.blueprint import bp
from careers.invitations.views import answering, inviting

__all__ = ["answering", "bp", "inviting"]
