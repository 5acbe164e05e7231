"""Reviews of figures that were flagged on the fairness desk."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = ("question", "value", "question by group", "stage by group")


def upgrade() -> None:
    """Make the table; of each flagged thing there is one open review at most."""
    is_open = sa.text("closed_at IS NULL")
    op.create_table(
        "fairness_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="review_kind", native_enum=False, create_constraint=True, length=17), nullable=False),
        sa.Column("question_key", sa.String(60), nullable=True),
        sa.Column("question_version", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("(closed_at IS NULL) = (outcome = '')", name=op.f("ck_fairness_reviews_closed_with_outcome")),
        sa.CheckConstraint("(question_key IS NULL) = (question_version IS NULL)", name=op.f("ck_fairness_reviews_question_with_version")),
        sa.ForeignKeyConstraint(["question_key", "question_version"], ["question_versions.question_key", "question_versions.number"], name=op.f("fk_fairness_reviews_question_key_question_version")),
        sa.ForeignKeyConstraint(["opened_by"], ["users.id"], name=op.f("fk_fairness_reviews_opened_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["closed_by"], ["users.id"], name=op.f("fk_fairness_reviews_closed_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fairness_reviews")),
        sa.UniqueConstraint("reference", name=op.f("uq_fairness_reviews_reference")),
        sa.Index("uq_fairness_reviews_one_open", "subject", unique=True, sqlite_where=is_open, postgresql_where=is_open),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("fairness_reviews")
