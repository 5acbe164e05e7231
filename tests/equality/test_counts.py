"""Counting how far groups came, and who said anything."""

from careers.equality.counts import STAGES, Stage, count_declared, count_stages


def test_who_reached_a_stage_reached_those_before_it() -> None:
    counts = count_stages(
        "sex",
        [
            ("female", Stage.STARTED),
            ("female", Stage.SCREENED),
            ("male", Stage.INTERVIEW),
            ("left_blank", Stage.OFFERED),
        ],
    )

    reached = {row.group.key: [row.reached[stage] for stage in STAGES] for row in counts.rows}
    assert reached == {
        "female": [2, 1, 1, 1, 1],
        "male": [1, 1, 1, 0, 0],
        "prefer_not_to_say": [0, 0, 0, 0, 0],
        "left_blank": [1, 1, 1, 1, 0],
        "not_asked": [0, 0, 0, 0, 0],
    }
    assert [counts.total(stage) for stage in STAGES] == [4, 3, 3, 2, 1]


def test_a_declaration_is_neither_blank_nor_preferring_not_to_say() -> None:
    people = [
        *({"llhc": "yes"}, {"llhc": "dont_know"}, {"llhc": "prefer_not_to_say"}),
        *({"llhc": ""}, {"llhc": ""}, {"llhc": "-"}, {}),
    ]

    counts = count_declared("llhc", people)

    assert (counts.answered, counts.preferred_not, counts.left_blank, counts.not_asked) == (2, 1, 2, 2)
    assert counts.asked == 5
