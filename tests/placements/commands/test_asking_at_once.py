"""A placement closes while somebody asks for a place: two connections, on either database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
import sqlalchemy as sa
from flask import Flask

from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.database import db, writing
from careers.errors import NotAllowed
from careers.placements.commands.adverts import close_placement
from careers.placements.commands.bookings import ask_for_place
from careers.placements.commands.referrals import agree_to_referral
from careers.placements.models import Booking, BookingStatus, Placement, Referral
from tests.factories import Factory
from tests.placements.conftest import Home


def ask(placement: Placement, user: User) -> None:
    candidate = db.session.scalars(sa.select(Candidate).where(Candidate.user_id == user.id)).one()
    ask_for_place(candidate, placement, why="", by=user)


def agree(placement: Placement, _user: User) -> None:
    referral = db.session.scalars(sa.select(Referral).where(Referral.opportunity_id == placement.id)).one()
    agree_to_referral(referral, shares_attendance=False, shares_outcome=False)


@pytest.mark.parametrize("come_in", [ask, agree])
def test_nobody_is_left_waiting_for_an_answer_from_a_placement_that_has_closed(
    app: Flask, make: Factory, home: Home, amara: Candidate, come_in: Callable[[Placement, User], None]
) -> None:
    make.referral(opportunity=home.placement, email=amara.user.email)
    placement_id, manager_id, amara_id = home.placement.id, home.manager.id, amara.user_id
    db.session.commit()
    is_read, is_closed = Event(), Event()

    def person() -> None:
        with app.app_context(), writing():
            placement, user = db.session.get_one(Placement, placement_id), db.session.get_one(User, amara_id)
            is_read.set()
            is_closed.wait(timeout=1)  # on SQLite the provider waits for the person instead
            try:
                come_in(placement, user)
                db.session.commit()
            except NotAllowed:
                db.session.rollback()

    def provider() -> None:
        is_read.wait(timeout=10)
        with app.app_context(), writing():
            close_placement(db.session.get_one(Placement, placement_id), by=db.session.get_one(User, manager_id))
            db.session.commit()
            is_closed.set()

    with ThreadPoolExecutor(2) as pool:
        for waiting in [pool.submit(person), pool.submit(provider)]:
            waiting.result(timeout=30)

    assert set(db.session.scalars(sa.select(Booking.status))) <= {BookingStatus.DECLINED}
