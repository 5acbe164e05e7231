"""`flask questions`: the bank out to a file and in from one."""

from pathlib import Path

import pytest
from flask import Flask

from careers.questions.bank_files import read_bank
from careers.questions.queries.desk import list_versions
from careers.screening import bank
from careers.screening.queries import get_version
from tests.questions.conftest import KEY

VALUES = [value.key for value in bank.values()]


@pytest.mark.parametrize("name", ["bank.json", "bank.csv"])
def test_export_writes_what_import_takes(app: Flask, tmp_path: Path, name: str) -> None:
    file, run = tmp_path / name, app.test_cli_runner()

    out = run.invoke(args=["questions", "export", str(file)])
    back = run.invoke(args=["questions", "import", str(file)])

    count = len(list_versions())
    assert out.stdout == f"{count} versions written to {file}\n"
    assert len(read_bank(file.read_bytes(), VALUES).items) == count
    assert back.exit_code == 0
    assert back.stdout.startswith(f"{count} skipped, the same is here already: ")


def test_import_makes_drafts(app: Flask, tmp_path: Path) -> None:
    file, run = tmp_path / "bank.csv", app.test_cli_runner()
    run.invoke(args=["questions", "export", str(file)])
    words = file.read_text(encoding="utf-8").replace("You are helping at breakfast", "You help at breakfast")
    file.write_text(words, encoding="utf-8", newline="")

    result = run.invoke(args=["questions", "import", str(file)])

    assert f"1 next versions, as drafts: {KEY}" in result.stdout
    assert get_version(KEY, 2).situation.startswith("You help at breakfast")


def test_a_fault_is_told_on_stderr_and_changes_nothing(app: Flask, tmp_path: Path) -> None:
    file, run = tmp_path / "bank.csv", app.test_cli_runner()
    run.invoke(args=["questions", "export", str(file)])
    file.write_text(file.read_text(encoding="utf-8").replace(",live,", ",alive,", 4), encoding="utf-8", newline="")

    result = run.invoke(args=["questions", "import", str(file)])

    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("Error: nothing was imported: 1 fault")
    assert "Its status is not one of" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["export", "bank.txt"], ["export", "/nowhere/bank.csv"], ["import", "nowhere.csv"], ["import"], ["publish"]],
)
def test_a_refusal_is_one_line(app: Flask, arguments: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=["questions", *arguments])

    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
