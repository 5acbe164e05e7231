"""Every write about answering in another way: ask, arrange, write, type in from paper, finish, take back, forget."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import forget_reasons, record
from careers.database import db
from careers.formats import emails, policies, queries
from careers.formats.models import FormatRequest, FormatStatus, Way, WrittenAnswer
from careers.references import new_reference
from careers.screening import commands as screening
from careers.screening.queries import Person, get_asked

S = FormatStatus


def ask_for_format(user: User, value_keys: Collection[str] = ()) -> FormatRequest:
    """Return a person's open request to answer about these values (all when none is named) in another way.

    A new one is told to the council. Where one is open, it takes in these values too. Where all of them were answered
    in writing lately, that serves and nothing new is asked for. Safe to press twice.
    """
    wanted = queries.keys_or_all(value_keys)
    latest = queries.find_latest(user.id, wanted)
    if latest is not None and set(wanted) <= queries.list_written_lately(user.id).keys():
        return latest
    request = queries.find_open(user.id)
    if request is not None:
        request = queries.lock(request)
        missing = [key for key in wanted if key not in request.value_keys]
        if missing and request.is_open:
            request.value_keys = queries.keys_or_all([*request.value_keys, *missing])
        return request
    request = FormatRequest(
        reference=new_reference("F", FormatRequest.reference),
        user=user,
        value_keys=wanted,
        status=S.ASKED,
        asked_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(request)
            db.session.flush()
    except IntegrityError:
        return queries.get_open(user.id)  # another page was a moment earlier
    _record(request, "format request.asked", by=user, to=S.ASKED)
    emails.send_asked(request)
    return request


def tell_wish(request: FormatRequest, *, way: Way | None, contact: str) -> None:
    """Keep how a person would like to answer and how to reach them; refuses when the request is over."""
    request = queries.lock(request)
    policies.check_is_open(request)
    request.way, request.contact = way, contact


def withdraw_request(request: FormatRequest, *, by: User) -> None:
    """Take back a request at the person's wish; pressed twice, it is done once."""
    request = queries.lock(request)
    if request.status is not S.WITHDRAWN:
        _end(request, S.WITHDRAWN, by=by)


def arrange_format(request: FormatRequest, *, arranged_for: str, by: User) -> None:
    """Note when and how a person answers, or a change of it, and tell them. Refuses when the request is over."""
    request = queries.lock(request)
    if request.status is S.ARRANGED and request.arranged_for == arranged_for:
        return
    policies.check_can_move(request, S.ARRANGED)
    _record(request, "format request.arranged", by=by, to=S.ARRANGED)
    request.status, request.arranged_for, request.arranged_at = S.ARRANGED, arranged_for, clock.now()
    emails.send_arranged(request)


def write_answer(request: FormatRequest, value_key: str, text: str, *, by: User) -> None:
    """Keep what a person writes about a value, in place of what stood there; no text takes it away.

    `by` is the person, or the officer who writes it down for them. Refuses other values, and when the request is over.
    """
    request = queries.lock(request)
    policies.check_is_open(request)
    policies.check_asks_about(request, value_key)
    answer = next((each for each in request.written if each.value_key == value_key), None)
    if not text:
        if answer is not None:
            request.written.remove(answer)
        return
    if answer is None:
        answer = WrittenAnswer(value_key=value_key)
        request.written.append(answer)
    answer.text, answer.written_at = text, clock.now()
    answer.entered_by = by.id if by.id != request.user_id else None
    if answer.entered_by:
        _record(request, "format request.written down", by=by)


def make_paper(request: FormatRequest, *, by: User) -> None:
    """Choose the situations that a person is asked on paper: those begun before, and new ones of the other values."""
    request = queries.lock(request)
    policies.check_is_open(request)
    screening.begin_sittings(Person(request.user_id), request.value_keys)
    if request.paper_made_at is None:
        request.paper_made_at = clock.now()
        _record(request, "format request.paper made", by=by)


def enter_ratings(
    request: FormatRequest, *, question_key: str, version: int, ratings: Mapping[str, int], by: User
) -> None:
    """Keep the ratings that a person gave on paper, under the same checks as on the pages; who typed them is noted.

    Raises NoResultFound for a situation that is not asked.
    """
    request = queries.lock(request)
    policies.check_is_open(request)
    person = Person(request.user_id)
    policies.check_asks_about(request, get_asked(person, question_key).question.value_key)
    screening.answer_question(person, question_key=question_key, version=version, ratings=ratings)
    _record(request, "format request.ratings entered", by=by)


def complete_format(request: FormatRequest, *, outcome: str, by: User) -> None:
    """Bring a request to its end and tell the person. What was fully answered on paper is finished and counts.

    What is not answered is not counted, and never against the person. Pressed twice, it is done once.
    """
    request = queries.lock(request)
    if request.status is S.DONE:
        return
    policies.check_can_move(request, S.DONE)
    if request.paper_made_at is not None:
        screening.finish_sittings(Person(request.user_id), request.value_keys)
    request.outcome = outcome
    _end(request, S.DONE, by=by)
    emails.send_done(request)


def send_written(request: FormatRequest, *, by: User) -> None:
    """Send what a person wrote themselves: that ends the request. Refuses when nothing is written."""
    request = queries.lock(request)
    if request.status is S.DONE:
        return
    policies.check_has_written(request)
    complete_format(request, outcome="", by=by)


def note_look(request: FormatRequest, *, by: User) -> None:
    """Note that an officer opened a request; the person sees it on their account."""
    _record(request, "format request.looked", by=by)


def forget_requests(user_id: int, *, before: datetime | None = None) -> None:
    """Delete a person's requests with what they wrote: all, at their wish, or those that ended before a moment."""
    for request in queries.list_own(user_id):
        if before is None or (request.ended_at is not None and request.ended_at < before):
            forget_reasons("format request", request.id)
            db.session.delete(request)


def _end(request: FormatRequest, status: FormatStatus, *, by: User) -> None:
    policies.check_can_move(request, status)
    _record(request, f"format request.{status.value}", by=by, to=status)
    request.status, request.ended_at, request.ended_by = status, clock.now(), by.id


def _record(request: FormatRequest, action: str, *, by: User, to: FormatStatus | None = None) -> None:
    record(
        action=action,
        subject_type="format request",
        subject_id=request.id,
        by=by,
        from_status=request.status.value if to not in (None, request.status) else None,
        to_status=to.value if to else None,
        about_user_id=request.user_id,
    )
