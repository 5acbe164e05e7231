"""Run the migrations up, down and up again on each database, and check that they agree with the models."""

import os
import sys
import tempfile
from pathlib import Path

from flask_migrate import check, downgrade, upgrade

from careers.app import create_app
from careers.database import db
from tests.conftest import scratch_postgres, settings_for
from tests.run import POSTGRES, postgres_answers


def up_down_up(url: str, folder: Path) -> None:
    """Fail loudly when a migration cannot be taken back or the models have something that no migration makes."""
    app = create_app(settings_for(url, folder))
    with app.app_context():
        upgrade()
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
