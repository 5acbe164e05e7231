"""Every measure is defined in full."""

from dataclasses import fields

import pytest

from careers.board.measures import MEASURES, Measure


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_each_part_of_a_definition_is_written(measure: Measure) -> None:
    empty = [field.name for field in fields(measure) if field.name != "rate_unit" and not getattr(measure, field.name)]

    assert empty == []


def test_the_placement_measure_says_whose_counts_they_are_and_claims_no_cause() -> None:
    caveats = " ".join(MEASURES["placement-to-employment"].caveats)

    assert "not DWP's" in caveats
    assert "moved into work after a placement" in caveats
