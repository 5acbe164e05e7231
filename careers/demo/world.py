"""The invented world while it is being made: its date, its dice, what it has drawn and what it still has to note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.audit.models import AuditEvent
from careers.database import Base, db
from careers.demo.banks import Range, sentences
from careers.references import LENGTH, LETTERS

_T = TypeVar("_T")


class Note(NamedTuple):
    """A row of the audit to be written once everything has an id. `by` is None where the timetable did it."""

    at: datetime
    action: str
    subject: Any
    by: User | None
    about: User | None = None
    before: str | None = None
    after: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Staff:
    """The people who work for the council, the Jobcentres and the service."""

    officer: User
    advisers: tuple[User, ...]


class World:
    """One date and one seed give one world. Nothing in it happens later than the evening before `today`."""

    staff: Staff

    def __init__(self, today: date, area_codes: Sequence[str]) -> None:
        self.today, self.area_codes = today, tuple(area_codes)
        self.yesterday = today - timedelta(days=1)
        self.rng = Random(f"demonstration of {today}")  # noqa: S311  the same world each time is the point
        self._decks: dict[str, list[str]] = {}
        self._references: set[str] = set()
        self._notes: list[Note] = []

    def ago(self, days: int) -> date:
        """Return the day so many days before today."""
        return self.today - timedelta(days=days)

    def at(self, day: date, hour: int) -> datetime:
        """Return a moment within an hour of a day, as the clocks in England show it."""
        return clock.from_local(datetime.combine(day, time(hour, self.rng.randrange(60))))

    def chance(self, share: float) -> bool:
        """Say yes to a share of the questions, 0 to 1."""
        return self.rng.random() < share

    def between(self, bounds: Range) -> int:
        """Return a whole number within bounds, both ends included."""
        return self.rng.randint(*bounds)

    def pick(self, choices: Sequence[_T]) -> _T:
        """Return one of some choices."""
        return self.rng.choice(choices)

    def pick_weighted(self, weights: dict[_T, float]) -> _T:
        """Return one of some choices; a choice with twice the weight comes twice as often."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def any_adviser(self) -> User:
        """Return one of the advisers; the demonstration's own is the newest, with the shortest list."""
        own, *others = self.staff.advisers
        return self.pick([own, *others, *others])

    def draw(self, group: str, number: int = 1, *, at: str = "") -> list[str]:
        """Draw different sentences of a group, in the group's order: the main thing comes first there.

        None comes again before all have come, everywhere or at the place that `at` names, so that adverts differ.
        """
        return self.draw_from(sentences()[group], number, deck=f"{group} {at}")

    def draw_from(self, choices: Sequence[str], number: int = 1, *, deck: str) -> list[str]:
        """Draw different sentences of some choices, as `draw` does; `deck` says what was drawn before."""
        drawn: list[str] = []
        left = self._decks.setdefault(deck, [])
        while len(drawn) < number:
            if not any(sentence not in drawn for sentence in left):
                left[:0] = self.rng.sample(choices, len(choices))
            drawn.append(left.pop(next(i for i in reversed(range(len(left))) if left[i] not in drawn)))
        return sorted(drawn, key=choices.index)

    def reference(self, prefix: str) -> str:
        """Return a reference that nothing in this world has yet, in the shape of the service's own."""
        while True:
            reference = f"{prefix}-{''.join(self.rng.choices(LETTERS, k=LENGTH))}"
            if reference not in self._references:
                self._references.add(reference)
                return reference

    def keep(self, things: Sequence[Base]) -> None:
        """Write things to the database, so that they have ids."""
        db.session.add_all(things)
        db.session.flush()

    def note(self, note: Note) -> None:
        """Remember a row for the audit."""
        self._notes.append(note)

    def write_notes(self) -> None:
        """Write the audit in the order in which things happened."""
        rows = [_audit_row(note) for note in sorted(self._notes, key=lambda note: note.at)]
        db.session.execute(sa.insert(AuditEvent).execution_options(render_nulls=True), rows)


def _audit_row(note: Note) -> dict[str, Any]:
    return {
        "at": note.at,
        "actor_id": note.by.id if note.by else None,
        "actor_role": note.by.role.value if note.by else "system",
        "action": note.action,
        "subject_type": note.action.partition(".")[0],
        "subject_id": note.subject.id,
        "from_status": note.before and str(note.before),
        "to_status": note.after and str(note.after),
        "about_user_id": note.about.id if note.about else None,
        "reason": note.reason,
    }
