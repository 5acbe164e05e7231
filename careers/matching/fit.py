"""How well a person and a vacancy fit: whole points that add up, and bands in words. Pure.

Few answers say little, so a value's score is pulled to the middle of all people's before it gives points: nobody
reaches all 60, and small differences do not look large. The band of the values is worked out from these scores
before rounding, and people in one band count as equal.

100 points can be counted: 60 for values, shared over the values the vacancy chose, and 40 for practical
things. Nothing is hidden and nobody is filtered out: what was not said leaves the points possible, and an
unmet must-have is a plain sentence.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import fsum
from typing import Any, NamedTuple

from careers.matching.parts import (
    PRACTICAL_POINTS,
    VALUES_POINTS,
    Offer,
    Part,
    Wish,
    best_guess,
    practical_parts,
    values_parts,
)
from careers.screening.item_scores import Method
from careers.screening.measurement import STARTER_SCALES, standard_error
from careers.screening.scoring import METHOD as VALUES_METHOD
from careers.screening.scoring import STARTS, ValueScore

METHOD = "fit-2"
STRONG_FROM_PERCENT = 80
GOOD_FROM_PERCENT = 70
LEAST_SHARE_COUNTED = 3  # one in three of the possible points
USUAL_ANSWERS = 3


class Band(StrEnum):
    """A fit in words. Fits in one band count as equal."""

    STRONG = "strong"
    GOOD = "good"
    SOME = "some"
    UNKNOWN = "not known yet"


class Line(NamedTuple):
    """A part as one side reads it."""

    name: str
    points: int
    out_of: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that belong together; its points are theirs added up."""

    key: str
    label: str
    band: Band
    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        """The points of the parts together."""
        return sum(part.points for part in self.parts)

    @property
    def out_of(self) -> int:
        """The points that could be counted in the parts together."""
        return sum(part.out_of for part in self.parts)

    @property
    def for_candidate(self) -> tuple[Line, ...]:
        """The parts in words for the person."""
        return tuple(Line(part.name, part.points, part.out_of, part.candidate_sentence) for part in self.parts)

    @property
    def for_provider(self) -> tuple[Line, ...]:
        """The parts in words for the employer, without identity."""
        return tuple(Line(part.name, part.points, part.out_of, part.provider_sentence) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Fit:
    """A whole fit, with its methods and the source of its keys, so that a frozen one stays explained."""

    values: Section
    practical: Section
    band: Band
    method: str
    values_method: str
    key_sources: tuple[str, ...]

    @property
    def total_points(self) -> int:
        """The points of both sections together."""
        return self.values.points + self.practical.points

    @property
    def out_of(self) -> int:
        """The points that could be counted in both sections together."""
        return self.values.out_of + self.practical.out_of

    @property
    def unmet_must_haves(self) -> tuple[Part, ...]:
        """The must-haves that are not met: reasons to talk, never filters."""
        return tuple(part for part in self.practical.parts if part.is_unmet_must_have)


def measure_fit(wish: Wish, offer: Offer, scores: Mapping[str, ValueScore]) -> Fit:
    """Return the fit of a person with a vacancy. `scores` are the person's value scores by value key.

    Range: 0 to 60 points for values and 0 to 40 for practical things, less what cannot be counted. Source:
    this service's own weights, stated in `parts.py` and shown with each part.
    """
    values = values_parts(offer, scores)
    practical = practical_parts(wish, offer)
    counted = {part: scores[part.key] for part in values if part.is_counted}
    return Fit(
        values=Section("values", "Values", _band_of_values(counted), values),
        practical=Section("practical", "Practical", _band_of_parts(practical, PRACTICAL_POINTS), practical),
        band=_band_of_parts((*values, *practical), VALUES_POINTS + PRACTICAL_POINTS),
        method=METHOD,
        values_method=", ".join(sorted({score.method.value for score in counted.values()})) or VALUES_METHOD.value,
        key_sources=tuple(sorted({source for score in counted.values() for source in score.key_sources})),
    )


def band_of(points: int, out_of: int, possible: int) -> Band:
    """Return the band of `points` out of the points counted, of all parts or of the practical ones.

    Strong from 80 in 100, good from 70, else some.

    Not known yet when fewer than a third of the `possible` points could be counted.
    """
    if out_of * LEAST_SHARE_COUNTED < possible:
        return Band.UNKNOWN
    if points * 100 >= out_of * STRONG_FROM_PERCENT:
        return Band.STRONG
    return Band.GOOD if points * 100 >= out_of * GOOD_FROM_PERCENT else Band.SOME


def _band_of_values(counted: Mapping[Part, ValueScore]) -> Band:
    """Return the band of the values: how far the weighed best guess reaches.

    Strong from where somebody would stand who has a clear strength by three answers to each value, good from where
    they have a strength. Not known yet when values of under a third of the points were answered.
    """
    out_of = sum(part.out_of for part in counted)
    if out_of * LEAST_SHARE_COUNTED < VALUES_POINTS:
        return Band.UNKNOWN
    weighed = fsum(part.out_of * best_guess(score) for part, score in counted.items()) / out_of
    method = next(iter(counted.values())).method
    if weighed >= _usual_guess(STARTS[method].clear, method):
        return Band.STRONG
    return Band.GOOD if weighed >= _usual_guess(STARTS[method].good, method) else Band.SOME


def _usual_guess(score: float, method: Method) -> float:
    """Return the best guess for a score that rests on three answers."""
    error = standard_error(STARTER_SCALES[method].item_error, USUAL_ANSWERS)
    return best_guess(ValueScore("", score, error, (), (), method))


def to_dict(fit: Fit) -> dict[str, Any]:
    """Return a fit as plain JSON types, to be frozen with an application."""
    return asdict(fit)


def from_dict(data: Mapping[str, Any]) -> Fit:
    """Return a frozen fit as it was: its points, bands and sentences are not worked out again."""
    return Fit(
        values=_section_from_dict(data["values"]),
        practical=_section_from_dict(data["practical"]),
        band=Band(data["band"]),
        method=data["method"],
        values_method=data["values_method"],
        key_sources=tuple(data["key_sources"]),
    )


def _section_from_dict(data: Mapping[str, Any]) -> Section:
    return Section(data["key"], data["label"], Band(data["band"]), tuple(Part(**part) for part in data["parts"]))


def _band_of_parts(parts: tuple[Part, ...], possible: int) -> Band:
    return band_of(sum(part.points for part in parts), sum(part.out_of for part in parts), possible)
