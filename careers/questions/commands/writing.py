"""Write questions, make their next versions, and move versions along to live and to retired."""

from dataclasses import replace

from sqlalchemy.exc import NoResultFound

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import record
from careers.database import db
from careers.errors import BadInput
from careers.questions import policies
from careers.questions.content import Content, content_of, responses_of
from careers.questions.queries import desk
from careers.screening.bank import NOT_RATED_YET, QuestionStatus
from careers.screening.models import QuestionVersion
from careers.words import slug_of

S = QuestionStatus


def write_question(name: str, content: Content, *, by: User) -> QuestionVersion:
    """Begin a question as a draft under a short name. Refuses a name that another question has."""
    desk.lock_desk()
    key = slug_of(name)
    policies.check_key_name(key)
    _check_starter_keys(content)
    try:
        desk.get_question(key)
    except NoResultFound:
        return add_version(key, 1, content, by=by)
    raise BadInput("name", "There is a question of this name. Choose another name.")


def change_draft(key: str, number: int, content: Content, *, by: User) -> None:
    """Put other words or another starter key into a draft. Refuses whatever is past that, or was ever asked.

    A question stays with its value from its second version on: its scores are of that value.
    """
    desk.lock_desk()
    question = desk.get_question(key)
    version = question.version(number)
    policies.check_can_change(version, used=desk.count_used(key).get(number, 0))
    _check_starter_keys(content)
    if len(question.versions) > 1:
        content = replace(content, value_key=version.value_key)
    if content.second_value_key == content.value_key:
        raise BadInput("second_value_key", "Choose another value than the first, or none.")
    _put(content, on=version)
    _record(version, "changed", by=by)


def start_next_version(key: str, *, by: User) -> QuestionVersion:
    """Copy a question's current version to a draft, the next one; what is live stays live until that is.

    A key of experts belongs to the words they rated, so the copy begins without one; a starter key comes along.
    Pressed twice, it is one draft: the second press gets the first one's.
    """
    desk.lock_desk()
    question = desk.get_question(key)
    if question.newest.status is S.DRAFT and len(question.versions) > 1:
        return question.newest
    policies.check_can_start_next(question.newest)
    return add_version(key, question.newest.number + 1, _without_experts(content_of(question.current)), by=by)


def move_to_pilot(key: str, number: int, *, by: User) -> None:
    """Put a version on trial: it is asked, and not scored. Refuses what experts have not keyed."""
    desk.lock_desk()
    version = desk.get_question(key).version(number)
    policies.check_can_move(version, S.PILOT)
    policies.check_can_pilot(has_taken_key=version.id in desk.find_taken_keys([version.id]))
    _move(version, S.PILOT, by=by)


def go_live(key: str, number: int, *, by: User) -> None:
    """Make a version live, in place of the one that is live now, which is retired at the same moment."""
    desk.lock_desk()
    question = desk.get_question(key)
    version = question.version(number)
    policies.check_can_move(version, S.LIVE)
    for other in question.versions:
        if other.status is S.LIVE:
            _move(other, S.RETIRED, by=by, reason=f"Version {version.number} took its place")
    db.session.flush()  # one version may be live, and rows are written in no order that we could rely on
    _move(version, S.LIVE, by=by)


def retire_version(key: str, number: int, *, reason: str, by: User) -> None:
    """Take a version out of use for good, with a reason; answers and scores that it led to stay.

    Refuses when its value would be left with too few live questions to ask.
    """
    desk.lock_desk()
    version = desk.get_question(key).version(number)
    policies.check_can_retire(version, live_of_value=desk.count_live()[version.value_key])
    _move(version, S.RETIRED, by=by, reason=reason)


def add_version(
    key: str,
    number: int,
    content: Content,
    *,
    by: object,
    status: QuestionStatus = S.DRAFT,
) -> QuestionVersion:
    """Add a version with its responses. The caller has checked that it may be."""
    now = clock.now()
    version = QuestionVersion(
        question_key=key,
        number=number,
        status=status,
        created_at=now,
        created_by=getattr(by, "id", None),
        live_at=now if status is S.LIVE else None,
        retired_at=now if status is S.RETIRED else None,
    )
    _put(content, on=version)
    db.session.add(version)
    db.session.flush()
    _record(version, "written", by=by)
    return version


def move_to_experts(version: QuestionVersion, *, by: object) -> None:
    """Note that experts are asked about a draft: from now on its words stay as they are."""
    if version.status is S.DRAFT:
        _move(version, S.WITH_EXPERTS, by=by)


def _put(content: Content, *, on: QuestionVersion) -> None:
    on.value_key, on.second_value_key = content.value_key, content.second_value_key
    on.role_family, on.situation = content.role_family, content.situation
    on.author, on.key_source = content.author, content.key_source
    rows = {row.key: row for row in on.responses}
    new = responses_of(content)
    for response in new:  # rows stay with their key: a new one of the same key would be written before the old one goes
        row = rows.get(response.key)
        if row is not None:
            row.text, row.position = response.text, response.position
            row.key_rating, row.is_kept = response.key_rating, response.is_kept
    on.responses = [rows.get(response.key, response) for response in new]


def _without_experts(content: Content) -> Content:
    if content.key_source == NOT_RATED_YET:
        return content
    responses = tuple(replace(each, key_rating=None, is_kept=True) for each in content.responses)
    return replace(content, responses=responses, key_source=policies.NO_KEY)


def _check_starter_keys(content: Content) -> None:
    for response in content.responses:
        policies.check_starter_key(f"key_{response.key}", response.key_rating)


def _move(version: QuestionVersion, to: QuestionStatus, *, by: object, reason: str = "") -> None:
    policies.check_can_move(version, to)
    record(
        action=f"question.{to.value}",
        subject_type="question version",
        subject_id=version.id,
        by=by,
        from_status=version.status.value,
        to_status=to.value,
        reason=reason,
    )
    version.status = to
    if to is S.LIVE:
        version.live_at = clock.now()
    if to is S.RETIRED:
        version.retired_at = clock.now()


def _record(version: QuestionVersion, what: str, *, by: object) -> None:
    record(action=f"question.{what}", subject_type="question version", subject_id=version.id, by=by)
