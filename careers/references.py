"""Opaque, speakable references: `V-7KQ3MX` tells a stranger nothing and can be read out on the phone."""

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
