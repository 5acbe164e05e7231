"""Run the whole suite on SQLite, then on PostgreSQL when a server answers; say plainly what was skipped and why.

TEST_POSTGRES_URL names a PostgreSQL role that may make databases (default: the current user's at 127.0.0.1).
CI_REQUIRE=postgres,browser turns a missing part from a note into a failure.
"""

import os
import shutil
import subprocess
import sys
import time

import psycopg

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://127.0.0.1:5432/postgres")
REQUIRED = set(filter(None, os.environ.get("CI_REQUIRE", "").split(",")))


def postgres_answers() -> bool:
    """Say whether a PostgreSQL server lets us in."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def suite(name: str, environment: dict[str, str], *options: str) -> bool:
    """Run pytest once; return whether it passed."""
    print(f"\n== {name} ==", flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", *options, *sys.argv[1:]]
    code = subprocess.run(command, env=os.environ | environment, check=False).returncode
    print(f"== {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s ==", flush=True)
    return code == 0


def main() -> int:
    """Run what can be run and return the exit code."""
    skipped = []
    has_browser = bool(shutil.which("chromium"))
    if not has_browser:
        skipped.append(("browser", "the browser journeys: there is no `chromium` on this machine"))
    has_postgres = postgres_answers()
    if not has_postgres:
        skipped.append(("postgres", f"everything on PostgreSQL: no server let us in at {POSTGRES.rsplit('@')[-1]}"))
    options = () if has_browser else ("--ignore=tests/journeys",)
    passed = suite("SQLite", {}, *options)
    if has_postgres:
        passed = suite("PostgreSQL", {"TEST_DATABASE_URL": POSTGRES}, *options) and passed
    for part, sentence in skipped:
        print(f"Skipped {sentence}." + (" CI_REQUIRE asks for it." if part in REQUIRED else ""))
    return 0 if passed and not REQUIRED & {part for part, _ in skipped} else 1


if __name__ == "__main__":
    sys.exit(main())
