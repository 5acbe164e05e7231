"""Run the migrations up, down and up again on each database, and check that they agree with the models."""

import os
import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import check, downgrade, upgrade

from careers.app import create_app
from careers.database import db, writing
from careers.jobs.saving import save_opportunity
from careers.screening.queries import list_live_questions
from tests.conftest import scratch_postgres, settings_for
from tests.factories import Factory, best_ratings
from tests.run import POSTGRES, postgres_answers

KEPT = frozenset(
    {"organisations", "workplaces", "opportunities", "vacancies", "placements", "applications", "candidates", "users"}
    | {"saved_opportunities", "bookings", "screening_answers"}
)


def some_rows() -> dict[str, int]:
    """Add rows that point at each other, and count those of every table that the first migration makes."""
    make = Factory()
    candidate, vacancy = make.candidate(), make.vacancy()
    make.application(vacancy, candidate)
    make.booking(candidate=candidate)
    make.answers(candidate.user, {question.key: best_ratings(question) for question in list_live_questions()})
    save_opportunity(candidate, vacancy, note="")
    db.session.commit()
    return counted()


def counted() -> dict[str, int]:
    """Count the rows of each table."""
    tables = [table for table in db.metadata.sorted_tables if table.name in KEPT]
    counts = {table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables}
    db.session.remove()
    return counts


def up_down_up(url: str, folder: Path) -> None:
    """Fail loudly when a migration loses rows or cannot be taken back, or the models have what no migration makes."""
    app = create_app(settings_for(url, folder))
    with app.app_context(), writing():
        upgrade()
        before = some_rows()
        downgrade(revision="0001")
        upgrade()
        after = counted()
        if before != after:
            raise SystemExit(f"migrations lost rows: {before} became {after}")
        downgrade(revision="base")
        upgrade()
        check()
        db.engine.dispose()


def main() -> int:
    """Check SQLite, and PostgreSQL when a server answers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        up_down_up(f"sqlite:///{folder}/careers.db", folder)
        print("SQLite: up, down, up; models agree")
        if postgres_answers():
            os.environ["TEST_DATABASE_URL"] = POSTGRES
            with scratch_postgres("migrations") as url:
                up_down_up(url, folder)
            print("PostgreSQL: up, down, up; models agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
