"""A candidate with a profile, wishes and answers, signed in without a code: for the order by fit."""

from flask import Flask

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.database import db, writing
from careers.screening.bank import questions
from careers.screening.models import ScreeningAnswer


def add_candidate(app: Flask) -> str:
    """Add a person who knows what they want and answered every situation; return what their session holds."""
    with app.app_context(), writing():
        user = User(email="person@bench.example", name="", role=Role.CANDIDATE, created_at=clock.now())
        db.session.add(user)
        db.session.flush()
        db.session.add(
            Candidate(
                user_id=user.id,
                first_name="Amara",
                last_name="Okoye",
                postcode="LE1 5FQ",
                lat=52.637,
                lon=-1.132,
                travel_miles=10,
                can_drive=False,
                patterns=["nights", "part-time"],
                contracts=["permanent"],
                pay_min_pence=1290,
                created_at=clock.now(),
                changed_at=clock.now(),
            )
        )
        db.session.add_all(
            ScreeningAnswer(
                user_id=user.id,
                question_key=question.key,
                question_version=question.version,
                response_key=response.key,
                rating=3,
                answered_at=clock.now(),
            )
            for question in questions()
            for response in question.responses
        )
        name = user.get_id()
        db.session.commit()
        return name


def cookie_of(app: Flask, session_user: str) -> str:
    """Return the cookie of a signed-in session, made by the application's own serializer."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps({'_user_id': session_user, '_fresh': True})}"
