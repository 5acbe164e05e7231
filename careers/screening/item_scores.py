"""How the ratings of one question become a number from 0 to 1, by several methods. Pure.

Every method takes the keys and the ratings of the responses of one question, in the same order, and gives 1 at the
key and 0 at the worst it can tell apart, so that scores are alike in range. Different methods of scoring the same
answers rank people differently: the method is chosen for a release of the bank before anybody looks, and stored with
every score.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, sqrt
from statistics import fmean
from types import MappingProxyType

from careers.screening.bank import SCALE_POINTS

NO_ORDER = 0.5
"""The score of ratings that say nothing about which response is better: halfway between the key and its reverse."""


class Method(StrEnum):
    """A way of scoring; the value is stored with every score.

    A change to a formula is a new method with a new number, so that old scores stay explained.
    """

    ABSOLUTE = "absolute-distance-1"
    SQUARED = "squared-distance-1"
    STANDARDISED = "standardised-distance-1"
    RANK_NEAR_MISS = "rank-near-miss-1"
    RANK_CORRELATION = "rank-correlation-1"
    BEST_WORST = "best-worst-1"


@dataclass(frozen=True, slots=True)
class Style:
    """How somebody uses the scale: the mean and the spread (population standard deviation) of their numbers."""

    mean: float
    spread: float


def style_of(numbers: Sequence[float]) -> Style:
    """Return the mean and spread of numbers: a person's ratings in a whole sitting, or the keys of the same responses.

    Formula: spread = sqrt(sum((x - mean)^2) / n). Range: the spread is 0 for one number all the way down. Equal
    numbers give exactly 0, whatever the rounding of their mean. Raises ValueError without numbers.
    """
    if not numbers:
        raise ValueError("a style needs ratings")
    if min(numbers) == max(numbers):
        return Style(float(numbers[0]), 0.0)
    mean = fmean(numbers)
    return Style(mean, sqrt(fsum((number - mean) ** 2 for number in numbers) / len(numbers)))


def item_score(
    keys: Sequence[float],
    ratings: Sequence[float],
    *,
    method: Method = Method.ABSOLUTE,
    scale_points: int = SCALE_POINTS,
    key_style: Style | None = None,
    style: Style | None = None,
) -> float:
    """Score one question by a method, 0 to 1.

    `style` is how the person used the scale over the sitting and `key_style` the same of the keys of those
    responses: the standardised distance needs both (those of this question alone when not given), the other
    methods pay no heed to them. Raises ValueError for numbers off the scale, or not one rating for each key.
    """
    _check(keys, ratings, scale_points)
    if method is Method.STANDARDISED:
        return standardised_distance(
            keys, ratings, key_style=key_style or style_of(keys), style=style or style_of(ratings)
        )
    if method is Method.ABSOLUTE:
        return absolute_distance(keys, ratings, scale_points=scale_points)
    if method is Method.SQUARED:
        return squared_distance(keys, ratings, scale_points=scale_points)
    return _BY_ORDER[method](keys, ratings)


def absolute_distance(keys: Sequence[float], ratings: Sequence[float], *, scale_points: int = SCALE_POINTS) -> float:
    """Score by the absolute distance between ratings and key.

    Formula: 1 - sum(|r_j - k_j|) / sum(max(k_j - 1, m - k_j)), over the responses j, with m the points of the
    scale. Range: 0 (the worst possible ratings) to 1 (the key itself). Example: keys (4.5, 1.5), m 5, ratings
    (4, 2) give 0.857. Source: distance scoring, as usual for situational judgement tests in which every
    response is rated. The order of the responses does not matter.
    """
    distance = fsum(abs(rating - key) for rating, key in zip(ratings, keys, strict=True))
    return 1 - distance / fsum(_furthest(key, scale_points) for key in keys)


def squared_distance(keys: Sequence[float], ratings: Sequence[float], *, scale_points: int = SCALE_POINTS) -> float:
    """Score by the squared distance between ratings and key: one big miss costs more than several small ones.

    Formula: 1 - sum((r_j - k_j)^2) / sum(max(k_j - 1, m - k_j)^2). Range: 0 (the worst possible ratings) to 1 (the
    key itself). Example: keys (4.5, 1.5), m 5, ratings (4, 2) give 1 - 0.5 / 24.5 = 0.980. Source: distance
    scoring after Cronbach and Gleser (1953).
    """
    distance = fsum((rating - key) ** 2 for rating, key in zip(ratings, keys, strict=True))
    return 1 - distance / fsum(_furthest(key, scale_points) ** 2 for key in keys)


def standardised_distance(keys: Sequence[float], ratings: Sequence[float], *, key_style: Style, style: Style) -> float:
    """Score by distance after taking out how the person uses the scale: their middle, and how far they go from it.

    Formula: z(r) = (r - mean) / spread with the person's own mean and spread over the sitting; z(k) likewise with
    those of the keys of the same responses; score = max(0, 1 - sum(|z(r_j) - z(k_j)|) / sum(2 |z(k_j)|)). The
    divisor is the distance of a person who answers exactly the other way round. Range: 0 (that far or further) to
    1 (the key, but for style). Unchanged when all ratings of the person become a * r + b with a > 0. A person
    who gives one number all the way down has no spread: each z(r) is 0, and the score 0.5. Keys without spread
    have no better and worse: 0.5. Source: within-person standardised consensus scoring of McDaniel, Psotka,
    Legree, Yost and Weekley (2011), put on a range of 0 to 1 by us.
    """
    standard_keys = [_standard(key, key_style) for key in keys]
    reverse = 2 * fsum(abs(key) for key in standard_keys)
    if reverse == 0:
        return NO_ORDER
    distance = fsum(abs(_standard(rating, style) - key) for rating, key in zip(ratings, standard_keys, strict=True))
    return max(0.0, 1 - distance / reverse)


def near_miss_points(keys: Sequence[float], ratings: Sequence[float]) -> float:
    """Give points for each response by how near its place is to its place in the key.

    Formula: sum(max(0, n - |rank_j - key_rank_j|)) over n responses; responses rated alike share the mean of their
    places. Range: n^2 (the order of the key) down to n^2 - floor(n^2 / 2) (the reverse). Example of 4 responses:
    16, with the first two swapped 14, reversed 8. Source: near-miss marking of ranked situational tests.
    """
    places = zip(places_of(ratings), places_of(keys), strict=True)
    return fsum(max(0.0, len(keys) - abs(place - key_place)) for place, key_place in places)


def rank_near_miss(keys: Sequence[float], ratings: Sequence[float]) -> float:
    """Score by near-miss points, put on a range of 0 to 1.

    Formula: (points - floor) / (n^2 - floor), with floor = n^2 - floor(n^2 / 2), the points of the reverse order.
    Range: 0 (the reverse) to 1 (the order of the key). All rated alike: 0.5. One response has no order: 0.5.
    """
    count = len(keys)
    span = count**2 // 2
    if span == 0:
        return NO_ORDER
    return (near_miss_points(keys, ratings) - (count**2 - span)) / span


def rank_agreement(keys: Sequence[float], ratings: Sequence[float]) -> float:
    """Correlate the order of the ratings with that of the key.

    Formula: Spearman's rho, the product-moment correlation of places, ties sharing the mean of their places.
    Range: -1 (the reverse) to 1 (the same order). Where the ratings, or the keys, are all alike the correlation is
    0 / 0: we define it as 0, no agreement either way. Source: Spearman (1904).
    """
    places, key_places = places_of(ratings), places_of(keys)
    middle = (len(keys) + 1) / 2
    together = fsum((a - middle) * (b - middle) for a, b in zip(places, key_places, strict=True))
    square = fsum((a - middle) ** 2 for a in places) * fsum((b - middle) ** 2 for b in key_places)
    return max(-1.0, min(1.0, together / sqrt(square))) if square else 0.0


def rank_correlation(keys: Sequence[float], ratings: Sequence[float]) -> float:
    """Score by rank correlation, put on a range of 0 to 1.

    Formula: (1 + rho) / 2. Range: 0 (the reverse) to 1 (the order of the key); 0.5 when all are rated alike.
    """
    return (1 + rank_agreement(keys, ratings)) / 2


def best_worst_points(keys: Sequence[float], ratings: Sequence[float]) -> float:
    """Give points for naming the best and the worst response.

    Formula: +1 for the best right, +1 for the worst right, -1 for naming the worst as best, -1 for naming the best
    as worst. Best and worst are the highest and lowest rated; where t responses are rated alike each is named as a
    share of 1 / t. Where the key has several best (or worst), each of them is right. Range: -2 to 2; all rated alike
    gives 0. Source: usual marking of "pick the best and the worst".
    """
    best, worst = _share(keys, ratings, max), _share(keys, ratings, min)
    return best(max) - best(min) + worst(min) - worst(max)


def best_worst(keys: Sequence[float], ratings: Sequence[float]) -> float:
    """Score by best and worst, put on a range of 0 to 1.

    Formula: (points + 2) / 4. Range: 0 (best and worst the wrong way round) to 1 (both right).
    """
    return (best_worst_points(keys, ratings) + 2) / 4


def places_of(numbers: Sequence[float]) -> list[float]:
    """Return the place of each number, the highest first as 1; equal numbers share the mean of their places."""
    return [
        sum(other > number for other in numbers) + (sum(other == number for other in numbers) + 1) / 2
        for number in numbers
    ]


_BY_ORDER: Mapping[Method, Callable[[Sequence[float], Sequence[float]], float]] = MappingProxyType(
    {
        Method.RANK_NEAR_MISS: rank_near_miss,
        Method.RANK_CORRELATION: rank_correlation,
        Method.BEST_WORST: best_worst,
    }
)


def _check(keys: Sequence[float], ratings: Sequence[float], scale_points: int) -> None:
    if not keys or len(keys) != len(ratings):
        raise ValueError("each response needs one rating")
    if any(not 1 <= number <= scale_points for number in (*keys, *ratings)):
        raise ValueError(f"keys and ratings run from 1 to {scale_points}")


def _furthest(key: float, scale_points: int) -> float:
    return max(key - 1, scale_points - key)


def _standard(number: float, style: Style) -> float:
    return (number - style.mean) / style.spread if style.spread else 0.0


def _share(
    keys: Sequence[float], ratings: Sequence[float], end: Callable[[Sequence[float]], float]
) -> Callable[[Callable[[Sequence[float]], float]], float]:
    """Return a function that says which share of what the person put at one end lies at an end of the key."""
    named = [key for key, rating in zip(keys, ratings, strict=True) if rating == end(ratings)]
    return lambda key_end: sum(key == key_end(keys) for key in named) / len(named)
