"""The pages of this feature, by journey; importing them hangs them on the blueprint."""

from careers.alerts.blueprint import bp
from careers.alerts.views import making, managing, reacting

__all__ = ["bp", "making", "managing", "reacting"]
