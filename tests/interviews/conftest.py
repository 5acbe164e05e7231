"""An interview at Larkfield Care for a vacancy with two values, and three people there who can rate it."""

from typing import NamedTuple

import pytest

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db
from careers.interviews.commands import rate_interview
from careers.interviews.guides import guide_book
from careers.interviews.policies import Heard
from tests.applications.conftest import Home, amara, home
from tests.factories import Factory

__all__ = ["Interview", "amara", "home", "interview", "send"]

RESPECT, WHOLE = "cwp_respect", "cwp_whole_person"
RATINGS = "/provider/vacancies/V-7KQ3MX/applicants/A-7KQ3MX/ratings"


class Interview(NamedTuple):
    """An application at interview, and who may rate it."""

    application: Application
    first: User
    second: User
    third: User


@pytest.fixture
def interview(make: Factory, home: Home, amara: Candidate) -> Interview:
    """Give an interview that took place, with the manager and two members of the team."""
    home.vacancy.value_keys = [RESPECT, WHOLE]
    db.session.commit()
    application = make.application(
        home.vacancy,
        amara,
        reference="A-7KQ3MX",
        status=ApplicationStatus.INTERVIEW,
        identity_shown_at=clock.now(),
        interview_at=clock.now(),
        interview_place="Rose Court",
    )
    colleagues = [
        make.user(Role.PROVIDER_MEMBER, organisation_id=home.organisation.id, name=name) for name in ("Bea", "Cy")
    ]
    return Interview(application, home.manager, *colleagues)


def send(application: Application, by: User, respect: int | None, whole: int | None = None) -> None:
    """Send somebody's ratings, each with a note that names them and the value."""
    commented = [(RESPECT, respect), (WHOLE, whole)]
    heard = [Heard(key, rating, f"{by.name} heard {rating} of {key}" if rating else "") for key, rating in commented]
    rate_interview(application, heard, guide_version=guide_book().version, by=by)
    db.session.commit()
