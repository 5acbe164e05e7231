"""Writing to a profile."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask

from careers.accounts.models import User
from careers.audit.models import AuditEvent
from careers.candidates import commands
from careers.candidates.models import Candidate
from careers.database import db, writing
from careers.errors import BadInput
from tests.factories import Factory


def test_a_profile_is_made_once(make: Factory) -> None:
    user = make.user()

    first = commands.ensure_candidate(user)
    second = commands.ensure_candidate(user)

    assert first is second


def test_two_pages_at_once_make_one_profile(app: Flask, make: Factory) -> None:
    user_id = make.user().id
    db.session.commit()
    together = Barrier(2)

    def ensure() -> int:
        with app.app_context(), writing():
            together.wait(timeout=10)
            candidate_id = commands.ensure_candidate(db.session.get_one(User, user_id)).id
            db.session.commit()
            return candidate_id

    with ThreadPoolExecutor(2) as pool:
        made = [run.result(timeout=30) for run in [pool.submit(ensure), pool.submit(ensure)]]

    assert made[0] == made[1]
    assert len(db.session.scalars(sa.select(Candidate)).all()) == 1


def test_gaps_are_filled_and_what_was_said_stays(make: Factory) -> None:
    candidate = make.candidate(first_name="Amara", last_name="", phone="", postcode="")

    commands.fill_gaps(candidate, first_name="Other", last_name="Okoye", phone="0190 8000000", postcode="MK9 3EJ")
    commands.fill_gaps(candidate, first_name="Other", last_name="Name", phone="", postcode="MK3 6EB")

    assert (candidate.first_name, candidate.last_name, candidate.phone) == ("Amara", "Okoye", "0190 8000000")
    assert candidate.postcode == "MK9 3EJ"
    assert candidate.lat == pytest.approx(52.043, abs=0.001)


def test_a_postcode_that_cannot_exist_is_refused(make: Factory) -> None:
    candidate = make.candidate(postcode="")

    with pytest.raises(BadInput, match="ZZ1 1ZZ") as refusal:
        commands.fill_gaps(candidate, first_name="", last_name="", phone="", postcode="ZZ1 1ZZ")

    assert refusal.value.field == "postcode"


def test_an_erased_profile_holds_nothing_and_the_erasure_is_noted(make: Factory) -> None:
    candidate = make.candidate(postcode="MK9 3EJ", lat=52.0, lon=-0.7, travel_miles=5, patterns=["days"])

    commands.erase_profile(candidate, by=candidate.user)
    db.session.commit()

    assert (candidate.full_name, candidate.phone, candidate.postcode) == ("", "", "")
    assert (candidate.lat, candidate.lon, candidate.travel_miles, candidate.patterns) == (None, None, None, [])
    assert db.session.scalars(sa.select(AuditEvent.action)).all() == ["candidate.erased"]
