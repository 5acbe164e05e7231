"""Bring questions in from a file: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.questions.bank_files import read_bank
from careers.questions.commands.writing import add_version
from careers.questions.content import Item, content_of
from careers.questions.policies import UNFINISHED
from careers.questions.queries import desk
from careers.questions.queries.desk import DeskQuestion
from careers.questions.reading import Fault
from careers.screening import bank
from careers.screening.bank import QuestionStatus


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: new questions, next versions, what was there already, older versions left out, faults."""

    new: tuple[str, ...] = ()
    next_versions: tuple[str, ...] = ()
    identical: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def import_questions(raw: bytes, *, by: object) -> Imported:
    """Bring in the questions of a file, JSON or CSV, and say what became of each. With any fault nothing changes.

    Into a bank that holds questions each comes as a draft, or as the next version of its question when words or key
    differ; nothing that is there is changed. Of a question with several versions in the file the newest is taken. An
    empty bank takes every version as the file has it, which is how a bank is moved.
    """
    found = read_bank(raw, [value.key for value in bank.values()])
    if found.faults:
        return Imported(faults=found.faults)
    desk.lock_desk()
    there = {question.key: question for question in desk.list_questions()}
    if not there:
        return _restore(found.items, by=by)
    newest = {item.key: item for item in sorted(found.items, key=lambda item: item.number)}
    faults = tuple(fault for item in newest.values() if (fault := _fault(item, there.get(item.key))))
    if faults:
        return Imported(faults=faults)
    identical = {key for key, item in newest.items() if key in there and _is_there(item, there[key])}
    for key, item in newest.items():
        if key not in identical:
            add_version(key, there[key].newest.number + 1 if key in there else 1, item.content, by=by)
    return Imported(
        new=tuple(key for key in newest if key not in there),
        next_versions=tuple(key for key in newest if key in there and key not in identical),
        identical=tuple(key for key in newest if key in identical),
        older=tuple(f"{item.key} version {item.number}" for item in found.items if item is not newest[item.key]),
    )


def _is_there(item: Item, question: DeskQuestion) -> bool:
    return any(content_of(version).is_same_question(item.content) for version in question.versions)


def _fault(item: Item, question: DeskQuestion | None) -> Fault | None:
    if question is None or _is_there(item, question):
        return None
    if question.newest.status in UNFINISHED:
        return Fault(
            item.key,
            f"Its version {question.newest.number} here is still being worked on. Finish it or retire it, then import.",
        )
    if question.newest.value_key != item.content.value_key:
        return Fault(item.key, "Here it belongs to another value. Give it another key in the file.")
    return None


def _restore(items: Sequence[Item], *, by: object) -> Imported:
    faults = [
        Fault(item.key, f"Two of its versions are {word}, and only one can be.")
        for word, statuses in (("live", {QuestionStatus.LIVE}), ("unfinished", UNFINISHED))
        for item in _repeated([item for item in items if item.status in statuses])
    ]
    if faults:
        return Imported(faults=tuple(faults))
    for item in items:
        add_version(item.key, item.number, item.content, by=by, status=item.status)
    return Imported(restored=tuple(f"{item.key} version {item.number}" for item in items))


def _repeated(items: Sequence[Item]) -> Sequence[Item]:
    seen: set[str] = set()
    return [item for item in items if item.key in seen or seen.add(item.key)]  # type: ignore[func-returns-value]  # add gives None, which is false
