"""The words and key of a question as they are written or read from a file, apart from any table. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.screening.bank import QuestionStatus, RoleFamily
from careers.screening.models import QuestionResponse, QuestionVersion

RESPONSE_KEYS = "abcde"


@dataclass(frozen=True, slots=True)
class ResponseContent:
    """One response: its words, and its key where there is one."""

    key: str
    text: str
    key_rating: float | None = None
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """What a version says: all that makes another version another one."""

    value_key: str
    second_value_key: str | None
    role_family: RoleFamily
    situation: str
    author: str
    key_source: str
    responses: tuple[ResponseContent, ...]

    def is_same_question(self, other: "Content") -> bool:
        """Say whether the words and the key are the same, whoever wrote them."""
        return (self.value_key, self.second_value_key, self.role_family, self.situation, self.responses) == (
            other.value_key,
            other.second_value_key,
            other.role_family,
            other.situation,
            other.responses,
        )


@dataclass(frozen=True, slots=True)
class Item:
    """A version as a file holds it."""

    key: str
    number: int
    status: QuestionStatus
    content: Content


def content_of(version: QuestionVersion) -> Content:
    """Return what a version says."""
    return Content(
        value_key=version.value_key,
        second_value_key=version.second_value_key,
        role_family=version.role_family,
        situation=version.situation,
        author=version.author,
        key_source=version.key_source,
        responses=tuple(
            ResponseContent(each.key, each.text, each.key_rating, each.is_kept) for each in version.responses
        ),
    )


def item_of(version: QuestionVersion) -> Item:
    """Return a version as a file holds it."""
    return Item(version.question_key, version.number, version.status, content_of(version))


def responses_of(content: Content) -> Sequence[QuestionResponse]:
    """Return new rows for the responses of a version."""
    return [
        QuestionResponse(key=each.key, text=each.text, position=place, key_rating=each.key_rating, is_kept=each.is_kept)
        for place, each in enumerate(content.responses)
    ]
