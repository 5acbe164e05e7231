"""What the timetable does with sittings."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from careers import clock
from careers.database import db
from careers.screening.commands import begin_sittings
from careers.screening.models import Sitting, SittingQuestion
from careers.screening.queries import Person
from careers.screening.tasks import forget_visitors
from tests.factories import Factory


@pytest.mark.parametrize(("days", "left"), [(29, 2), (31, 1)])
def test_what_visitors_did_and_nobody_kept_goes_after_30_days(make: Factory, days: int, left: int) -> None:
    user = make.user()
    begin_sittings(Person(visitor_hash="v" * 64), ["cwp_respect"])
    begin_sittings(Person(user.id), ["cwp_respect"])
    db.session.commit()

    now = clock.now() + timedelta(days=days)
    done = [forget_visitors(now), forget_visitors(now)]

    assert done == [2 - left, 0]
    assert len(db.session.scalars(select(Sitting)).all()) == left
    assert len(set(db.session.scalars(select(SittingQuestion.sitting_id)))) == left
