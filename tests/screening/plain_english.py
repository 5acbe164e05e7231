"""How hard a text is to read: the Flesch-Kincaid grade, with our own count of syllables."""

import re


def words_of(text: str) -> list[str]:
    """Return the words of a text; "doesn't" and "7am" are one word each."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text: each ends with a full stop, question mark or exclamation mark."""
    return [sentence for sentence in re.split(r"(?<=[.?!])\"?(?:\s+|$)", text) if words_of(sentence)]


def syllables(word: str) -> int:
    """Estimate the syllables of an English word: its groups of vowels, less the endings that are not spoken."""
    letters = re.sub(r"[^a-zé]", "", word.lower())
    groups = len(re.findall(r"[aeiouyé]+", letters))
    is_silent = (
        re.search(r"[^aeiouyl]e$", letters)
        or re.search(r"[^aeiouytd]ed$", letters)
        or re.search(r"[^aeiouyscxzgh]es$", letters)
    )
    return max(1, groups - bool(is_silent))


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text.

    Formula: 0.39 x words a sentence + 11.8 x syllables a word - 15.59. It is the school year in the United
    States for which a text is written, so grade 6 is read at the age of 11 to 12.
    """
    words = words_of(text)
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences_of(text)) + 11.8 * spoken / len(words) - 15.59
