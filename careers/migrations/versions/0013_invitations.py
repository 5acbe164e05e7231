"""Employers invite people who agreed to be found."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STATUSES = ("invited", "accepted", "declined", "expired", "withdrawn")


def upgrade() -> None:
    """Add the choice to be found, off for everybody; the tables of invitations and of employers refused."""
    with op.batch_alter_table("candidates") as batch_op:
        batch_op.add_column(sa.Column("is_findable", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("findable_since", MOMENT, nullable=True))
    candidates = sa.table("candidates", sa.column("is_findable", sa.Boolean()))
    op.execute(candidates.update().values(is_findable=False))
    with op.batch_alter_table("candidates") as batch_op:
        batch_op.alter_column("is_findable", existing_type=sa.Boolean(), nullable=False)
        batch_op.create_check_constraint("findable_since_with_is", "is_findable = (findable_since IS NOT NULL)")
        batch_op.create_index("ix_candidates_findable_since", ["findable_since"])
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("message", sa.String(500), nullable=False),
        sa.Column("status", sa.Enum(*STATUSES, name="invitation_status", native_enum=False, create_constraint=True), nullable=False),
        sa.Column("decline_reason", sa.String(20), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("(status = 'invited') = (ended_at IS NULL)", name=op.f("ck_invitations_waits_until_ended")),
        sa.CheckConstraint("decline_reason = '' OR status = 'declined'", name=op.f("ck_invitations_reason_of_a_no")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancies.id"], name=op.f("fk_invitations_vacancy_id")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidates.id"], name=op.f("fk_invitations_candidate_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_invitations_organisation_id")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_invitations_application_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["users.id"], name=op.f("fk_invitations_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("reference", name=op.f("uq_invitations_reference")),
        sa.UniqueConstraint("application_id", name=op.f("uq_invitations_application_id")),
        sa.UniqueConstraint("vacancy_id", "candidate_id", name=op.f("uq_invitations_vacancy_id_candidate_id")),
    )
    op.create_index("ix_invitations_candidate_id_sent_at", "invitations", ["candidate_id", "sent_at"])
    op.create_index("ix_invitations_organisation_id_sent_at", "invitations", ["organisation_id", "sent_at"])
    op.create_index("ix_invitations_status_expires_on", "invitations", ["status", "expires_on"])
    op.create_table(
        "employer_refusals",
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("refused_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_employer_refusals_candidate_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_employer_refusals_organisation_id")
        ),
        sa.PrimaryKeyConstraint("candidate_id", "organisation_id", name=op.f("pk_employer_refusals")),
    )
    op.create_index(op.f("ix_employer_refusals_organisation_id"), "employer_refusals", ["organisation_id"])


def downgrade() -> None:
    """Take all of it away."""
    op.drop_table("employer_refusals")
    op.drop_table("invitations")
    with op.batch_alter_table("candidates") as batch_op:
        batch_op.drop_index("ix_candidates_findable_since")
        batch_op.drop_constraint("findable_since_with_is", type_="check")
        batch_op.drop_column("findable_since")
        batch_op.drop_column("is_findable")
