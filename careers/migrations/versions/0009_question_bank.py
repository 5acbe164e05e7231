"""The bank of questions moves into the database, and answers belong to sittings.

The questions that the service ships with are put in where the bank is empty: without them nobody could take part.
Answers that people have given become one sitting a person and value, complete when nothing of it was left out.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STARTER = Path(__file__).parents[2] / "screening" / "data" / "questions.json"
MOMENT = sa.DateTime(timezone=True)

FAMILIES = ("care_at_home", "care_home", "supported_living", "leadership", "ancillary", "any")
STATUSES = ("draft", "with experts", "pilot", "live", "retired")


def _versions() -> sa.Table:
    is_live = sa.text("status = 'live'")
    return op.create_table(
        "question_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value_key", sa.String(60), nullable=False),
        sa.Column("second_value_key", sa.String(60), nullable=True),
        sa.Column("role_family", sa.Enum(*FAMILIES, name="role_family", native_enum=False, create_constraint=True, length=16), nullable=False),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("status", sa.Enum(*STATUSES, name="question_status", native_enum=False, create_constraint=True, length=12), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("key_source", sa.String(200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("live_at", MOMENT, nullable=True),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.CheckConstraint("second_value_key <> value_key", name=op.f("ck_question_versions_second_value_is_another")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_question_versions_numbered_from_one")),
        sa.CheckConstraint("status <> 'live' OR live_at IS NOT NULL", name=op.f("ck_question_versions_live_has_time")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_question_versions_created_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_versions")),
        sa.UniqueConstraint("question_key", "number", name=op.f("uq_question_versions_question_key_number")),
        sa.Index("uq_question_versions_one_live", "question_key", unique=True, sqlite_where=is_live, postgresql_where=is_live),
        sa.Index("ix_question_versions_status", "status"),
    )


def _responses() -> sa.Table:
    return op.create_table(
        "question_responses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key_rating", sa.Double(), nullable=True),
        sa.Column("is_kept", sa.Boolean(), nullable=False),
        sa.CheckConstraint("key_rating BETWEEN 1 AND 5", name=op.f("ck_question_responses_key_on_the_scale")),
        sa.ForeignKeyConstraint(["version_id"], ["question_versions.id"], name=op.f("fk_question_responses_version_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_responses")),
        sa.UniqueConstraint("version_id", "key", name=op.f("uq_question_responses_version_id_key")),
    )


def _releases() -> sa.Table:
    return op.create_table(
        "bank_releases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("questions_a_value", sa.Integer(), nullable=False),
        sa.Column("months_valid", sa.Integer(), nullable=False),
        sa.Column("most_spread", sa.Double(), nullable=False),
        sa.Column("least_agreement", sa.Double(), nullable=False),
        sa.Column("least_experts", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("questions_a_value BETWEEN 2 AND 10", name=op.f("ck_bank_releases_some_questions")),
        sa.CheckConstraint("months_valid BETWEEN 1 AND 36", name=op.f("ck_bank_releases_some_months")),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_bank_releases_made_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_releases")),
        sa.UniqueConstraint("name", name=op.f("uq_bank_releases_name")),
    )


def _sittings() -> tuple[sa.Table, sa.Table, sa.Table]:
    is_open = sa.text("completed_at IS NULL")
    sittings = op.create_table(
        "sittings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("visitor_hash", sa.String(64), nullable=True),
        sa.Column("value_key", sa.String(60), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT, nullable=True),
        sa.CheckConstraint("(user_id IS NULL) <> (visitor_hash IS NULL)", name=op.f("ck_sittings_of_one_person")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sittings_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sittings")),
        sa.Index("uq_sittings_one_open", "user_id", "value_key", unique=True, sqlite_where=is_open, postgresql_where=is_open),
        sa.Index("uq_sittings_one_open_visitor", "visitor_hash", "value_key", unique=True, sqlite_where=is_open, postgresql_where=is_open),
        sa.Index("ix_sittings_user_id_value_key", "user_id", "value_key"),
        sa.Index("ix_sittings_visitor_hash", "visitor_hash"),
    )
    asked = op.create_table(
        "sitting_questions",
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(60), nullable=False),
        sa.Column("question_version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_scored", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_sitting_questions_sitting_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["question_key", "question_version"],
            ["question_versions.question_key", "question_versions.number"],
            name=op.f("fk_sitting_questions_question_key_question_version"),
        ),
        sa.PrimaryKeyConstraint("sitting_id", "question_key", name=op.f("pk_sitting_questions")),
        sa.Index("ix_sitting_questions_question_key", "question_key", "question_version"),
    )
    answers = op.create_table(
        "screening_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(60), nullable=False),
        sa.Column("response_key", sa.String(20), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_screening_answers_rating_on_the_scale")),
        sa.ForeignKeyConstraint(
            ["sitting_id", "question_key"],
            ["sitting_questions.sitting_id", "sitting_questions.question_key"],
            name=op.f("fk_screening_answers_sitting_id_question_key"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_answers")),
        sa.UniqueConstraint("sitting_id", "question_key", "response_key", name=op.f("uq_screening_answers_sitting_id_question_key_response_key")),
    )
    op.create_table(
        "value_scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("value_key", sa.String(60), nullable=False),
        sa.Column("release_name", sa.String(40), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("standard_error", sa.Double(), nullable=False),
        sa.Column("question_keys", sa.JSON(), nullable=False),
        sa.Column("key_sources", sa.JSON(), nullable=False),
        sa.Column("scored_at", MOMENT, nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_value_scores_score_in_range")),
        sa.CheckConstraint("standard_error >= 0", name=op.f("ck_value_scores_error_not_negative")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_value_scores_sitting_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_value_scores_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_scores")),
        sa.UniqueConstraint("sitting_id", "release_name", name=op.f("uq_value_scores_sitting_id_release_name")),
        sa.Index("ix_value_scores_user_id", "user_id"),
    )
    return sittings, asked, answers


def _load_starter(versions: sa.Table, responses: sa.Table, releases: sa.Table) -> None:
    bank, now, bind = json.loads(STARTER.read_text(encoding="utf-8")), datetime.now(UTC), op.get_bind()
    for item in bank["questions"]:
        (version_id,) = bind.execute(
            versions.insert().returning(versions.c.id).values(
                question_key=item["key"],
                number=item["version"],
                value_key=item["value"],
                second_value_key=item.get("second_value"),
                role_family=item["role_family"],
                situation=item["situation"],
                status=item["status"],
                author=item["author"],
                key_source=item["key_source"],
                created_at=now,
                live_at=now,
            )
        ).one()
        bind.execute(
            responses.insert(),
            [
                {"version_id": version_id, "position": place, "is_kept": True}
                | {name: response[name] for name in ("key", "text", "key_rating")}
                for place, response in enumerate(item["responses"])
            ],
        )
    bind.execute(
        releases.insert().values(
            name=bank["release"],
            method="absolute-distance-1",
            questions_a_value=3,
            months_valid=6,
            most_spread=1.0,
            least_agreement=0.6,
            least_experts=8,
            made_at=now,
        )
    )


def _keep_answers(old: list[sa.Row[Any]], versions: sa.Table, tables: tuple[sa.Table, sa.Table, sa.Table]) -> None:
    """Turn each person's answers to the questions of a value into a sitting."""
    sittings, asked, answers = tables
    bind = op.get_bind()
    value_of = {
        (row.question_key, row.number): row.value_key
        for row in bind.execute(sa.select(versions.c.question_key, versions.c.number, versions.c.value_key))
    }
    people: dict[tuple[int, str], list[sa.Row[Any]]] = {}
    for row in old:
        if (row.question_key, row.question_version) in value_of:
            people.setdefault((row.user_id, value_of[row.question_key, row.question_version]), []).append(row)
    for (user_id, value_key), rows in people.items():
        keys = list(dict.fromkeys((row.question_key, row.question_version) for row in rows))
        (sitting_id,) = bind.execute(
            sittings.insert().returning(sittings.c.id).values(
                user_id=user_id,
                value_key=value_key,
                seed=user_id,
                started_at=min(row.answered_at for row in rows),
                completed_at=max(row.answered_at for row in rows) if len(keys) >= 3 else None,
            )
        ).one()
        bind.execute(
            asked.insert(),
            [
                {"sitting_id": sitting_id, "question_key": key, "question_version": version, "position": place, "is_scored": True}
                for place, (key, version) in enumerate(keys)
            ],
        )
        bind.execute(
            answers.insert(),
            [
                {"sitting_id": sitting_id} | {name: getattr(row, name) for name in ("question_key", "response_key", "rating", "answered_at")}
                for row in rows
            ],
        )


OLD_ANSWERS = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("user_id", sa.Integer(), nullable=False),
    sa.Column("question_key", sa.String(60), nullable=False),
    sa.Column("question_version", sa.Integer(), nullable=False),
    sa.Column("response_key", sa.String(20), nullable=False),
    sa.Column("rating", sa.Integer(), nullable=False),
    sa.Column("answered_at", MOMENT, nullable=False),
)


def upgrade() -> None:
    """Make the tables, load the starter bank, and keep what people have answered."""
    before = sa.table("screening_answers", *(sa.column(column.name, column.type) for column in OLD_ANSWERS))
    old = list(op.get_bind().execute(sa.select(before).order_by(before.c.id)))
    op.drop_table("screening_answers")
    versions, responses, releases, sittings = _versions(), _responses(), _releases(), _sittings()
    _load_starter(versions, responses, releases)
    _keep_answers(old, versions, sittings)


def downgrade() -> None:
    """Go back to answers that belong to people, the newest of each; questions are read from the file again."""
    bind = op.get_bind()
    rows = bind.execute(
        sa.text(
            "SELECT s.user_id, q.question_key, q.question_version, a.response_key, a.rating, a.answered_at"
            " FROM screening_answers a"
            " JOIN sitting_questions q ON q.sitting_id = a.sitting_id AND q.question_key = a.question_key"
            " JOIN sittings s ON s.id = a.sitting_id WHERE s.user_id IS NOT NULL ORDER BY a.answered_at, a.id"
        ).columns(answered_at=MOMENT)
    )
    newest = {tuple(row[:4]): row._asdict() for row in rows}
    for name in ("value_scores", "screening_answers", "sitting_questions", "sittings", "bank_releases", "question_responses", "question_versions"):
        op.drop_table(name)
    answers = op.create_table(
        "screening_answers",
        *(column.copy() for column in OLD_ANSWERS),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_screening_answers_rating_on_the_scale")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_screening_answers_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_answers")),
        sa.UniqueConstraint(
            "user_id", "question_key", "question_version", "response_key",
            name=op.f("uq_screening_answers_user_id_question_key_question_version_response_key"),
        ),
    )
    if newest:
        op.bulk_insert(answers, list(newest.values()))
