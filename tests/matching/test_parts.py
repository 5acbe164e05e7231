"""Each part of a fit: its points and its sentence for either side."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.matching.parts import (
    Offer,
    Part,
    Wish,
    best_guess,
    contract_part,
    driving_part,
    pattern_part,
    pay_part,
    practical_parts,
    start_part,
    travel_part,
    values_parts,
)
from careers.reference.choices import Contract, Need, Pattern, Rounds
from careers.screening import bank
from careers.screening.scoring import ValueScore

BLETCHLEY = (51.9927, -0.7486)
MILES_NORTH = 1 / 69.09  # a mile in degrees of latitude: 3958.76 miles * pi / 180 = 69.09 miles a degree

OFFER = Offer(
    lat=BLETCHLEY[0],
    lon=BLETCHLEY[1],
    patterns=frozenset({Pattern.DAYS, Pattern.WEEKENDS}),
    contract=Contract.PERMANENT,
    driving=Need.NEEDED,
    pay_min_pence=1271,
    pay_max_pence=1340,
    starts_on=date(2026, 12, 22),
)


def score(value: float, key: str = "cwp_respect", *, questions: int = 3, error: float = 0.0) -> ValueScore:
    """Return a score; without an error nothing pulls it to the middle."""
    return ValueScore(key, value, error, tuple(f"q{n}" for n in range(questions)), ("starter key",))


def living(miles: float, *, travel_miles: int | None = 5) -> Wish:
    return Wish(lat=BLETCHLEY[0] + miles * MILES_NORTH, lon=BLETCHLEY[1], travel_miles=travel_miles)


def points(part: Part) -> tuple[int, int]:
    return part.points, part.out_of


def test_three_chosen_values_share_sixty_points_evenly() -> None:
    keys = ("cwp_respect", "cwp_whole_person", "cwp_proud_positive")
    scores = {"cwp_respect": score(0.9), "cwp_whole_person": score(0.75), "cwp_proud_positive": score(0.0)}

    parts = values_parts(replace(OFFER, value_keys=keys), scores)

    assert [(part.key, part.points, part.out_of) for part in parts] == [
        ("cwp_respect", 18, 20),
        ("cwp_whole_person", 15, 20),
        ("cwp_proud_positive", 0, 20),
    ]
    assert parts[0].name == "Respect"


def test_no_chosen_value_means_all_seven_and_the_first_take_what_is_left_over() -> None:
    scores = {value.key: score(1.0, value.key) for value in bank.values()}

    parts = values_parts(OFFER, scores)

    assert [part.out_of for part in parts] == [9, 9, 9, 9, 8, 8, 8]


def test_half_a_point_goes_up() -> None:
    chosen = replace(OFFER, value_keys=("cwp_respect",))

    assert values_parts(chosen, {"cwp_respect": score(0.675)})[0].points == 41  # 40.5


@pytest.mark.parametrize(
    ("value", "error", "guess"),
    [
        (0.93, 0.04, 0.83),  # spread 0.04 and error 0.04: half of the difference to the middle of 0.73 is believed
        (0.53, 0.04, 0.63),
        (0.93, 0.08, 0.77),  # error twice the spread: a fifth
        (0.73, 0.08, 0.73),
        (0.93, 0.0, 0.93),
    ],
)
def test_the_best_guess_is_pulled_to_the_middle_by_what_is_error(value: float, error: float, guess: float) -> None:
    assert best_guess(score(value, error=error)) == pytest.approx(guess)


@pytest.mark.parametrize(
    ("value_score", "sentence"),
    [
        (score(0.9, error=0.05), "A clear strength, from answers to 3 situations."),
        (score(0.79, questions=2, error=0.05), "A strength, from answers to 2 situations."),
        (score(0.75, questions=2, error=0.05), "Probably a strength, from answers to 2 situations."),
        (score(0.5, questions=1, error=0.05), "Worth talking about, from answers to 1 situation."),
    ],
)
def test_a_value_says_its_strength_and_what_it_rests_on(value_score: ValueScore, sentence: str) -> None:
    part = values_parts(replace(OFFER, value_keys=("cwp_respect",)), {"cwp_respect": value_score})[0]

    assert part.candidate_sentence == part.provider_sentence == sentence


def test_a_value_without_answers_is_not_counted() -> None:
    part = values_parts(replace(OFFER, value_keys=("cwp_respect",)), {})[0]

    assert points(part) == (0, 0)
    assert not part.is_counted
    assert part.candidate_sentence == "Not counted: you have not answered the situations for this value."
    assert part.provider_sentence == "Not counted: the person has not answered the situations for this value."


@pytest.mark.parametrize(
    ("miles", "expected", "away", "provider"),
    [
        (0.1, 12, "Less than half a mile from your home", "Within the distance they can travel."),
        (4.9, 12, "About 5 miles from your home", "Within the distance they can travel."),
        (5.2, 6, "About 5 miles from your home", "A little further than they can travel."),
        (7.4, 6, "About 7 miles from your home", "A little further than they can travel."),
        (7.6, 0, "About 8 miles from your home", "Further than they can travel."),
    ],
)
def test_travel(miles: float, expected: int, away: str, provider: str) -> None:
    part = travel_part(living(miles), OFFER)

    assert points(part) == (expected, 12)
    assert part.candidate_sentence == f"{away} (straight line); you can travel 5 miles."
    assert part.provider_sentence == provider


def test_travel_of_one_mile_and_of_none() -> None:
    assert travel_part(living(0.9, travel_miles=1), OFFER).candidate_sentence.endswith("can travel 1 mile.")
    assert points(travel_part(living(0, travel_miles=0), OFFER)) == (12, 12)
    assert points(travel_part(living(1, travel_miles=0), OFFER)) == (0, 12)


@pytest.mark.parametrize(
    ("offered", "expected", "candidate", "provider"),
    [
        ({Pattern.DAYS}, 8, "You chose days.", "They chose days."),
        (
            {Pattern.DAYS, Pattern.PART_TIME},
            8,
            "You chose part time and days.",
            "They chose part time and days.",
        ),
        (
            {Pattern.DAYS, Pattern.NIGHTS, Pattern.WEEKENDS},
            4,
            "You chose days. You did not choose nights or weekends.",
            "They chose days. They did not choose nights or weekends.",
        ),
        ({Pattern.LIVE_IN}, 0, "You did not choose live-in.", "They did not choose live-in."),
    ],
)
def test_pattern(offered: set[Pattern], expected: int, candidate: str, provider: str) -> None:
    wish = Wish(patterns=frozenset({Pattern.DAYS, Pattern.PART_TIME}))

    part = pattern_part(wish, replace(OFFER, patterns=frozenset(offered)))

    assert points(part) == (expected, 8)
    assert (part.candidate_sentence, part.provider_sentence) == (candidate, provider)


def test_pattern_is_not_counted_when_the_advert_does_not_say() -> None:
    part = pattern_part(Wish(patterns=frozenset({Pattern.DAYS})), replace(OFFER, patterns=frozenset()))

    assert points(part) == (0, 0)
    assert part.candidate_sentence == "Not counted: the advert does not say when the work is."


@pytest.mark.parametrize(
    ("hope", "expected", "candidate", "provider"),
    [
        (
            1271,
            6,
            "Starts at £12.71 an hour; you hope for at least £12.71.",
            "The pay is what they hope for.",
        ),
        (
            1300,
            3,
            "Goes up to £13.40 an hour; you hope for at least £13.",
            "The upper end of the pay is what they hope for.",
        ),
        (
            1341,
            0,
            "Goes up to £13.40 an hour; you hope for at least £13.41.",
            "The pay is less than they hope for.",
        ),
    ],
)
def test_pay(hope: int, expected: int, candidate: str, provider: str) -> None:
    part = pay_part(Wish(pay_min_pence=hope), OFFER)

    assert points(part) == (expected, 6)
    assert (part.candidate_sentence, part.provider_sentence) == (candidate, provider)


@pytest.mark.parametrize(
    ("driving", "can_drive", "expected"),
    [
        (Need.NOT_NEEDED, None, (6, 6)),
        (Need.NOT_NEEDED, False, (6, 6)),
        (Need.HELPFUL, True, (6, 6)),
        (Need.HELPFUL, False, (3, 6)),
        (Need.HELPFUL, None, (0, 0)),
        (Need.NEEDED, True, (6, 6)),
        (Need.NEEDED, False, (0, 6)),
        (Need.NEEDED, None, (0, 0)),
    ],
)
def test_driving(driving: Need, can_drive: bool | None, expected: tuple[int, int]) -> None:
    part = driving_part(Wish(can_drive=can_drive), replace(OFFER, driving=driving))

    assert points(part) == expected
    assert part.is_unmet_must_have == (driving is Need.NEEDED and can_drive is False)


def test_a_driver_needed_and_missing_is_said_plainly_with_the_way_on() -> None:
    part = driving_part(Wish(can_drive=False), OFFER)

    assert (
        "The advert says that this job needs a driver; your profile says that you do not drive. You can still apply."
        in (part.candidate_sentence)
    )
    assert (
        "Your advert says that the job needs a driver; their profile says that they do not drive."
        in part.provider_sentence
    )


def test_the_reason_for_a_driver_is_said_where_the_advert_has_one() -> None:
    part = driving_part(Wish(can_drive=False), replace(OFFER, driving=Need.NEEDED, rounds=Rounds.CAR))

    reason = "needs a driver, because people go from visit to visit by car; "
    assert reason in part.candidate_sentence
    assert reason in part.provider_sentence


def test_contract() -> None:
    chosen = contract_part(Wish(contracts=frozenset({Contract.PERMANENT})), OFFER)
    other = contract_part(Wish(contracts=frozenset({Contract.ZERO_HOURS})), OFFER)

    assert (points(chosen), chosen.candidate_sentence) == ((4, 4), "You chose permanent.")
    assert (points(other), other.provider_sentence) == ((0, 4), "They did not choose permanent.")


@pytest.mark.parametrize(
    ("can_start_on", "expected", "provider"),
    [
        (date(2026, 12, 22), 4, "They can start on the start date."),
        (date(2026, 12, 23), 2, "They can start within four weeks of the start date."),
        (date(2027, 1, 19), 2, "They can start within four weeks of the start date."),
        (date(2027, 1, 20), 0, "They can start more than four weeks after the start date."),
    ],
)
def test_start(can_start_on: date, expected: int, provider: str) -> None:
    part = start_part(Wish(can_start_on=can_start_on), OFFER)

    assert points(part) == (expected, 4)
    assert part.provider_sentence == provider
    assert part.candidate_sentence.startswith("Work starts on Tuesday 22 December 2026; you can start from ")


def test_a_person_who_said_nothing_loses_nothing() -> None:
    parts = practical_parts(Wish(), OFFER)

    assert {points(part) for part in parts} == {(0, 0)}
    assert [part.candidate_sentence for part in parts] == [
        "Not counted: you have not given your postcode.",
        "Not counted: you have not said when you want to work.",
        "Not counted: you have not said what pay you hope for.",
        "Not counted: you have not said if you can drive.",
        "Not counted: you have not said what contract you want.",
        "Not counted: you have not said when you can start.",
    ]
    assert travel_part(living(1, travel_miles=None), OFFER).candidate_sentence == (
        "Not counted: you have not said how far you can travel."
    )


@given(pence=st.integers(900, 3000), miles=st.integers(0, 50), away=st.floats(0, 60))
def test_the_provider_is_not_told_pay_hopes_or_distances(pence: int, miles: int, away: float) -> None:
    wish = replace(living(away, travel_miles=miles), pay_min_pence=pence)

    sentences = [travel_part(wish, OFFER).provider_sentence, pay_part(wish, OFFER).provider_sentence]

    assert not any(character.isdigit() for sentence in sentences for character in sentence)
