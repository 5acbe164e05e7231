"""Equality answers: sealed rows that point at nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "equality_answers",
        sa.Column("link", sa.String(64), nullable=False),
        sa.Column("answer", sa.String(64), nullable=False),
        sa.Column("given_in", sa.String(7), nullable=False),
        sa.CheckConstraint("length(link) = 64", name=op.f("ck_equality_answers_link_is_a_hash")),
        sa.CheckConstraint("length(answer) = 64", name=op.f("ck_equality_answers_answer_is_a_hash")),
        sa.CheckConstraint("length(given_in) = 7", name=op.f("ck_equality_answers_given_in_is_a_month")),
        sa.PrimaryKeyConstraint("link", name=op.f("pk_equality_answers")),
    )
    op.create_index(op.f("ix_equality_answers_given_in"), "equality_answers", ["given_in"])


def downgrade() -> None:
    """Delete the table and every answer in it."""
    op.drop_index(op.f("ix_equality_answers_given_in"), "equality_answers")
    op.drop_table("equality_answers")
