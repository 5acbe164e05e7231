"""An officer at the desk, and experts who have sent their ratings."""

from collections.abc import Mapping

import pytest

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.database import db
from careers.questions.content import Content, ResponseContent
from careers.questions.models import ExpertInvitation, ExpertKind, ExpertQuestion, ExpertRating
from careers.screening.bank import RoleFamily
from careers.screening.models import QuestionVersion
from careers.screening.queries import get_release, get_version
from tests.client import PageClient
from tests.factories import Factory

AGREEING: Mapping[str, Mapping[str, int]] = {
    "first": {"a": 2, "b": 5, "c": 2, "d": 5},
    "second": {"a": 2, "b": 5, "c": 1, "d": 4},
    "third": {"a": 1, "b": 5, "c": 2, "d": 4},
}
"""Three experts' ratings: the means are 5/3, 5, 5/3 and 13/3."""

KEY = "quiet-breakfast"


@pytest.fixture
def officer(make: Factory) -> User:
    """Give Grace Hill of the council."""
    return make.user(Role.OFFICER, email="grace@council.example", name="Grace Hill")


@pytest.fixture
def desk(client: PageClient, officer: User) -> PageClient:
    """Give a browser in which the officer is signed in."""
    return client.sign_in(officer)


@pytest.fixture
def version(make: Factory) -> QuestionVersion:
    """Give the live version of a starter question."""
    return get_version(KEY, 1)


def content(**changes: object) -> Content:
    """Return what a question says, with no key."""
    values: dict[str, object] = {
        "value_key": "cwp_respect",
        "second_value_key": None,
        "role_family": RoleFamily.ANY,
        "situation": "You visit Ruth. She has not opened her curtains today.",
        "author": "Grace Hill",
        "key_source": "no key yet",
        "responses": tuple(
            ResponseContent(key, f"{words}.")
            for key, words in zip("abcd", ("Open them", "Ask her", "Wait", "Ring her son"), strict=True)
        ),
    }
    return Content(**(values | changes))  # type: ignore[arg-type]  # a test's changes are of the right types


def expert(
    version: QuestionVersion,
    ratings: Mapping[str, int] | None,
    *,
    kind: ExpertKind = ExpertKind.WORKER,
    is_sent: bool = True,
) -> ExpertInvitation:
    """Make an expert who has rated a version, and sent it or not."""
    now = clock.now()
    count = db.session.query(ExpertInvitation).count()
    invitation = ExpertInvitation(
        kind=kind,
        email=None if is_sent else f"expert-{count}@people.example",
        token_hash=f"{count:064}",
        seed=count,
        invited_at=now,
        expires_at=now.replace(year=now.year + 1),
        sent_at=now if is_sent else None,
        questions=[ExpertQuestion(version_id=version.id, position=0)],
    )
    db.session.add(invitation)
    db.session.flush()
    for key, rating in (ratings or {}).items():
        db.session.add(
            ExpertRating(
                invitation_id=invitation.id, version_id=version.id, response_key=key, rating=rating, rated_at=now
            )
        )
    db.session.commit()
    return invitation


def three_send(version: QuestionVersion) -> None:
    """Let three experts, who agree, be enough and send their ratings of a version."""
    get_release().least_experts = 3
    for ratings in AGREEING.values():
        expert(version, ratings)
