"""The whole fit: totals, bands, and freezing."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.matching.fit import Band, band_of, from_dict, measure_fit, to_dict
from careers.matching.parts import Offer, Wish
from careers.reference.choices import Contract, Need, Pattern
from careers.screening import bank
from careers.screening.scoring import ValueScore

VALUE_KEYS = [value.key for value in bank.values()]
DAY = date(2026, 12, 22)

latitudes = st.floats(51.5, 52.5)
longitudes = st.floats(-1.5, 0)
dates = st.integers(-60, 60).map(lambda days: DAY + timedelta(days=days))
wishes = st.builds(
    Wish,
    lat=st.none() | latitudes,
    lon=st.none() | longitudes,
    travel_miles=st.none() | st.integers(0, 50),
    patterns=st.frozensets(st.sampled_from(Pattern)),
    contracts=st.frozensets(st.sampled_from(Contract)),
    can_drive=st.none() | st.booleans(),
    pay_min_pence=st.none() | st.integers(1000, 2000),
    can_start_on=st.none() | dates,
)
offers = st.builds(
    Offer,
    lat=latitudes,
    lon=longitudes,
    patterns=st.frozensets(st.sampled_from(Pattern)),
    contract=st.sampled_from(Contract),
    driving=st.sampled_from(Need),
    pay_min_pence=st.integers(1000, 1500),
    pay_max_pence=st.integers(1500, 2000),
    starts_on=dates,
    value_keys=st.lists(st.sampled_from(VALUE_KEYS), unique=True, max_size=3).map(tuple),
)
value_scores = st.dictionaries(st.sampled_from(VALUE_KEYS), st.floats(0, 1)).map(
    lambda scores: {key: ValueScore(key, score, 0.05, ("q1", "q2"), ("starter key",)) for key, score in scores.items()}
)


def suited() -> tuple[Wish, Offer]:
    """Return a person and a vacancy that agree in every practical way."""
    offer = Offer(
        lat=51.9927,
        lon=-0.7486,
        patterns=frozenset({Pattern.DAYS}),
        contract=Contract.PERMANENT,
        driving=Need.NEEDED,
        pay_min_pence=1271,
        pay_max_pence=1340,
        starts_on=DAY,
        value_keys=("cwp_respect", "cwp_whole_person"),
    )
    wish = Wish(
        lat=51.9927,
        lon=-0.7486,
        travel_miles=5,
        patterns=frozenset({Pattern.DAYS}),
        contracts=frozenset({Contract.PERMANENT}),
        can_drive=True,
        pay_min_pence=1250,
        can_start_on=DAY,
    )
    return wish, offer


def scored(**scores: float) -> dict[str, ValueScore]:
    """Return scores without error: nothing pulls them to the middle."""
    return {
        f"cwp_{name}": ValueScore(f"cwp_{name}", score, 0.0, ("q1", "q2", "q3"), ("starter key",))
        for name, score in scores.items()
    }


def test_a_full_fit_counts_sixty_points_of_values_and_forty_of_practical_things() -> None:
    fit = measure_fit(*suited(), scored(respect=1.0, whole_person=1.0))

    assert (fit.values.points, fit.values.out_of) == (60, 60)
    assert (fit.practical.points, fit.practical.out_of) == (40, 40)
    assert (fit.total_points, fit.out_of, fit.band) == (100, 100, Band.STRONG)


def test_a_value_not_answered_leaves_the_points_possible() -> None:
    fit = measure_fit(*suited(), scored(respect=0.74))

    assert (fit.values.points, fit.values.out_of, fit.values.band) == (22, 30, Band.GOOD)  # 22.2
    assert (fit.total_points, fit.out_of) == (62, 70)


@pytest.mark.parametrize(
    ("score", "band"),
    [(0.81, Band.STRONG), (0.79, Band.GOOD), (0.71, Band.GOOD), (0.69, Band.SOME)],
)
def test_three_answers_with_a_clear_strength_are_a_strong_band_and_with_a_strength_a_good_one(
    score: float, band: Band
) -> None:
    wish, offer = suited()
    error = 0.10 / 3**0.5  # one question's error is 0.10 by the absolute distance
    scores = {key: ValueScore(key, score, error, ("q1", "q2", "q3"), ("starter key",)) for key in offer.value_keys}

    assert measure_fit(wish, offer, scores).values.band is band


def test_the_band_of_values_does_not_hang_on_rounding() -> None:
    wish, offer = suited()
    offer = replace(offer, value_keys=tuple(VALUE_KEYS))
    bands = {
        score: measure_fit(wish, offer, {key: ValueScore(key, score, 0.0, ("q",), ("k",)) for key in VALUE_KEYS})
        for score in (0.752, 0.753)  # strong starts at 0.73 + 0.07 * 0.0016 / (0.0016 + 0.01 / 3) = 0.7527
    }

    assert bands[0.752].values.points == bands[0.753].values.points
    assert [fit.values.band for fit in bands.values()] == [Band.GOOD, Band.STRONG]


def test_an_unmet_must_have_is_named_and_costs_its_own_part_only() -> None:
    wish, offer = suited()

    fit = measure_fit(replace(wish, can_drive=False), offer, scored(respect=1.0, whole_person=1.0))

    assert (fit.total_points, fit.out_of) == (94, 100)
    assert [part.key for part in fit.unmet_must_haves] == ["driving"]


def test_nothing_known_has_no_band() -> None:
    _, offer = suited()

    fit = measure_fit(Wish(), offer, {})

    assert (fit.total_points, fit.out_of) == (0, 0)
    assert {fit.band, fit.values.band, fit.practical.band} == {Band.UNKNOWN}
    assert fit.key_sources == ()


@given(wishes, offers, value_scores)
def test_the_parts_add_up_to_the_sections_and_the_sections_to_the_total(
    wish: Wish, offer: Offer, scores: dict[str, ValueScore]
) -> None:
    fit = measure_fit(wish, offer, scores)

    for section, possible in ((fit.values, 60), (fit.practical, 40)):
        for lines in (section.for_candidate, section.for_provider):
            assert section.points == sum(line.points for line in lines)
            assert section.out_of == sum(line.out_of for line in lines)
        assert all(0 <= part.points <= part.out_of for part in section.parts)
        assert section.out_of <= possible
    assert fit.total_points == fit.values.points + fit.practical.points
    assert fit.out_of == fit.values.out_of + fit.practical.out_of


@given(wishes, offers, value_scores)
def test_a_frozen_fit_comes_back_from_json_as_it_was(wish: Wish, offer: Offer, scores: dict[str, ValueScore]) -> None:
    fit = measure_fit(wish, offer, scores)

    assert from_dict(json.loads(json.dumps(to_dict(fit)))) == fit


@given(wishes, offers, value_scores)
def test_every_part_has_a_sentence_for_either_side(wish: Wish, offer: Offer, scores: dict[str, ValueScore]) -> None:
    fit = measure_fit(wish, offer, scores)

    for part in (*fit.values.parts, *fit.practical.parts):
        for sentence in (part.candidate_sentence, part.provider_sentence):
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert "{" not in sentence
        assert part.is_counted != part.candidate_sentence.startswith("Not counted: ")


def test_a_fit_names_its_methods_and_where_the_keys_came_from() -> None:
    frozen = to_dict(measure_fit(*suited(), scored(respect=1.0)))

    assert frozen["method"] == "fit-2"
    assert frozen["values_method"] == "absolute-distance-1"
    assert frozen["key_sources"] == ("starter key",)


@pytest.mark.parametrize(
    ("points", "out_of", "possible", "band"),
    [
        (80, 100, 100, Band.STRONG),
        (79, 100, 100, Band.GOOD),
        (70, 100, 100, Band.GOOD),
        (69, 100, 100, Band.SOME),
        (0, 100, 100, Band.SOME),
        (32, 40, 100, Band.STRONG),
        (34, 34, 100, Band.STRONG),
        (33, 33, 100, Band.UNKNOWN),
        (20, 20, 60, Band.STRONG),
        (19, 19, 60, Band.UNKNOWN),
        (0, 0, 60, Band.UNKNOWN),
    ],
)
def test_band_of(points: int, out_of: int, possible: int, band: Band) -> None:
    assert band_of(points, out_of, possible) is band
