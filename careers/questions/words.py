"""What values, kinds of work, methods, statuses and events are called on the desk's pages. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from careers.audit.models import AuditEvent
from careers.questions.models import ExpertKind
from careers.screening.bank import RoleFamily
from careers.screening.item_scores import Method
from careers.words import moment_in_words

FAMILY_WORDS = MappingProxyType(
    {
        RoleFamily.ANY: "Any kind of work",
        RoleFamily.CARE_AT_HOME: "Care in people’s homes",
        RoleFamily.CARE_HOME: "Care homes",
        RoleFamily.SUPPORTED_LIVING: "Supported living",
        RoleFamily.LEADERSHIP: "Leading a team",
        RoleFamily.ANCILLARY: "Kitchen, cleaning, office and upkeep",
    }
)

KIND_WORDS = MappingProxyType(
    {
        ExpertKind.WORKER: "Care workers",
        ExpertKind.MANAGER: "Managers in care",
        ExpertKind.DRAWS_ON_CARE: "People who draw on care",
    }
)

METHOD_WORDS = MappingProxyType(
    {
        Method.ABSOLUTE: "How far each rating is from the key",
        Method.SQUARED: "How far each rating is from the key, where one big miss costs more than several small ones",
        Method.STANDARDISED: "How far each rating is from the key, after taking out how a person uses the scale",
        Method.RANK_NEAR_MISS: "How near the order of the ideas is to the order of the key",
        Method.RANK_CORRELATION: "How well the order of the ideas goes with the order of the key",
        Method.BEST_WORST: "Whether the best and the worst idea are found",
    }
)

TITLES = MappingProxyType(
    {
        "question.written": "Written",
        "question.changed": "Words changed",
        "question.with experts": "Sent to experts",
        "question.keyed": "The experts’ key was taken",
        "question.pilot": "Put on trial",
        "question.live": "Went live",
        "question.retired": "Retired",
    }
)
BY = MappingProxyType({"council officer": "by a council officer", "system": "by itself"})


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a history."""

    title: str
    when_words: str
    by_words: str
    note: str


def history_in_words(events: Iterable[tuple[int, AuditEvent]]) -> list[Event]:
    """Return what happened to the versions of a question, newest first; each event comes with the version's number."""
    newest_first = sorted(events, key=lambda each: (each[1].at, each[1].id), reverse=True)
    return [
        Event(
            title=f"Version {number}: {TITLES.get(event.action, event.action.partition('.')[2]).lower()}",
            when_words=moment_in_words(event.at),
            by_words=BY.get(event.actor_role, ""),
            note=event.reason,
        )
        for number, event in newest_first
    ]
