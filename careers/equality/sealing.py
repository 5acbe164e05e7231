"""Make answers unreadable without the key: whose, to which question and what are all keyed hashes (HMAC-SHA256).

A row's link is a hash of person and question, its answer one of person, question and answer. Whoever holds the database
without the key cannot tell whose a row is, which rows are one person's, or what any of them says: equal answers of two
people look different. Whoever holds the key goes from a known person to their rows, never from a row to a person other
than by trying everybody.
"""

import hmac
from collections.abc import Iterable

BLANK = ""
"""The question was asked and left open. Not the same as preferring not to say."""

DOES_NOT_APPLY = "-"
"""The question means nothing after the answer to another. Every sheet has the same rows: none tells by being there."""

_keys: dict[str, bytes] = {}


def configure(secret: str) -> None:
    """Derive the key of equality answers from a secret; called once, when the application is built."""
    _keys["key"] = hmac.digest(secret.encode(), b"careers: equality answers", "sha256")


def link_of(user_id: int, question: str) -> str:
    """Return the name under which a person's answer to a question is kept: 64 hexadecimal figures."""
    return _hash(f"link {user_id} {question}")


def seal(user_id: int, question: str, answer: str) -> str:
    """Return an answer as it is kept: 64 hexadecimal figures."""
    return _hash(f"answer {user_id} {question} {answer}")


def open_answer(user_id: int, question: str, sealed: str, answers: Iterable[str]) -> str | None:
    """Return which of some answers was sealed, by trying each; None when it was none of them."""
    return next((answer for answer in answers if seal(user_id, question, answer) == sealed), None)


def _hash(text: str) -> str:
    return hmac.digest(_keys["key"], text.encode(), "sha256").hex()
