"""A reader's own rating before the score; what assessors heard at an interview, value by value."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; every employer's readers rate first until it says otherwise."""
    with op.batch_alter_table("organisations") as batch_op:
        batch_op.add_column(sa.Column("rates_first", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("organisations") as batch_op:
        batch_op.alter_column("rates_first", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    _make_readings()
    _make_ratings()


def _make_readings() -> None:
    op.create_table(
        "application_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("read_at", MOMENT, nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_application_readings_rating_on_scale")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_readings_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_application_readings_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_readings")),
        sa.UniqueConstraint("application_id", "user_id", name=op.f("uq_application_readings_application_id_user_id")),
    )
    op.create_index(op.f("ix_application_readings_user_id"), "application_readings", ["user_id"])


def _make_ratings() -> None:
    op.create_table(
        "interview_submissions",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("assessor_id", sa.Integer(), nullable=False),
        sa.Column("has_rated", sa.Boolean(), nullable=False),
        sa.Column("guide_version", sa.Integer(), nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_interview_submissions_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["assessor_id"], ["users.id"], name=op.f("fk_interview_submissions_assessor_id")),
        sa.PrimaryKeyConstraint("application_id", "assessor_id", name=op.f("pk_interview_submissions")),
    )
    op.create_index(op.f("ix_interview_submissions_assessor_id"), "interview_submissions", ["assessor_id"])
    op.create_table(
        "interview_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("assessor_id", sa.Integer(), nullable=False),
        sa.Column("value_key", sa.String(60), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(1500), nullable=False),
        sa.Column("rated_at", MOMENT, nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_interview_ratings_rating_on_scale")),
        sa.CheckConstraint("rating IS NULL OR note <> ''", name=op.f("ck_interview_ratings_rating_has_note")),
        sa.ForeignKeyConstraint(
            ["application_id", "assessor_id"],
            ["interview_submissions.application_id", "interview_submissions.assessor_id"],
            name=op.f("fk_interview_ratings_application_id_assessor_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_ratings")),
        sa.UniqueConstraint(
            "application_id",
            "assessor_id",
            "value_key",
            name=op.f("uq_interview_ratings_application_id_assessor_id_value_key"),
        ),
    )
    op.create_table(
        "interview_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(1500), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_interview_comments_words_not_empty")),
        sa.ForeignKeyConstraint(
            ["application_id", "author_id"],
            ["interview_submissions.application_id", "interview_submissions.assessor_id"],
            name=op.f("fk_interview_comments_application_id_author_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_comments")),
    )
    op.create_index(
        op.f("ix_interview_comments_application_id_author_id"), "interview_comments", ["application_id", "author_id"]
    )


def downgrade() -> None:
    """Take the tables and the setting away."""
    op.drop_table("interview_comments")
    op.drop_table("interview_ratings")
    op.drop_table("interview_submissions")
    op.drop_table("application_readings")
    with op.batch_alter_table("organisations") as batch_op:
        batch_op.drop_column("rates_first")
