"""What the words of a search ask for: "quoted phrases", -words to leave out, terms of the field, plain words. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from careers.jobs.concepts import Meaning, Words, stemmed, terms_of
from careers.jobs.stems import STOP_WORDS

PHRASE = re.compile(r'(?:(?<=\s)|^)(-?)"([^"]*)"')
LEFT_OUT = re.compile(r"(?:(?<=\s)|^)-([^\s\"]+)")
_SHIFT = r"(night|weekend|sleep[- ]?in)s?(?: shifts?)?"
REFUSED = re.compile(rf"\b(?:no|not|without) {_SHIFT}(?: (?:or|and) {_SHIFT})?\b", re.IGNORECASE)
"""Hours that people say they will not work, as they say it: no signs needed."""

SIGNS = str.maketrans({"“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})
"""What phones and word processors make of quotes and of a minus."""

ALWAYS_MEANT = frozenset({("care",)})
"""Groups of words that the name of a care role need not say again."""

MOST_UNITS = 12
"""Words beyond these are not looked at: nobody means more, and each costs time."""


@dataclass(frozen=True)
class Unit:
    """One thing asked for: an advert has it when it has any of the tokens. `words` are as typed, cut to stems."""

    words: Words
    tokens: frozenset[str]


@dataclass(frozen=True)
class Wanted:
    """All units and phrases are needed; an advert that has any of `without` is left out."""

    units: tuple[Unit, ...] = ()
    phrases: tuple[Words, ...] = ()
    without: tuple[Unit, ...] = ()
    phrases_without: tuple[Words, ...] = ()

    @property
    def plain_words(self) -> frozenset[str]:
        """Every stem that was typed to be found."""
        typed = (*(unit.words for unit in self.units), *self.phrases)
        return frozenset(word for words in typed for word in words if word not in STOP_WORDS)


@lru_cache(maxsize=2_000)
def read_words(text: str) -> Wanted:
    """Return what a text asks for."""
    text = text.translate(SIGNS)
    phrases: dict[bool, list[Words]] = {False: [], True: []}
    for minus, inside in PHRASE.findall(text):
        words = stemmed(inside)
        if words:
            phrases[bool(minus)].append(words)
    rest = REFUSED.sub(_with_signs, PHRASE.sub(" ", text))
    left_out = [words for word in LEFT_OUT.findall(rest) if (words := stemmed(word))]
    return Wanted(
        units=_units(stemmed(LEFT_OUT.sub(" ", rest)))[:MOST_UNITS],
        phrases=tuple(dict.fromkeys(phrases[False]))[:MOST_UNITS],
        without=tuple(unit for words in left_out for unit in _units(words))[:MOST_UNITS],
        phrases_without=tuple(dict.fromkeys(phrases[True]))[:MOST_UNITS],
    )


def _with_signs(refused: re.Match[str]) -> str:
    """Return "-night -weekend" for "no nights or weekends"."""
    return " ".join(f"-{shift.replace(' ', '-')}" for shift in refused.groups() if shift)


def _units(words: Words) -> tuple[Unit, ...]:
    """Return a unit a term, and one for each group of words inside the name of a role ("night" in "night carer")."""
    units: dict[Unit, None] = {}
    for term, meaning in terms_of(words):
        units[_unit(term, meaning)] = None
        if meaning and not meaning.is_group and len(term) > 1:
            for inner, inside in _parts(term):
                units[_unit(inner, inside)] = None
    return tuple(units)


def _parts(term: Words) -> list[tuple[Words, Meaning]]:
    """Return the groups of words inside a term, longest first, the term's own head left out."""
    found: list[tuple[Words, Meaning]] = []
    shorter = list(terms_of(term[:-1]))
    for words, meaning in shorter:
        if meaning and meaning.is_group and words not in ALWAYS_MEANT:
            found.append((words, meaning))
    return found


def _unit(words: Words, meaning: Meaning | None) -> Unit:
    if meaning is None:
        return Unit(words, frozenset(words))
    return Unit(words, meaning.concepts | meaning.spellings)
