"""What to ask about each value and what is heard at each rating: a data file, checked when first read. Pure."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.exc import NoResultFound

from careers.screening import bank

DATA = Path(__file__).parent / "data" / "guides.json"
SCALE = (1, 2, 3, 4, 5)
QUESTIONS = (2, 3)
PROBES = (3, 4)


class GuideError(ValueError):
    """The guides cannot be used; the message names the value and the fault."""


@dataclass(frozen=True, slots=True)
class OpeningQuestion:
    """A question that opens a talk about a value, and probes that help a person to tell more."""

    ask: str
    probes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One rule of a fair interview."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Guide:
    """What to ask about one value; `anchors` say in words what is heard at each rating from 1 to 5.

    `about` says what the value is, as an assessor reads it: the value's own definition speaks to the candidate.
    """

    value_key: str
    about: str
    questions: tuple[OpeningQuestion, ...]
    anchors: Mapping[int, str]

    @property
    def value(self) -> bank.Value:
        """The value that the guide is about."""
        return bank.get_value(self.value_key)


@dataclass(frozen=True, slots=True)
class GuideBook:
    """The guides of all values in their order, with the advice that holds for every interview."""

    version: int
    written_by: str
    advice: tuple[Advice, ...]
    guides: tuple[Guide, ...]


def read_guides(data: Mapping[str, Any], value_keys: Collection[str]) -> GuideBook:
    """Return the guides, checked, in the order of the values. Raises GuideError with the value and the fault.

    Each value has one guide with two or three questions, each with three or four probes, and words for 1 to 5.
    """
    try:
        guides = [_read_guide(each) for each in data["guides"]]
        book = GuideBook(
            version=int(data["version"]),
            written_by=_text(data["written_by"]),
            advice=tuple(Advice(_text(each["title"]), _text(each["words"])) for each in data["advice"]),
            guides=tuple(sorted(guides, key=lambda guide: _place(guide.value_key, value_keys))),
        )
    except (KeyError, TypeError) as error:
        raise GuideError(f"the guides: {error!r}") from error
    for key in value_keys:
        count = sum(guide.value_key == key for guide in guides)
        if count != 1:
            raise GuideError(f"{key}: has {count} guides; one is needed")
    return book


def _place(key: str, value_keys: Collection[str]) -> int:
    if key not in value_keys:
        raise GuideError(f"{key}: is not a scored value")
    return list(value_keys).index(key)


def _read_guide(data: Mapping[str, Any]) -> Guide:
    name = str(data.get("value", "a guide without a value"))
    try:
        guide = Guide(
            value_key=str(data["value"]),
            about=_text(data["about"]),
            questions=tuple(
                OpeningQuestion(_text(each["ask"]), tuple(_text(probe) for probe in each["probes"]))
                for each in data["questions"]
            ),
            anchors={int(rating): _text(words) for rating, words in data["anchors"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise GuideError(f"{name}: {error!r}") from error
    if len(guide.questions) not in QUESTIONS:
        raise GuideError(f"{name}: has {len(guide.questions)} questions; two or three are needed")
    for question in guide.questions:
        if len(question.probes) not in PROBES:
            raise GuideError(f"{name}: “{question.ask}” has {len(question.probes)} probes; three or four are needed")
    if tuple(sorted(guide.anchors)) != SCALE or len(set(guide.anchors.values())) != len(SCALE):
        raise GuideError(f"{name}: each rating from 1 to 5 needs words of its own")
    return guide


def _text(words: Any) -> str:
    if not isinstance(words, str) or not words.strip():
        raise TypeError("words are missing")
    return words


@cache
def guide_book() -> GuideBook:
    """Return the guides of this service."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    return read_guides(data, [value.key for value in bank.values()])


def guides_for(value_keys: Collection[str]) -> tuple[Guide, ...]:
    """Return the guides of these values, or of all seven when none is named, in the order of the values."""
    return tuple(guide for guide in guide_book().guides if not value_keys or guide.value_key in value_keys)


def get_guide(value_key: str) -> Guide:
    """Return the guide of a value. Raises NoResultFound."""
    for guide in guide_book().guides:
        if guide.value_key == value_key:
            return guide
    raise NoResultFound(f"no guide for {value_key!r}")
