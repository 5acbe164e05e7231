"""What readers and assessors at the demonstration's provider said of applicants: agreed, apart, and not yet rated."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from careers import clock
from careers.accounts.models import User
from careers.applications.models import Application, ApplicationReading, ApplicationStatus
from careers.demo.employers import Place
from careers.demo.world import Note, World
from careers.interviews.guides import guide_book
from careers.interviews.models import InterviewComment, InterviewRating, InterviewSubmission

S = ApplicationStatus

UNREAD = 2
"""How many of those who have just applied the manager has not read yet."""

READINGS = (
    (4, "Several examples from looking after family, and what they did when it went wrong."),
    (3, "One good example. I would like to hear more about working with others."),
    (5, "Very clear about why they acted as they did."),
    (2, ""),
)
HEARD = {
    5: (
        "Told me how they asked first, on a hard day as well, and what they have done differently since.",
        "Two stories, both with what the other person said. Knew why they held back the second time.",
    ),
    4: (
        "Gave an example from home: noticed, asked, and did it the person’s way. Could say how it turned out.",
        "Spoke of a customer who came in upset. Took time, asked what would help, and rang a daughter for her.",
        "Looked after a nephew every Friday for two years. Said early when it could not be kept.",
    ),
    3: (
        "One clear example with a neighbour. Needed a few probes to get to what they did themselves.",
        "A good story from school days. Told me what they did, less about why.",
    ),
    2: (
        "Said that it matters to them. No example of their own, although I asked in two ways.",
        "Helped, but in the way that suited them. Did not say what the other person wanted.",
    ),
}
AGREED = (
    "We talked about it. One of us did not hear the story about the lost key, which came after the second question."
)

Ratings = Sequence[tuple[int, tuple[int | None, ...]]]
"""Who of the team rated, by place, and what they gave to each value."""

APART: Ratings = ((1, (4, 2, 3)), (2, (4, 4, 3)))
SETTLED: Ratings = ((0, (4, 5, 3)), (1, (4, 2, 3)), (3, (4, 4, None)))
CLOSE: Ratings = ((0, (4, 4, 3)), (1, (5, 4, 3)))
LOW: Ratings = ((0, (2, 3, 2)), (1, (2, 2, 3)))

BY_STATUS = {S.INTERVIEW: APART, S.OFFERED: CLOSE, S.ACCEPTED: SETTLED, S.NOT_SUCCESSFUL: LOW}
"""By what became of the applicant: two who wait for a third, two who agree, three, two who heard little."""


def read_and_rate(world: World, place: Place, applications: Iterable[Application]) -> None:
    """Add the manager's readings and the team's ratings of applications that are kept; the newest stay unread."""
    sent = sorted(
        (each for each in applications if each.submitted_at), key=lambda each: each.submitted_at or clock.now()
    )
    unread = [each for each in sent if each.status is S.SUBMITTED][-UNREAD:]
    for number, application in enumerate(each for each in sent if each not in unread):
        _read(world, place.employer.manager, application, *READINGS[number % len(READINGS)])
    for status, ratings in BY_STATUS.items():
        rated = next((each for each in sent if each.status is status and _was_interviewed(world, each)), None)
        if rated is not None:
            _rate(world, place.employer.team, rated, ratings)


def _was_interviewed(world: World, application: Application) -> bool:
    return application.interview_at is not None and application.interview_at.date() < world.yesterday


def _read(world: World, reader: User, application: Application, rating: int, note: str) -> None:
    applied_on = clock.local(application.submitted_at or application.created_at).date()
    at = _evening(min(applied_on + timedelta(days=1), world.yesterday))
    reading = ApplicationReading(application_id=application.id, user_id=reader.id, rating=rating, note=note, read_at=at)
    world.keep([reading])
    world.note(Note(at, "application.rated", application, reader, application.candidate.user))


def _rate(world: World, team: Sequence[User], application: Application, ratings: Ratings) -> None:
    on = clock.local(application.interview_at or application.changed_at).date()
    for number, (place, given) in enumerate(ratings):
        assessor, at = team[place], _evening(on) + timedelta(minutes=10 * number)
        submission = InterviewSubmission(
            application_id=application.id,
            assessor_id=assessor.id,
            has_rated=True,
            guide_version=guide_book().version,
            submitted_at=at,
        )
        world.keep([submission])
        world.keep(
            [
                InterviewRating(
                    application_id=application.id,
                    assessor_id=assessor.id,
                    value_key=value_key,
                    rating=rating,
                    note=HEARD[rating][(number + value) % len(HEARD[rating])] if rating else "",
                    rated_at=at,
                )
                for value, (value_key, rating) in enumerate(zip(application.vacancy.value_keys, given, strict=True))
            ]
        )
        world.note(Note(at, "interview.rated", application, assessor, application.candidate.user))
    if ratings is SETTLED:
        said = InterviewComment(
            application_id=application.id,
            author_id=team[0].id,
            words=AGREED,
            written_at=_evening(on) + timedelta(hours=1),
        )
        world.keep([said])


def _evening(day: date) -> datetime:
    """Return half past five of a day; no dice, so that the rest of the world stays as it is."""
    return clock.from_local(datetime.combine(day, time(17, 30)))
