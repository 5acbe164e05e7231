"""Take the key that experts' ratings give."""

from dataclasses import replace

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import record
from careers.database import db
from careers.questions import policies
from careers.questions.commands.writing import add_version
from careers.questions.content import Content, content_of
from careers.questions.models import TakenKey
from careers.questions.queries import desk
from careers.questions.queries import experts as queries
from careers.screening.agreement import ExpertKey
from careers.screening.bank import QuestionStatus
from careers.screening.models import QuestionVersion
from careers.screening.queries import get_release


def take_key(key: str, number: int, *, by: User) -> QuestionVersion:
    """Take the mean of the experts' ratings as the key of a question; return the version that carries it.

    A version with the experts gets the key itself; of a live one the next version is made, which goes through its
    pilot like any other. Pressed twice, or by two officers, it is done once. Refuses when too few experts have rated
    it or they do not agree, each with the figures.
    """
    desk.lock_desk()
    question = desk.get_question(key)
    version = question.version(number)
    taken = desk.find_key_taken_from(version.id)
    if taken is not None:
        return next(each for each in question.versions if each.id == taken.keyed_version_id)
    policies.check_can_be_rated(version)
    release = get_release()
    rated = queries.get_rated(version, release)
    found = policies.check_can_take_key(rated.key, experts=rated.experts, release=release)
    content = keyed_content(content_of(version), found, source=source_of(rated.experts))
    if version.status is QuestionStatus.LIVE:
        policies.check_can_start_next(question.newest)
        keyed = add_version(key, question.newest.number + 1, content, by=by, status=QuestionStatus.WITH_EXPERTS)
    else:
        keyed = version
        _set_key(version, content)
    db.session.add(
        TakenKey(
            rated_version_id=version.id,
            keyed_version_id=keyed.id,
            experts=rated.experts,
            agreement=found.agreement,
            taken_at=clock.now(),
            taken_by=by.id,
        )
    )
    record(action="question.keyed", subject_type="question version", subject_id=keyed.id, by=by)
    return keyed


def source_of(experts: int) -> str:
    """Return where a key of experts comes from, as it stands wherever the key is used."""
    return f"rated by {experts} experts, {clock.local(clock.now()):%B %Y}"


def keyed_content(content: Content, key: ExpertKey, *, source: str) -> Content:
    """Return what a version says once it has the experts' key; responses that are not kept have theirs too."""
    by_response = {each.response_key: each for each in key.responses}
    responses = tuple(
        replace(each, key_rating=by_response[each.key].key_rating, is_kept=by_response[each.key].is_kept)
        for each in content.responses
    )
    return replace(content, responses=responses, key_source=source)


def _set_key(version: QuestionVersion, content: Content) -> None:
    version.key_source = content.key_source
    for row, response in zip(version.responses, content.responses, strict=True):
        row.key_rating, row.is_kept = response.key_rating, response.is_kept
