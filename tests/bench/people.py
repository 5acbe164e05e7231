"""A candidate with a profile, wishes and answers, signed in without a code: for the order by fit."""

from flask import Flask

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.database import db, writing
from careers.screening.commands import answer_question, begin_sittings, finish_sittings
from careers.screening.queries import Person, get_standing


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
        person = Person(user.id)
        begin_sittings(person)
        for asked in get_standing(person).asked:
            question = asked.question
            answer_question(
                person,
                question_key=question.key,
                version=question.version,
                ratings={response.key: 3 for response in question.responses},
            )
        finish_sittings(person)
        name = user.get_id()
        db.session.commit()
        return name


def cookie_of(app: Flask, session_user: str) -> str:
    """Return the cookie of a signed-in session, made by the application's own serializer."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps({'_user_id': session_user, '_fresh': True})}"
