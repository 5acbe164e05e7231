"""One version of a question as a file gives it: checked, with every fault in words. Pure."""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from careers.questions.content import Content, Item, ResponseContent
from careers.questions.policies import (
    AUTHOR_LIMIT,
    FEWEST_RESPONSES,
    KEY_LIMIT,
    MOST_RESPONSES,
    NOT_BY_EXPERTS,
    QUESTION_KEY,
    RESPONSE_KEY,
    RESPONSE_LIMIT,
    SITUATION_LIMIT,
    SOURCE_LIMIT,
    TAKEN_BY_PAGES,
)
from careers.screening.agreement import FEWEST_RESPONSES as FEWEST_KEPT
from careers.screening.bank import MIDDLE, SCALE_POINTS, TOO_NEAR_THE_MIDDLE, QuestionStatus, RoleFamily

MOST_VERSIONS = 9_999


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and where."""

    place: str
    why: str


class _Wrong(Exception):  # noqa: N818  the fault of one field, put on the list at once
    """A field that cannot be used; the message says why."""


class _Reader:
    """Reads fields one by one and keeps what is wrong with each."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.faults: list[Fault] = []

    def take(self, read: Callable[[], Any]) -> Any:
        """Return what is read, or None with the fault on the list."""
        try:
            return read()
        except _Wrong as wrong:
            self.faults.append(Fault(self.place, str(wrong)))
            return None


def read_item(raw: Any, *, place: str, value_keys: Sequence[str]) -> tuple[Item | None, Sequence[Fault]]:
    """Return a version, or None and what is wrong with it, all of it."""
    if not isinstance(raw, Mapping):
        return None, [Fault(place, "It is not a question with named parts.")]
    reader = _Reader(place)
    take = reader.take
    key = take(lambda: _key(raw.get("key")))
    number = take(lambda: _whole(raw.get("version")))
    status = take(lambda: _one_of(raw, "status", QuestionStatus))
    content = Content(
        value_key=take(lambda: _value(raw.get("value"), "value", value_keys)),
        second_value_key=take(lambda: _second_value(raw, value_keys)),
        role_family=take(lambda: _one_of(raw, "role_family", RoleFamily)),
        situation=take(lambda: _text(raw, "situation", SITUATION_LIMIT)),
        author=take(lambda: _text(raw, "author", AUTHOR_LIMIT)),
        key_source=take(lambda: _text(raw, "key_source", SOURCE_LIMIT)),
        responses=_responses(raw.get("responses"), reader),
    )
    if content.key_source in NOT_BY_EXPERTS and not all(each.is_kept for each in content.responses):
        reader.faults.append(Fault(place, "Only experts’ ratings leave a response out. Take it off the file."))
    return (None, reader.faults) if reader.faults else (Item(key, number, status, content), [])


def _responses(raw: Any, reader: _Reader) -> tuple[ResponseContent, ...]:
    if not isinstance(raw, list) or not FEWEST_RESPONSES <= len(raw) <= MOST_RESPONSES:
        count = len(raw) if isinstance(raw, list) else 0
        reader.faults.append(Fault(reader.place, f"It has {count} responses, and four or five are needed."))
        return ()
    read = [reader.take(partial(_response, each)) for each in raw]
    responses = tuple(each for each in read if each is not None)
    for what, parts in (("letter", {each.key for each in responses}), ("text", {each.text for each in responses})):
        if len(parts) < len(responses):
            reader.faults.append(Fault(reader.place, f"Two responses have the same {what}."))
    if len(responses) == len(raw) and sum(each.is_kept for each in responses) < FEWEST_KEPT:
        reader.faults.append(Fault(reader.place, f"At least {FEWEST_KEPT} responses must be kept."))
    return responses


def _response(raw: Any) -> ResponseContent:
    if not isinstance(raw, Mapping):
        raise _Wrong("A response is not one with named parts.")
    key, kept = raw.get("key"), raw.get("kept", True)
    if not isinstance(key, str) or not RESPONSE_KEY.fullmatch(key):
        raise _Wrong("A response has no letter of its own, like “a”.")
    if not isinstance(kept, bool):
        raise _Wrong(f"Response {key}: “kept” must be yes or no (in JSON true or false).")
    rating = _rating(raw.get("key_rating"), key)
    if kept and rating is not None and abs(rating - MIDDLE) <= TOO_NEAR_THE_MIDDLE:
        raise _Wrong(f"Response {key}: its key, {rating:g}, is too near the middle of the scale to be kept.")
    return ResponseContent(key, _text(raw, "text", RESPONSE_LIMIT, f"Response {key}: "), rating, kept)


def _rating(raw: Any, key: str) -> float | None:
    if raw is None:
        return None
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    if not is_number or not math.isfinite(raw) or not 1 <= raw <= SCALE_POINTS:
        raise _Wrong(f"Response {key}: its key must be a number from 1 to {SCALE_POINTS}, or left empty.")
    return float(raw)


def _key(raw: Any) -> str:
    if not isinstance(raw, str) or len(raw) > KEY_LIMIT or not QUESTION_KEY.fullmatch(raw) or raw in TAKEN_BY_PAGES:
        raise _Wrong("Its key must be small letters, figures and hyphens, like “quiet-breakfast”.")
    return raw


def _whole(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 1 <= raw <= MOST_VERSIONS:
        raise _Wrong("Its version must be a whole number from 1.")
    return raw


def _value(raw: Any, name: str, value_keys: Sequence[str]) -> str:
    if not isinstance(raw, str) or raw not in value_keys:
        raise _Wrong(f"Its {name} is not one of: {', '.join(value_keys)}.")
    return raw


def _second_value(raw: Mapping[str, Any], value_keys: Sequence[str]) -> str | None:
    second = raw.get("second_value")
    if second is None or second == "":
        return None
    if second == raw.get("value"):
        raise _Wrong("Its second value is its first.")
    return _value(second, "second value", value_keys)


def _one_of(raw: Mapping[str, Any], name: str, members: type[QuestionStatus] | type[RoleFamily]) -> Any:
    try:
        return members(str(raw.get(name)))
    except ValueError:
        raise _Wrong(f"Its {name.replace('_', ' ')} is not one of: {', '.join(members)}.") from None


def _text(raw: Mapping[str, Any], name: str, limit: int, of: str = "Its ") -> str:
    text, words = raw.get(name), name.replace("_", " ")
    if not isinstance(text, str) or not text.strip():
        raise _Wrong(f"{of}{words} is missing.")
    tidy = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign != "\n" for sign in tidy):
        raise _Wrong(f"{of}{words} holds signs that cannot be shown.")
    if len(tidy) > limit:
        raise _Wrong(f"{of}{words} has {len(tidy):,} characters, and {limit:,} are the most.")
    return tidy
