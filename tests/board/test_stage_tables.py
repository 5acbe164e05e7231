"""What may be shown of groups at stages, and which differences are flagged."""

from itertools import product

import pytest

from careers.board.stage_tables import GroupRow, ShownGroup, StageTable, chance_in_words, publish_steps

STAGES = ("screened", "shortlisted")


def table(
    *groups: tuple[int, ...], stages: tuple[str, ...] = STAGES, not_said: int = 0, key: str = "sex"
) -> StageTable:
    """A table of compared groups a, b, c …, and those who did not say, of whom nobody goes on."""
    rows = [GroupRow("abcdefgh"[place], f"Group {'abcdefgh'[place]}", reached) for place, reached in enumerate(groups)]
    silent = GroupRow("not-said", "Did not say", (not_said,) + (0,) * (len(stages) - 1), is_compared=False)
    return StageTable(key, "Sex", stages, (*rows, silent))


def groups_of(shown: StageTable, step: int = 0) -> dict[str, ShownGroup]:
    return {group.label: group for group in publish_steps([shown])[shown.key][step].groups}


def test_a_difference_is_flagged_and_shown_from_rounded_counts() -> None:
    groups = groups_of(table((101, 31), (99, 46), (60, 25)))

    first, second = groups["Group a"], groups["Group b"]
    assert second.is_reference
    assert (first.sat, first.passed, first.percent) == (100, 30, 30)
    assert first.ratio == 0.67  # 30 of 100 beside 45 of 100
    assert first.difference == (-15, -28, -2)
    assert first.chance == "under 0.05 (z)"
    assert first.is_flagged
    assert not groups["Group c"].is_flagged


def test_those_who_did_not_say_are_counted_and_not_compared() -> None:
    silent = groups_of(table((100, 50), (100, 45), not_said=40))["Did not say"]

    assert (silent.sat, silent.passed, silent.is_compared) == (40, 0, False)
    assert silent.ratio is None
    assert silent.chance == ""


def test_small_counts_are_hidden_and_not_compared_by_numbers() -> None:
    groups = groups_of(table((100, 50), (40, 3), (40, 20), (40, 5)))

    hidden = groups["Group b"]
    assert (hidden.sat, hidden.passed, hidden.percent) == (40, None, None)
    assert (hidden.ratio, hidden.difference, hidden.chance) == (None, None, "")


def test_a_group_of_whom_almost_nobody_passed_is_flagged_behind_its_star() -> None:
    groups = groups_of(table((100, 50), (40, 3), (40, 20), (40, 5)))

    assert groups["Group b"].is_flagged  # each count from 1 to 7 of 40 would be flagged beside 50 of 100


def test_a_flag_that_would_give_a_hidden_count_away_is_not_shown() -> None:
    # beside 20 of 40, of twelve people none to one would be flagged, and more would not: a flag would say which
    groups = groups_of(table((40, 20), (12, 1), (40, 19), (40, 19)))

    assert groups["Group b"].passed is None
    assert not groups["Group b"].is_flagged


def test_that_nobody_of_a_small_group_went_on_is_not_shown() -> None:
    groups = groups_of(table((100, 50), (9, 0), (60, 3), (100, 50)))

    assert groups["Group b"].sat == 10
    assert groups["Group b"].passed is None


def test_that_nobody_of_a_large_group_went_on_is_shown() -> None:
    group = groups_of(table((100, 50), (30, 0), (60, 30)))["Group b"]

    assert group.passed == 0
    assert group.is_flagged


def test_groups_from_which_a_hidden_count_could_be_worked_out_are_hidden_at_that_stage_and_later() -> None:
    shown = table((20, 8, 8), (20, 8, 8), (20, 1, 1), stages=("screened", "shortlisted", "started"))

    first, second, _ = publish_steps([shown])["sex"]

    assert [group.sat for group in first.groups] == [20, 20, 20, 0]
    assert [group.passed for group in first.groups] == [None] * 4  # 10, 10, * of 15 could only be 8, 8, 1
    assert [group.sat for group in second.groups] == [None] * 4
    assert [group.passed for group in second.groups] == [None] * 4
    assert (first.sat, first.passed) == (60, 15)


def test_another_question_must_not_give_a_hidden_count_away() -> None:
    # By themselves * of 10, 10 and 20 may be anything up to 6; groups of 8 and 8 say that the total is 16 or 17.
    tell, other = table((8, 8), (8, 8)), table((8, 8), (7, 7), (1, 1), key="age")

    alone = publish_steps([other])["age"][0]
    together = publish_steps([tell, other])["age"][0]

    assert alone.sat == together.sat == 15
    assert [group.sat for group in together.groups].count(None) >= 2


def fits(shown: tuple[int | None, ...], total: int | None, counts: tuple[int, ...]) -> bool:
    def may_be(cell: int | None, count: int) -> bool:
        if cell is None:
            return 1 <= count <= 7
        return count == 0 if cell == 0 else count >= 8 and (count + 2) // 5 * 5 == cell

    return all(map(may_be, shown, counts)) and may_be(total, sum(counts))


def test_no_small_count_can_be_worked_out_of_any_small_table() -> None:
    """Every table of three groups up to eleven people: each star leaves three values, unless the whole row is stars."""
    every = list(product(range(14), repeat=3))
    for counts in product((0, 1, 5, 7, 8, 11), repeat=3):
        step = publish_steps([table(*((max(count, 20), count) for count in counts))])["sex"][0]
        shown = tuple(group.passed for group in step.groups)[:3]
        if shown == (None, None, None):
            continue
        possible = [other for other in every if fits(shown, step.passed, other)]
        for place, cell in enumerate(shown):
            if cell is None:
                assert len({other[place] for other in possible}) >= 3, counts


def test_the_steps_are_each_stage_to_the_next_and_the_first_to_the_last() -> None:
    stages = ("screened", "shortlisted", "started")

    steps = publish_steps([table((50, 40, 20), (60, 40, 20), stages=stages)])["sex"]

    assert [step.label for step in steps] == [
        "From screened to shortlisted",
        "From shortlisted to started",
        "From screened to started",
    ]
    assert [(step.sat, step.passed) for step in steps] == [(110, 80), (80, 40), (110, 40)]


def test_a_family_is_all_steps_of_one_question() -> None:
    alone = groups_of(table((100, 31), (100, 45)))["Group a"]
    among_many = groups_of(table((100, 31), (100, 45), *[(100, 44)] * 5))["Group a"]

    assert alone.is_flagged
    assert not among_many.is_flagged
    assert among_many.chance == "0.05 or more (z)"


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0001, "under 0.001"),
        (0.001, "under 0.01"),
        (0.049, "under 0.05"),
        (0.05, "0.05 or more"),
        (1, "0.05 or more"),
    ],
)
def test_chance_in_words(p: float, words: str) -> None:
    assert chance_in_words(p) == words


def test_nobody_and_nothing() -> None:
    assert publish_steps([]) == {}
    assert not table((0, 0), (0, 0), not_said=9).has_answers
    assert table((0, 0), (1, 0)).has_answers
    with pytest.raises(ValueError, match="three groups"):
        StageTable("sex", "Sex", STAGES, (GroupRow("a", "A", (1, 1)), GroupRow("b", "B", (1, 1))))
