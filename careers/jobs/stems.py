"""Words of a text: split, and cut to a stem. Pure."""

from functools import lru_cache

from careers.words import unmarked

STOP_WORDS = frozenset(
    """
    a an and are as at be for from have i in is it job jobs me my near of on or our role the this to us
    vacancies vacancy want we will with work you your
    """.split()  # noqa: SIM905  a sentence of words reads better than a list of quotes
)
"""Words that say nothing about an advert: no search is narrowed by them."""

KEPT = "abcdefghijklmnopqrstuvwxyz0123456789'"


class _Letters(dict[int, str]):
    """What each letter becomes: itself in a word, a gap anything else."""

    def __missing__(self, code: int) -> str:
        self[code] = " "
        return " "


LETTERS = _Letters({ord(letter): letter for letter in KEPT} | {ord("’"): "'", ord("\x00"): "\x00", ord("\x02"): "\x02"})
"""Marks that `marked` puts in pass as they are."""


def split(text: str) -> list[str]:
    """Return what stands between gaps in a text in small letters, marks included, apostrophes as they stand."""
    return text.lower().translate(LETTERS).split()


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, in small letters."""
    return [word for raw in split(unmarked(text)) if (word := raw.strip("'"))]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without its plain English endings: carers, carer's → carer; nights → night; caring stays."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
