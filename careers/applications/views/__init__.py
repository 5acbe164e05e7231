"""The pages of this feature, by journey; importing them hangs them on the blueprint."""

from careers.applications.blueprint import bp
from careers.applications.views import account, answering, applicants, applying, deciding

__all__ = ["account", "answering", "applicants", "applying", "bp", "deciding"]
