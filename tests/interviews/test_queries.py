"""What other assessors heard cannot be read before one's own ratings are sent, and what waits for a third."""

from careers.accounts.models import User
from careers.applications.models import ApplicationStatus
from careers.database import db
from careers.interviews import queries
from careers.interviews.commands import add_comment, read_ratings
from tests.connections import counted
from tests.factories import Factory
from tests.interviews.conftest import Interview, send


def seen_by(reader: User, interview: Interview) -> tuple[int, int, int]:
    """Return how many submissions, ratings and comments somebody is given."""
    application_id = interview.application.id
    return (
        len(queries.list_submissions_seen_by(reader.id, application_id)),
        len(queries.list_ratings_seen_by(reader.id, application_id)),
        len(queries.list_comments_seen_by(reader.id, application_id)),
    )


def test_nothing_of_the_others_is_given_before_ones_own(interview: Interview) -> None:
    send(interview.application, interview.first, 4, 2)
    add_comment(interview.application, words="Warm.", by=interview.first)
    db.session.commit()

    before = seen_by(interview.second, interview)
    send(interview.application, interview.second, 4, 4)

    assert before == (0, 0, 0)
    assert seen_by(interview.second, interview) == (2, 4, 1)


def test_having_rated_another_interview_opens_nothing(make: Factory, interview: Interview) -> None:
    other = make.application(interview.application.vacancy, status=ApplicationStatus.INTERVIEW)
    other.interview_at = interview.application.interview_at
    send(interview.application, interview.first, 4, 2)
    send(other, interview.second, 4, 2)

    assert seen_by(interview.second, interview) == (0, 0, 0)


def test_somebody_who_only_reads_is_given_all_and_is_no_assessor(interview: Interview) -> None:
    send(interview.application, interview.first, 4, 2)
    read_ratings(interview.application, by=interview.third)
    db.session.commit()

    assert seen_by(interview.third, interview) == (1, 2, 0)
    assert queries.count_assessors(interview.application.id) == 1


def test_what_waits_for_a_third_names_no_rating_and_ends_with_it(make: Factory, interview: Interview) -> None:
    organisation_id = interview.first.organisation_id
    send(interview.application, interview.first, 4, 2)
    send(interview.application, interview.second, 2, 2)

    (for_first,) = queries.list_waiting_interviews(organisation_id, interview.first.id)
    (for_third,) = queries.list_waiting_interviews(organisation_id, interview.third.id)
    is_needed = queries.is_third_needed(interview.application.id)
    send(interview.application, interview.third, 3, 2)
    (after,) = queries.list_waiting_interviews(organisation_id, interview.third.id)

    assert (for_first.needs_third, for_first.has_reader_sent) == (True, True)
    assert (for_third.needs_third, for_third.has_reader_sent) == (True, False)
    assert is_needed
    assert (after.needs_third, queries.is_third_needed(interview.application.id)) == (False, False)
    stranger = make.manager(make.organisation())
    assert queries.list_waiting_interviews(stranger.organisation_id, stranger.id) == []


def test_the_worklist_asks_no_question_per_interview(make: Factory, interview: Interview) -> None:
    def questions() -> int:
        db.session.expire_all()
        with counted() as asked:
            queries.list_waiting_interviews(interview.first.organisation_id, interview.first.id)
        return sum(statement.startswith("SELECT") for statement in asked)

    few = questions()
    for _ in range(4):
        other = make.application(
            interview.application.vacancy,
            status=ApplicationStatus.INTERVIEW,
            interview_at=interview.application.interview_at,
        )
        send(other, interview.first, 4, 2)

    assert questions() == few


def test_ratings_of_wiped_applications_are_found(interview: Interview) -> None:
    send(interview.application, interview.first, 4, 2)
    before = queries.list_rated_and_wiped()
    interview.application.email = ""
    db.session.commit()

    assert before == []
    assert [each.id for each in queries.list_rated_and_wiped()] == [interview.application.id]
