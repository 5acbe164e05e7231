"""Words of a search: split, cut to a stem, mapped through the field's synonyms, corrected when misspelt. Pure."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from careers.reference.codes import role_synonyms

WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
STOP_WORDS = frozenset(
    """
    a an and at for from i in is job jobs me my near of on or role the to vacancies vacancy want with work
    """.split()  # noqa: SIM905  a sentence of words reads better than a list of quotes
)
SHORTEST_CORRECTED = 4
LONG_WORD = 7


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, in small letters."""
    return WORD.findall(text.lower().replace("’", "'").replace("-", " "))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without its plain English endings: carers, carer's → carer; nights → night; caring stays."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a text, without the words that say nothing."""
    return frozenset(stem(word) for word in words_of(text) if word not in STOP_WORDS)


@lru_cache(maxsize=1)
def _synonyms() -> dict[frozenset[str], frozenset[int]]:
    known: dict[frozenset[str], frozenset[int]] = {}
    for term, code in role_synonyms().items():
        stems = stems_of(term)
        known[stems] = known.get(stems, frozenset()) | {code}
    return known


@lru_cache(maxsize=1)
def synonym_words() -> frozenset[str]:
    """Return every stem that stands in a synonym of a job role."""
    return frozenset().union(*_synonyms())


def roles_meant(stems: Collection[str]) -> frozenset[int]:
    """Return the job roles whose name or synonym is exactly these words in any order (HCA, home carer, RGN)."""
    return _synonyms().get(frozenset(stems), frozenset())


def correct(stems: Iterable[str], vocabulary: Collection[str]) -> dict[str, str]:
    """Return stem → correction for each stem that the vocabulary lacks and has a near spelling of.

    One slip is forgiven (a letter wrong, missing, too many, or two swapped), two in words of seven letters and more.
    Short words and numbers are left alone: there is too little of them to be sure.
    """
    corrections: dict[str, str] = {}
    for word in stems:
        if word in vocabulary or len(word) < SHORTEST_CORRECTED or word.isdigit():
            continue
        slips = 2 if len(word) >= LONG_WORD else 1
        near = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=10)
        if near:
            corrections[word] = min(
                near, key=lambda found: (found[1], -JaroWinkler.similarity(word, found[0]), found[0])
            )[0]
    return corrections
