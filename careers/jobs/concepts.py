"""What the field's words mean: a role by any of its names, and groups of words that stand for one thing. Pure.

A concept is a token that begins with a mark which no typed word has. Adverts carry the concepts of their
codes and titles, searches those of their words, so that "domiciliary" finds an advert that says "home care".
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from careers.jobs.stems import STOP_WORDS, stem, words_of
from careers.reference.choices import Need
from careers.reference.codes import job_roles, role_synonyms

Words = tuple[str, ...]

MARK = "\x02"

VARIED_ROLES = frozenset({23, 24, 25, 26, 27})
"""Roles that hold quite different work: a cook is no cleaner, though both are ancillary staff."""

LONGEST_TERM = 5


class Signature(NamedTuple):
    """What filters ask of an advert, all of it with few values: adverts with the same signature pass together."""

    kind: str
    role: int
    service: int
    contract: str
    patterns: tuple[str, ...]
    driving: Need
    experience: Need
    is_training_paid: bool
    has_guaranteed_hours: bool
    offers_sponsorship: bool


@dataclass(frozen=True)
class Meaning:
    """What a term stands for.

    `spellings` are single words that mean the same in an advert's text. `is_coded`: codes or the title say it, and the
    text is not asked, as a care assistant's advert that speaks of nurses is no nurse's. `is_group` tells a group of
    words from the name of a role.
    """

    concepts: frozenset[str]
    spellings: frozenset[str]
    is_coded: bool
    is_group: bool


def stemmed(text: str) -> Words:
    """Return the stems of a text in order, words that say nothing included."""
    return tuple(stem(word) for word in words_of(text))


def role_concept(code: int) -> str:
    """Return the concept of a job role."""
    return f"{MARK}role{code}"


@lru_cache(maxsize=1)
def meanings() -> Mapping[Words, Meaning]:
    """Return every term that stands for something, by its stems in order."""
    roles: dict[Words, set[int]] = {}
    for term, code in role_synonyms().items():
        if code not in VARIED_ROLES:
            roles.setdefault(stemmed(term), set()).add(code)
    nothing = frozenset[str]()
    known = {
        words: Meaning(frozenset(map(role_concept, codes)), nothing, True, False) for words, codes in roles.items()
    }
    for group in _groups():
        single = nothing if group.is_coded else frozenset(words[0] for words in group.terms if len(words) == 1)
        for words in group.terms:
            of_role = known[words].concepts if words in known else nothing
            known[words] = Meaning(of_role | {group.name}, single, group.is_coded, True)
    return {words: meaning for words, meaning in known.items() if 0 < len(words) <= LONGEST_TERM}


class _Group(NamedTuple):
    """A group of words: its concept, its terms, the codes that say it (by column), and whether the text counts too."""

    name: str
    terms: frozenset[Words]
    codes: Mapping[str, frozenset[str]]
    has_text: bool

    @property
    def is_coded(self) -> bool:
        return any(self.codes.values()) and not self.has_text


CODES = ("roles", "services", "patterns", "kinds", "contracts", "facts")


@lru_cache(maxsize=1)
def _groups() -> tuple[_Group, ...]:
    with (Path(__file__).parent / "data" / "word_groups.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Group(
                MARK + re.sub("[^a-z]", "", row["name"]),
                frozenset(map(stemmed, row["terms"].split(";"))),
                {column: frozenset(filter(None, row[column].split(";"))) for column in CODES},
                row["text"] == "too",
            )
            for row in csv.DictReader(file)
        )


@lru_cache(maxsize=5_000)
def concepts_of_codes(signature: Signature) -> frozenset[str]:
    """Return the groups of words that follow from an advert's codes."""
    own = {
        "roles": {str(signature.role)},
        "services": {str(signature.service)},
        "patterns": set(signature.patterns),
        "kinds": {signature.kind},
        "contracts": {signature.contract},
        "facts": _facts(signature),
    }
    return frozenset(group.name for group in _groups() if any(group.codes[column] & own[column] for column in CODES))


def _facts(signature: Signature) -> set[str]:
    facts = {f"driving {signature.driving.value}", f"experience {signature.experience.value}"}
    said = (
        ("training paid", signature.is_training_paid),
        ("guaranteed hours", signature.has_guaranteed_hours),
        ("sponsorship", signature.offers_sponsorship),
    )
    return facts | {name for name, is_so in said if is_so}


@lru_cache(maxsize=5_000)
def concepts_in(text: str) -> frozenset[str]:
    """Return the concepts of every term that stands in a short text, such as a title."""
    words, known = stemmed(text), meanings()
    spans = [words[i : i + length] for length in range(1, LONGEST_TERM + 1) for i in range(len(words) - length + 1)]
    return frozenset[str]().union(*[known[span].concepts for span in spans if span in known])


@lru_cache(maxsize=1)
def phrases_of_groups() -> tuple[tuple[Words, str], ...]:
    """Return each term of several words that the text of an advert may say, with the concept it stands for."""
    return tuple(
        (words, group.name) for group in _groups() if not group.is_coded for words in group.terms if len(words) > 1
    )


def terms_of(words: Sequence[str]) -> Iterable[tuple[Words, Meaning | None]]:
    """Cut stems into the longest terms that stand for something and single words that do not, in order."""
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_TERM, len(words) - at), 0, -1):
            span = tuple(words[at : at + length])
            if span in meanings():
                yield span, meanings()[span]
                break
        else:
            span = (words[at],)
            if span[0] not in STOP_WORDS:
                yield span, None
        at += len(span)


@lru_cache(maxsize=1)
def term_words() -> frozenset[str]:
    """Return every stem that stands in a term."""
    return frozenset(word for words in meanings() for word in words)


@lru_cache(maxsize=1)
def role_names() -> Mapping[int, str]:
    """Return the official and the plain name of each job role, as words to search; nothing for varied ones."""
    return {role.code: "" if role.code in VARIED_ROLES else f"{role.name} {role.plain_name}" for role in job_roles()}
