"""Apprenticeship standards and their funding by start date."""

from datetime import date

import pytest

from careers.reference.apprenticeships import funding_on, get_standard, minimum_months, standards


def test_a_standard_has_its_title_level_and_length() -> None:
    standard = get_standard("ST0005")

    assert (standard.title, standard.level, standard.typical_months) == ("Adult care worker", 2, 12)


def test_standards_are_listed_by_level_then_title() -> None:
    order = [(standard.level, standard.title) for standard in standards()]

    assert order == sorted(order)
    assert len({standard.ref for standard in standards()}) == len(order) == 19


def test_an_unknown_standard_is_named_in_the_error() -> None:
    with pytest.raises(LookupError, match="ST0653"):
        get_standard("ST0653")
    with pytest.raises(LookupError, match="ST0653"):
        funding_on("ST0653", date(2026, 12, 1))


def test_an_ordinary_standard_is_funded_without_a_note() -> None:
    funding = funding_on("ST0005", date(2026, 12, 1))

    assert funding.is_funded
    assert funding.note is None


@pytest.mark.parametrize("ref", ["ST0007", "ST0384", "ST0385", "ST0146"])
def test_standards_that_lost_funding_are_funded_until_the_end_of_august_2026(ref: str) -> None:
    before, after = funding_on(ref, date(2026, 8, 31)), funding_on(ref, date(2026, 9, 1))

    assert before.is_funded
    assert before.note is None
    assert not after.is_funded
    assert after.note is not None
    assert "no government funding for new starts from 1 September 2026" in after.note


def test_a_retired_standard_says_so() -> None:
    assert "retired" in (funding_on("ST0146", date(2026, 9, 1)).note or "")


def test_the_senior_leader_standard_is_funded_for_some_ages_since_2026() -> None:
    before, after = funding_on("ST0480", date(2025, 12, 31)), funding_on("ST0480", date(2026, 1, 1))

    assert (before.is_funded, before.note) == (True, None)
    assert after.is_funded
    assert "aged 16 to 21" in (after.note or "")


@pytest.mark.parametrize(
    ("starts_on", "months"),
    [(date(2025, 7, 31), 12), (date(2025, 8, 1), 8), (date(2026, 12, 1), 8)],
)
def test_the_shortest_apprenticeship_became_eight_months(starts_on: date, months: int) -> None:
    assert minimum_months(starts_on) == months


def test_a_start_before_the_rule_is_refused() -> None:
    with pytest.raises(LookupError):
        minimum_months(date(2012, 7, 31))
