"""How many of each group came how far, and how many said: plain counts, exact, for disclosure control. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from careers.equality.groups import LEFT_BLANK, NOT_ASKED, Answers, Group, groups_of
from careers.equality.questionnaire import PREFER_NOT
from careers.equality.sealing import BLANK, DOES_NOT_APPLY


class Stage(StrEnum):
    """How far an application came. Nobody is screened out by a score, so who is sent is screened: one stage."""

    SCREENED = "screened"
    SHORTLISTED = "shortlisted"
    INTERVIEW = "interview"
    OFFERED = "offered"
    STARTED = "started"


STAGES = tuple(Stage)


@dataclass(frozen=True)
class GroupCounts:
    """Applications of one group, by the stages that they ever reached. Exact: not to be shown as they are."""

    group: Group
    reached: Mapping[Stage, int]


@dataclass(frozen=True)
class StageCounts:
    """Applications by group and stage. Groups and stages are always all there and in order, so rows add up."""

    characteristic: str
    rows: tuple[GroupCounts, ...]

    def total(self, stage: Stage) -> int:
        """Return how many applications of any group reached a stage."""
        return sum(row.reached[stage] for row in self.rows)


@dataclass(frozen=True)
class DeclarationCounts:
    """Of the people who applied, how many said anything to one question. Exact: not to be shown as they are."""

    question: str
    answered: int
    preferred_not: int
    left_blank: int
    not_asked: int

    @property
    def asked(self) -> int:
        """The base of the declaration rate: answered, preferred not to say or left blank."""
        return self.answered + self.preferred_not + self.left_blank


def count_stages(characteristic: str, furthest: Iterable[tuple[str, Stage]]) -> StageCounts:
    """Count applications, each given as its group and the furthest stage that it ever reached.

    Stages come one after the other, so what reached one has reached those before it.
    """
    at = Counter(furthest)
    return StageCounts(
        characteristic,
        tuple(
            GroupCounts(
                group,
                {stage: sum(at[group.key, later] for later in STAGES[number:]) for number, stage in enumerate(STAGES)},
            )
            for group in groups_of(characteristic)
        ),
    )


def count_declared(question: str, people: Iterable[Answers]) -> DeclarationCounts:
    """Count people by whether they answered a question; whom it does not apply to was not asked."""
    said = Counter(_said(person.get(question, DOES_NOT_APPLY)) for person in people)
    return DeclarationCounts(question, said["answered"], said[PREFER_NOT], said[LEFT_BLANK], said[NOT_ASKED])


def _said(answer: str) -> str:
    return {DOES_NOT_APPLY: NOT_ASKED, PREFER_NOT: PREFER_NOT, BLANK: LEFT_BLANK}.get(answer, "answered")
