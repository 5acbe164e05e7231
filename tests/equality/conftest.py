"""Somebody who has sent an application, and a whole sheet of answers."""

import pytest
import sqlalchemy as sa

from careers.applications.models import Application
from careers.candidates.models import Candidate
from careers.database import db
from careers.equality.models import EqualityAnswer
from tests.applications.conftest import Home, amara, as_amara, home
from tests.factories import Factory

__all__ = ["amara", "as_amara", "home"]

SHEET = {
    "ethnicity": "mixed_white_asian",
    "sex": "prefer_not_to_say",
    "age_band": "55_64",
    "llhc": "yes",
    "activity_restriction": "a_little",
    "sexual_orientation": "bisexual",
    "religion": "buddhist",
    "unpaid_care": "h_35_49",
}
"""An answer to each of the eight questions that are asked."""


@pytest.fixture
def sent(make: Factory, home: Home, amara: Candidate) -> Application:
    """Give an application that Amara has sent."""
    application: Application = make.application(home.vacancy, amara, reference="A-7KQ3MX")
    return application


def kept_rows() -> list[tuple[str, str, str]]:
    """Return everything that is kept, as it is kept."""
    table = EqualityAnswer
    return [tuple(row) for row in db.session.execute(sa.select(table.link, table.answer, table.given_in))]
