"""The pages of this feature, by journey; importing them hangs them on the blueprint."""

from careers.feeds.blueprint import bp
from careers.feeds.views import api, embed, job_sites

__all__ = ["api", "bp", "embed", "job_sites"]
