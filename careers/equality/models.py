"""The table of equality answers: rows that say nothing to whoever has not the key."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Base

HASH_LENGTH = 64


class EqualityAnswer(Base):
    """One person's sealed answer to one question. It points at nobody, and the month is as fine as its time can be."""

    __tablename__ = "equality_answers"
    __table_args__ = (
        sa.CheckConstraint(f"length(link) = {HASH_LENGTH}", name="link_is_a_hash"),
        sa.CheckConstraint(f"length(answer) = {HASH_LENGTH}", name="answer_is_a_hash"),
        sa.CheckConstraint("length(given_in) = 7", name="given_in_is_a_month"),
    )

    link: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), primary_key=True)
    answer: Mapped[str] = mapped_column(sa.String(HASH_LENGTH))
    given_in: Mapped[str] = mapped_column(sa.String(7), index=True)  # like 2026-11
