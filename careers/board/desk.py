"""The fairness desk put together: what is shown of questions, values, groups and decisions, and all findings. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careers.board.item_bias import Bias
from careers.board.models import ReviewKind
from careers.board.periods import Period
from careers.board.quality import Finding, QuestionQuality, ValueQuality
from careers.board.stage_tables import ShownStep
from careers.board.suppression import Shown, shown_count, shown_percentage
from careers.screening.bank import Question, name_of


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One equality question: every step by its groups, safe to show."""

    key: str
    label: str
    steps: tuple[ShownStep, ...]

    @property
    def flagged(self) -> tuple[ShownStep, ...]:
        """The steps that a person should look at."""
        return tuple(step for step in self.steps if step.is_flagged)


@dataclass(frozen=True, slots=True)
class BiasLine:
    """A question on which a group scores differently from people alike on the other questions; flagged."""

    question: Question
    characteristic: str
    label: str
    group: str
    reference: str
    effect: float

    @property
    def in_words(self) -> str:
        """What was found, as a sentence."""
        direction = "lower" if self.effect < 0 else "higher"
        return (
            f"{self.group}: about {abs(self.effect):.1f} of a standard deviation {direction} than people of the group "
            f"“{self.reference}” with the same answers to the other questions."
        )


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """How often an employer decided against the values band, safe to show."""

    name: str
    compared: Shown
    against: Shown
    percent: int | None


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the desk. `bias_comparisons` is how many comparisons of questions between groups were made.

    Show either the employers (`overrides`) or all of them together, never both: one could be taken from the other.
    """

    period: Period
    method: str
    questions: tuple[QuestionQuality, ...]
    values: tuple[ValueQuality, ...]
    groups: tuple[GroupFigures, ...]
    biases: tuple[BiasLine, ...]
    bias_comparisons: int
    overrides: tuple[OverrideLine, ...]
    all_overrides: OverrideLine
    findings: tuple[Finding, ...]

    def find_finding(self, subject: str) -> Finding | None:
        """Return what is flagged now under a name, or None."""
        return next((finding for finding in self.findings if finding.subject == subject), None)


def override_line(name: str, compared: int, against: int) -> OverrideLine:
    """Return an employer's decisions as they may be shown: rounded, small ones hidden, no share of fewer than 20."""
    shown = shown_count(compared), shown_count(against)
    return OverrideLine(name, *shown, shown_percentage(shown[1], shown[0]))


def bias_lines(
    questions: Sequence[Question], characteristic: str, label: str, biases: Sequence[Bias]
) -> list[BiasLine]:
    """Return the flagged ones of comparisons between groups on these questions."""
    return [
        BiasLine(questions[bias.question], characteristic, label, bias.group, bias.reference, bias.effect)
        for bias in biases
        if bias.is_flagged
    ]


def find_differences(groups: Sequence[GroupFigures], biases: Sequence[BiasLine]) -> list[Finding]:
    """Return what is flagged between groups: one finding for a step and an equality question, or a question and one."""
    of_steps = [
        Finding(
            f"stage:{each.key}:{step.key}",
            ReviewKind.STAGE,
            f"{step.label}, by {each.label.lower()}",
            tuple(_step_in_words(step)),
        )
        for each in groups
        for step in each.steps
        if step.is_flagged
    ]
    by_question: dict[tuple[str, str], list[BiasLine]] = {}
    for line in biases:
        by_question.setdefault((line.question.key, line.characteristic), []).append(line)
    of_questions = [
        Finding(
            f"bias:{question_key}:{lines[0].question.version}:{characteristic}",
            ReviewKind.BIAS,
            f"Question “{name_of(question_key)}”, version {lines[0].question.version}, by {lines[0].label.lower()}",
            tuple(line.in_words for line in lines),
            question_key,
            lines[0].question.version,
        )
        for (question_key, characteristic), lines in by_question.items()
    ]
    return of_steps + of_questions


def _step_in_words(step: ShownStep) -> list[str]:
    sentences = [f"Compared with the group “{step.reference}”, which has the highest rate."]
    for group in step.groups:
        if group.is_flagged and group.passed is None:
            sentences.append(f"{group.label}: flagged. The numbers are too small to show.")
        elif group.is_flagged:
            ratio = "" if group.ratio is None else f" Ratio {group.ratio:.2f}."
            sentences.append(f"{group.label}: about {group.passed} of {group.sat}.{ratio} Chance {group.chance}.")
    return sentences


def open_by_subject(findings: Sequence[Finding], references: Mapping[str, str]) -> list[tuple[Finding, str | None]]:
    """Return each finding with the reference of its open review, if there is one."""
    return [(finding, references.get(finding.subject)) for finding in findings]
