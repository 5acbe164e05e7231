"""Another way to answer becomes a request with an end, and people may say something about an answer.

Whoever has asked for another way in an application that waits gets a request, so that nobody is forgotten.
"""

import json
import secrets
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("status IN ('asked', 'arranged')")
LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
STARTER = Path(__file__).parents[2] / "screening" / "data" / "questions.json"


def _one_of(*words: str, name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=max(map(len, words)))


def _requests() -> sa.Table:
    return op.create_table(
        "format_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("value_keys", sa.JSON(), nullable=False),
        sa.Column("way", _one_of("writing", "phone", "in person", name="format_way"), nullable=True),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("status", _one_of("asked", "arranged", "done", "withdrawn", name="format_status"), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("arranged_at", MOMENT, nullable=True),
        sa.Column("arranged_for", sa.String(200), nullable=False),
        sa.Column("paper_made_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(500), nullable=False),
        sa.CheckConstraint("(arranged_at IS NULL) = (arranged_for = '')", name=op.f("ck_format_requests_arranged_says_when")),
        sa.CheckConstraint("(status IN ('done', 'withdrawn')) = (ended_at IS NOT NULL)", name=op.f("ck_format_requests_ended_has_time")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_format_requests_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["ended_by"], ["users.id"], name=op.f("fk_format_requests_ended_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_format_requests")),
        sa.UniqueConstraint("reference", name=op.f("uq_format_requests_reference")),
        sa.Index("uq_format_requests_one_open", "user_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        sa.Index("ix_format_requests_status_asked_at", "status", "asked_at"),
        sa.Index("ix_format_requests_user_id", "user_id"),
    )


def upgrade() -> None:
    """Make the tables; a request for each person whose application with another format waits for an answer."""
    requests = _requests()
    op.create_table(
        "written_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("value_key", sa.String(60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["format_requests.id"], name=op.f("fk_written_answers_request_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["entered_by"], ["users.id"], name=op.f("fk_written_answers_entered_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_answers")),
        sa.UniqueConstraint("request_id", "value_key", name=op.f("uq_written_answers_request_id_value_key")),
    )
    op.create_table(
        "answer_contests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(60), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("wants_review", sa.Boolean(), nullable=False),
        sa.Column("status", _one_of("open", "reviewed", name="contest_status"), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("reviewed_at", MOMENT, nullable=True),
        sa.Column("reviewed_by", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(1000), nullable=False),
        sa.CheckConstraint("(status = 'reviewed') = (reviewed_at IS NOT NULL)", name=op.f("ck_answer_contests_reviewed_has_time")),
        sa.CheckConstraint("status <> 'reviewed' OR wants_review", name=op.f("ck_answer_contests_reviewed_when_asked")),
        sa.ForeignKeyConstraint(
            ["sitting_id", "question_key"],
            ["sitting_questions.sitting_id", "sitting_questions.question_key"],
            name=op.f("fk_answer_contests_sitting_id_question_key"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["reviewed_by"], ["users.id"], name=op.f("fk_answer_contests_reviewed_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_contests")),
        sa.UniqueConstraint("reference", name=op.f("uq_answer_contests_reference")),
        sa.UniqueConstraint("sitting_id", "question_key", name=op.f("uq_answer_contests_sitting_id_question_key")),
        sa.Index("ix_answer_contests_status", "status"),
    )
    _ask_for_those_who_wait(requests)


def _ask_for_those_who_wait(requests: sa.Table) -> None:
    """Add one request a person, about the values of all their vacancies, asked when they first sent one."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT c.user_id, o.value_keys, a.submitted_at FROM applications a"
            " JOIN candidates c ON c.id = a.candidate_id JOIN opportunities o ON o.id = a.vacancy_id"
            " WHERE a.wants_alternative_format AND a.status IN ('submitted', 'shortlisted', 'interview')"
            " ORDER BY a.submitted_at"
        ).columns(value_keys=sa.JSON(), submitted_at=MOMENT)
    ).all()
    wanted: dict[int, set[str]] = {}
    asked_at: dict[int, datetime] = {}
    for user_id, value_keys, submitted_at in rows:
        wanted.setdefault(user_id, set()).update(value_keys or _all_values())
        asked_at.setdefault(user_id, submitted_at)
    for user_id, keys in wanted.items():
        connection.execute(
            requests.insert().values(
                reference=f"F-{''.join(secrets.choice(LETTERS) for _ in range(6))}",
                user_id=user_id,
                value_keys=sorted(keys),
                contact="",
                status="asked",
                asked_at=asked_at[user_id],
                arranged_for="",
                outcome="",
            )
        )


def _all_values() -> set[str]:
    return {question["value"] for question in json.loads(STARTER.read_text(encoding="utf-8"))["questions"]}


def downgrade() -> None:
    """Drop the tables; applications keep their own note that another format was asked for."""
    op.drop_table("answer_contests")
    op.drop_table("written_answers")
    op.drop_table("format_requests")
