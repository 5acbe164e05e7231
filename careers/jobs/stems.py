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

KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789'\x02"
LETTERS = bytes(code if code in KEPT else ord(" ") for code in range(256))
"""What each letter becomes: itself in a word or as our mark (careers.words.unmarked), a gap anything else."""


def split(text: str) -> list[str]:
    """Return what stands between gaps in a text in small letters, marks included, apostrophes as they
    stand but for those that stand alone."""
    plain = text.lower().replace("’", "'").encode("ascii", "replace")
    words = plain.translate(LETTERS).decode("ascii").split()
    return [word for word in words if word.strip("'")] if b"'" in plain else words


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
