"""Opaque, speakable references: `V-7KQ3MX` tells a stranger nothing and can be read out on the phone."""

import re
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from careers.database import db

LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"  # no vowels, so no words; nothing that looks or sounds like another
LENGTH = 6


def new_reference(prefix: str, column: InstrumentedAttribute[str]) -> str:
    """Return an unused reference such as `V-7KQ3MX`; the column's unique constraint has the last word."""
    while True:
        reference = f"{prefix}-{''.join(secrets.choice(LETTERS) for _ in range(LENGTH))}"
        if db.session.scalar(sa.select(sa.true()).where(column == reference)) is None:
            return reference


def read_reference(text: str, *, prefixes: str) -> str | None:
    """Return the reference that a text is, as we write it: people leave the hyphen and the capitals out; else None."""
    match = re.fullmatch(rf"([{prefixes}])[-\u2010-\u2015 ]?([{LETTERS}]{{{LENGTH}}})", text.strip(), re.I | re.A)
    return f"{match[1]}-{match[2]}".upper() if match else None
