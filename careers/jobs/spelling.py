"""Misspelt words mended from the words that live adverts use. Pure."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from careers.jobs.stems import stem

WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
SHORTEST_CORRECTED = 4
LONG_WORD = 7


class Speller:
    """Knows words and in how many adverts each stands."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._by_length: dict[int, list[str]] = {}
        for word in counts:
            self._by_length.setdefault(len(word), []).append(word)
        self._known: dict[str, str | None] = {}

    def correct(self, stems: Iterable[str]) -> dict[str, str]:
        """Return stem → correction for each unknown stem that has a near spelling.

        One slip is forgiven (a letter wrong, missing, too many, or two swapped), two in words of seven letters and
        more. Short words and numbers are left alone, and the first of four letters stays: there is too little of them
        to be sure ("male" is no "vale").
        """
        corrections = {}
        for word in stems:
            if word not in self._known:
                self._known[word] = self._nearest(word)
            mended = self._known[word]
            if mended is not None:
                corrections[word] = mended
        return corrections

    def _nearest(self, word: str) -> str | None:
        """Return the word with the fewest slips; of these one with the same beginning, then the most used."""
        if word in self._counts or len(word) < SHORTEST_CORRECTED or any(letter.isdigit() for letter in word):
            return None
        slips = 2 if len(word) >= LONG_WORD else 1
        near: list[tuple[int, bool, int, float, str]] = []
        for length in range(len(word) - slips, len(word) + slips + 1):
            found = process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
            near += [
                (int(distance), each[0] != word[0], -self._counts[each], -JaroWinkler.similarity(word, each), each)
                for each, distance, _ in found
                if len(word) > SHORTEST_CORRECTED or each[0] == word[0]
            ]
        return min(near)[-1] if near else None


def corrected_text(typed: str, corrections: Mapping[str, str]) -> str:
    """Return what was typed in small letters with its misspelt words mended; quotes and minus signs stay."""
    return WORD.sub(lambda found: corrections.get(stem(found[0]), found[0]), typed.lower().replace("’", "'"))
