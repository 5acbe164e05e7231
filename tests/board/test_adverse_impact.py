"""Ratios, tests and corrections: the worked numbers, and the rules for small groups."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from careers.board.adverse_impact import (
    GroupCount,
    compare,
    compare_groups,
    correct,
    fisher_p,
    holm,
    newcombe_interval,
    reference_group,
    z_test,
)


def group(passed: int, sat: int, key: str = "a", *, is_compared: bool = True) -> GroupCount:
    return GroupCount(key, f"Group {key}", sat, passed, is_compared)


counts = st.integers(1, 80).flatmap(lambda sat: st.builds(group, st.integers(0, sat), st.just(sat)))


@pytest.mark.parametrize(
    ("one", "other", "ratio", "p"),
    [
        (group(4, 10), group(6, 10), 0.667, 0.656),
        (group(1, 10), group(2, 10), 0.5, 1.0),
        (group(30, 100), group(45, 100), 0.667, 0.0405),
        (group(12, 40), group(27, 50), 0.556, 0.0321),
        (group(240, 400), group(330, 500), 0.909, 0.0703),
    ],
)
def test_the_worked_ratios_and_fishers_p(one: GroupCount, other: GroupCount, ratio: float, p: float) -> None:
    assert compare(one, other).ratio == pytest.approx(ratio, abs=0.0005)
    assert fisher_p(one, other) == pytest.approx(p, abs=0.0005)


def test_the_worked_z_and_difference() -> None:
    one, other = group(30, 100), group(45, 100)

    z, p = z_test(one, other)
    low, high = newcombe_interval(one, other)

    assert z == pytest.approx(-2.191, abs=0.0005)
    assert p == pytest.approx(0.0285, abs=0.00005)  # two-sided, of the normal distribution
    assert compare(one, other).difference == pytest.approx(-0.15)
    assert (low, high) == pytest.approx((-0.277, -0.016), abs=0.0005)


def test_newcombes_own_example() -> None:
    # 56 of 70 and 48 of 80: 0.2, interval 0.0524 to 0.3339 (Newcombe 1998, table II, method 10)
    assert newcombe_interval(group(56, 70), group(48, 80)) == pytest.approx((0.0524, 0.3339), abs=0.00005)


@given(counts, counts)
def test_newcombes_interval_is_made_of_scipys_wilson_intervals(one: GroupCount, other: GroupCount) -> None:
    first, second = (binomtest(each.passed, each.sat).proportion_ci(method="wilson") for each in (one, other))
    below = ((one.rate - first.low) ** 2 + (second.high - other.rate) ** 2) ** 0.5
    above = ((first.high - one.rate) ** 2 + (other.rate - second.low) ** 2) ** 0.5
    difference = one.rate - other.rate

    assert newcombe_interval(one, other) == pytest.approx((max(-1, difference - below), min(1, difference + above)))


def test_fisher_when_an_expected_count_is_under_five_and_z_otherwise() -> None:
    small, large = compare(group(1, 10), group(2, 10)), compare(group(30, 100), group(45, 100))

    assert (small.test, small.p) == ("Fisher", pytest.approx(1.0))
    assert (large.test, large.p) == ("z", pytest.approx(0.0285, abs=0.00005))
    assert compare(group(4, 10), group(6, 10)).test == "z"  # each expected count is exactly 5


def test_a_ratio_under_four_fifths_is_no_flag_by_itself() -> None:
    assert compare(group(4, 10), group(6, 10)).ratio < 0.8
    assert not compare(group(4, 10), group(6, 10)).is_flagged
    assert compare(group(30, 100), group(45, 100)).is_flagged


def test_significance_is_no_flag_by_itself() -> None:
    close = compare(group(2700, 5000), group(3000, 5000))

    assert close.p < 0.001
    assert close.ratio == pytest.approx(0.9)
    assert not close.is_flagged


def test_the_reference_has_the_highest_rate_among_groups_of_twenty_or_more() -> None:
    tiny, small, middle, large = group(9, 9, "t"), group(19, 19, "s"), group(15, 20, "m"), group(50, 100, "l")

    assert reference_group([tiny, small, middle, large]) == middle
    assert reference_group([tiny, small]) is None
    assert reference_group([group(0, 40)]) is None
    assert reference_group([group(20, 40, "few"), group(30, 60, "many")]) == group(30, 60, "many")


def test_groups_under_ten_and_those_who_did_not_say_are_not_compared() -> None:
    groups = [
        group(60, 100, "reference"),
        group(2, 9, "nine"),
        group(2, 10, "ten"),
        group(100, 100, "not stated", is_compared=False),
    ]

    assert [comparison.group.key for comparison in compare_groups(groups)] == ["ten"]
    assert {comparison.reference.key for comparison in compare_groups(groups)} == {"reference"}


def test_nothing_is_compared_without_a_reference() -> None:
    assert compare_groups([group(5, 15, "a"), group(9, 15, "b")]) == []


def test_holm_by_hand() -> None:
    # In order 0.01 * 4, 0.02 * 3, 0.03 * 2 (not under the 0.06 before it), 0.50 * 1.
    assert holm([0.50, 0.01, 0.03, 0.02]) == pytest.approx([0.50, 0.04, 0.06, 0.06])
    assert holm([0.9, 0.8]) == pytest.approx([1.0, 1.0])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_never_lowers_and_keeps_the_order(p_values: list[float]) -> None:
    adjusted = holm(p_values)

    assert all(p <= after <= 1 for p, after in zip(p_values, adjusted, strict=True))
    assert min(adjusted) == pytest.approx(min(1.0, len(p_values) * min(p_values)))
    assert [after for _, after in sorted(zip(p_values, adjusted, strict=True))] == sorted(adjusted)


def test_a_family_is_corrected_together() -> None:
    one = compare(group(30, 100), group(45, 100))

    (alone,) = correct([one])
    first, *_ = correct([one, compare(group(44, 100), group(45, 100)), compare(group(43, 100), group(45, 100))])

    assert alone.is_flagged
    assert first.adjusted_p == pytest.approx(3 * one.p)
    assert not first.is_flagged


@given(counts, counts)
def test_every_figure_stays_in_its_range(one: GroupCount, other: GroupCount) -> None:
    assume(other.passed)

    comparison = compare(one, other)

    assert -1 <= comparison.low <= comparison.difference <= comparison.high <= 1
    assert 0 <= comparison.p <= 1 + 1e-9
    assert comparison.ratio >= 0


@given(counts, counts)
def test_a_difference_turned_round_has_the_same_chance(one: GroupCount, other: GroupCount) -> None:
    assert fisher_p(one, other) == pytest.approx(fisher_p(other, one))
    assert z_test(one, other)[0] == pytest.approx(-z_test(other, one)[0])


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="among those"):
        group(11, 10)
    with pytest.raises(ValueError, match="nothing to compare"):
        compare(group(3, 10), group(0, 10))
