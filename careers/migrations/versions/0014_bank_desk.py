"""Experts who rate questions, and releases that come into force once people's scores are ready."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = ("worker", "manager", "person who draws on care")
IS_UNFINISHED = sa.text("status IN ('draft', 'with experts', 'pilot')")


def upgrade() -> None:
    """Make the tables; the releases there are have been in force since they were made."""
    with op.batch_alter_table("bank_releases") as releases:
        releases.add_column(sa.Column("in_force_at", MOMENT, nullable=True))
    op.execute("UPDATE bank_releases SET in_force_at = made_at")
    op.create_index(
        "uq_question_versions_one_unfinished",
        "question_versions",
        ["question_key"],
        unique=True,
        sqlite_where=IS_UNFINISHED,
        postgresql_where=IS_UNFINISHED,
    )
    op.create_table(
        "expert_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="expert_kind", native_enum=False, create_constraint=True, length=24), nullable=False),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("reminder_hash", sa.String(64), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("invited_at", MOMENT, nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("reminded_at", MOMENT, nullable=True),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["invited_by"], ["users.id"], name=op.f("fk_expert_invitations_invited_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_invitations")),
        sa.UniqueConstraint("email", name=op.f("uq_expert_invitations_email")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_expert_invitations_token_hash")),
        sa.UniqueConstraint("reminder_hash", name=op.f("uq_expert_invitations_reminder_hash")),
    )
    op.create_table(
        "expert_questions",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invitation_id"], ["expert_invitations.id"], name=op.f("fk_expert_questions_invitation_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version_id"], ["question_versions.id"], name=op.f("fk_expert_questions_version_id")),
        sa.PrimaryKeyConstraint("invitation_id", "version_id", name=op.f("pk_expert_questions")),
        sa.Index("ix_expert_questions_version_id", "version_id"),
    )
    op.create_table(
        "expert_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("response_key", sa.String(20), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("rated_at", MOMENT, nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_expert_ratings_rating_on_the_scale")),
        sa.ForeignKeyConstraint(
            ["invitation_id", "version_id"],
            ["expert_questions.invitation_id", "expert_questions.version_id"],
            name=op.f("fk_expert_ratings_invitation_id_version_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "response_key"],
            ["question_responses.version_id", "question_responses.key"],
            name=op.f("fk_expert_ratings_version_id_response_key"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_ratings")),
        sa.UniqueConstraint("invitation_id", "version_id", "response_key", name=op.f("uq_expert_ratings_invitation_id_version_id_response_key")),
    )
    op.create_table(
        "taken_keys",
        sa.Column("rated_version_id", sa.Integer(), nullable=False),
        sa.Column("keyed_version_id", sa.Integer(), nullable=False),
        sa.Column("experts", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.Double(), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["rated_version_id"], ["question_versions.id"], name=op.f("fk_taken_keys_rated_version_id")),
        sa.ForeignKeyConstraint(["keyed_version_id"], ["question_versions.id"], name=op.f("fk_taken_keys_keyed_version_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["users.id"], name=op.f("fk_taken_keys_taken_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("rated_version_id", name=op.f("pk_taken_keys")),
        sa.UniqueConstraint("keyed_version_id", name=op.f("uq_taken_keys_keyed_version_id")),
    )


def downgrade() -> None:
    """Drop experts' ratings; a release that waits for its scores goes, as the newest would be in force at once."""
    for name in ("taken_keys", "expert_ratings", "expert_questions", "expert_invitations"):
        op.drop_table(name)
    op.drop_index("uq_question_versions_one_unfinished", "question_versions")
    op.execute("DELETE FROM value_scores WHERE release_name IN (SELECT name FROM bank_releases WHERE in_force_at IS NULL)")
    op.execute("DELETE FROM bank_releases WHERE in_force_at IS NULL")
    with op.batch_alter_table("bank_releases") as releases:
        releases.drop_column("in_force_at")
