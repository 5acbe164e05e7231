"""The people whom a vacancy suits best are those whose fit, worked out one by one, is best."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.geo.distance import miles_between
from careers.matching.fit import measure_fit
from careers.matching.parts import Offer, Wish
from careers.matching.people import UNKNOWN_REACH, People, Person, people_of, rank_people
from careers.reference.choices import Contract, Need, Pattern
from careers.screening import bank
from careers.screening.scoring import ValueScore

KEYS = tuple(value.key for value in bank.values())
DAY = date(2027, 1, 4)
OFFER = Offer(52.0, -0.7, frozenset({Pattern.NIGHTS}), Contract.PERMANENT, Need.NOT_NEEDED, 1290, 1340, DAY, KEYS[:3])

scores = st.dictionaries(st.sampled_from(KEYS), st.tuples(st.floats(0, 1), st.sampled_from([0.0, 0.05, 0.1]))).map(
    lambda found: [ValueScore(key, score, error, ("q",), ("key",)) for key, (score, error) in found.items()]
)
places = st.none() | st.tuples(st.floats(51.0, 53.0), st.floats(-2.0, 0.5))
wishes = st.builds(
    lambda place, **wish: Wish(lat=place[0] if place else None, lon=place[1] if place else None, **wish),
    place=places,
    travel_miles=st.sampled_from([None, 0, 3, 10, 25, 50]),
    patterns=st.frozensets(st.sampled_from(list(Pattern)), max_size=3),
    contracts=st.frozensets(st.sampled_from(list(Contract)), max_size=2),
    can_drive=st.sampled_from([None, True, False]),
    pay_min_pence=st.sampled_from([None, 1271, 1330, 1500]),
    can_start_on=st.sampled_from([None, DAY, DAY + timedelta(days=20), DAY + timedelta(days=40)]),
)
crowds = st.lists(st.tuples(wishes, scores), max_size=25).map(
    lambda people: [Person(number, wish, found) for number, (wish, found) in enumerate(people, start=10)]
)
offers = st.builds(
    Offer,
    lat=st.floats(51.5, 52.5),
    lon=st.floats(-1.5, 0.0),
    patterns=st.frozensets(st.sampled_from(list(Pattern)), max_size=2),
    contract=st.sampled_from(Contract),
    driving=st.sampled_from(Need),
    pay_min_pence=st.just(1290),
    pay_max_pence=st.integers(1290, 1400),
    starts_on=st.just(DAY),
    value_keys=st.sampled_from([(), KEYS[:1], KEYS[2:5]]),
)


def share_of(person: Person, offer: Offer) -> int:
    fit = measure_fit(person.wish, offer, {score.value_key: score for score in person.scores})
    return fit.total_points * 1000 // fit.out_of if fit.out_of * 3 >= 100 else 0


def can_get_there(person: Person, offer: Offer) -> bool:
    wish = person.wish
    if wish.lat is None or wish.lon is None:
        return True
    furthest = (UNKNOWN_REACH if wish.travel_miles is None else wish.travel_miles) * 1.5
    return miles_between((wish.lat, wish.lon), (offer.lat, offer.lon)) <= furthest


@given(crowds, offers)
@settings(max_examples=200, deadline=None)
def test_each_share_is_that_of_the_fit(persons: list[Person], offer: Offer) -> None:
    ranked = rank_people(people_of(persons), offer, most=100, everybody=True)

    expected = {person.id: share_of(person, offer) for person in persons}
    assert {one.id: one.share for one in ranked} == {number: share for number, share in expected.items() if share}
    assert [one.share for one in ranked] == sorted((one.share for one in ranked), reverse=True)


@given(crowds, offers)
@settings(max_examples=200, deadline=None)
def test_only_those_who_can_get_there_are_looked_at(persons: list[Person], offer: Offer) -> None:
    ranked = rank_people(people_of(persons), offer, most=100)

    near = [person for person in persons if can_get_there(person, offer)]
    assert {one.id: one.share for one in ranked} == {
        person.id: share_of(person, offer) for person in near if share_of(person, offer)
    }


@given(crowds, st.integers(0, 8))
@settings(max_examples=50, deadline=None)
def test_the_first_few_are_the_first_of_all(persons: list[Person], most: int) -> None:
    people = people_of(persons)

    everybody = rank_people(people, OFFER, most=100, everybody=True, seed=3)

    assert rank_people(people, OFFER, most=most, everybody=True, seed=3) == everybody[:most]


@pytest.fixture(scope="module")
def alike() -> People:
    """Give twenty people who fit equally well."""
    wish = Wish(lat=52.0, lon=-0.7, travel_miles=5, patterns=frozenset({Pattern.NIGHTS}))
    sure = [ValueScore(key, 0.8, 0.05, ("q",), ("key",)) for key in KEYS]
    return people_of([Person(number, wish, sure) for number in range(20)])


def test_equal_people_stand_in_an_order_that_the_seed_decides(alike: People) -> None:
    orders = {tuple(one.id for one in rank_people(alike, OFFER, most=20, seed=seed)) for seed in range(30)}
    first = {rank_people(alike, OFFER, most=1, seed=seed)[0].id for seed in range(60)}

    assert len(orders) == 30
    assert len(first) > 10


def test_nobody_is_nobody() -> None:
    assert rank_people(people_of([]), OFFER, most=5) == []
    assert rank_people(people_of([]), OFFER, most=5, everybody=True) == []
