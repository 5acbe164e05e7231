"""Answers that are refused: a sentence for the person, and a code for the log, which never holds what was sent."""

from careers.errors import NotAllowed


class Refused(NotAllowed):
    """Nothing of what was sent is kept; `code` says why in a word or two that hold nothing of a person's."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
