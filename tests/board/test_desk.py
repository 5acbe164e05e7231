"""The findings between groups, and what is shown of decisions."""

from careers.board.desk import GroupFigures, bias_lines, find_differences, override_line
from careers.board.item_bias import Bias
from careers.board.models import ReviewKind
from careers.board.stage_tables import GroupRow, StageTable, publish_steps
from tests.board.takings import questions_of

QUESTIONS = questions_of()


def bias(question: int, effect: float, adjusted_p: float, group: str = "Group b") -> Bias:
    return Bias(question, group, "Group a", 200, 300, effect, adjusted_p, adjusted_p)


def test_a_flagged_step_is_one_finding_with_the_figures_as_shown() -> None:
    rows = (
        GroupRow("a", "Group a", (100, 45)),
        GroupRow("b", "Group b", (101, 31)),
        GroupRow("c", "Did not say", (40, 9), is_compared=False),
    )
    table = StageTable("sex", "Sex", ("screened", "shortlisted"), rows)

    (finding,) = find_differences([GroupFigures("sex", "Sex", publish_steps([table])["sex"])], [])

    assert finding.subject == "stage:sex:0-1"
    assert finding.kind is ReviewKind.STAGE
    assert finding.title == "From screened to shortlisted, by sex"
    assert finding.figures == (
        "Compared with the group “Group a”, which has the highest rate.",
        "Group b: about 30 of 100. Ratio 0.67. Chance under 0.05 (z).",
    )


def test_a_flag_behind_a_star_says_that_the_numbers_are_too_small() -> None:
    rows = (GroupRow("a", "Group a", (100, 50)), GroupRow("b", "Group b", (40, 3)), GroupRow("c", "C", (40, 20)))
    rows = (*rows, GroupRow("d", "D", (40, 5)))
    table = StageTable("sex", "Sex", ("screened", "shortlisted"), rows)

    (finding,) = find_differences([GroupFigures("sex", "Sex", publish_steps([table])["sex"])], [])

    assert "Group b: flagged. The numbers are too small to show." in finding.figures


def test_questions_that_are_biased_in_several_groups_are_one_finding() -> None:
    biases = [bias(0, -0.41, 0.001), bias(0, 0.3, 0.01, "Group c"), bias(1, -0.1, 0.001), bias(2, -0.9, 0.2)]

    lines = bias_lines(QUESTIONS, "sex", "Sex", biases)
    (finding,) = find_differences([], lines)

    assert finding.subject == f"bias:{QUESTIONS[0].key}:1:sex"
    assert (finding.question_key, finding.question_version) == (QUESTIONS[0].key, 1)
    assert finding.figures[0] == (
        "Group b: about 0.4 of a standard deviation lower than people of the group “Group a” "
        "with the same answers to the other questions."
    )
    assert "0.3 of a standard deviation higher" in finding.figures[1]


def test_decisions_of_an_employer_are_rounded_and_few_are_hidden() -> None:
    assert (override_line("Rose Court", 41, 8).compared, override_line("Rose Court", 41, 8).against) == (40, 10)
    assert override_line("Rose Court", 41, 8).percent == 25  # 10 of 40
    assert override_line("Rose Court", 41, 3).percent is None
    assert override_line("Rose Court", 12, 9).percent is None
    assert override_line("Rose Court", 40, 0).percent == 0
