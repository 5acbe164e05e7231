"""The people and places of applying, under the same names."""

from tests.applications.conftest import amara, as_amara, home
from tests.interviews.conftest import interview

__all__ = ["amara", "as_amara", "home", "interview"]
