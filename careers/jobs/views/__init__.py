"""The pages of this feature, by journey; importing them hangs them on the blueprint."""

from careers.jobs.blueprint import bp
from careers.jobs.views import desk, employers, publish, vacancies

__all__ = ["bp", "desk", "employers", "publish", "vacancies"]
