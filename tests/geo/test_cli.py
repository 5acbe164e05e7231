"""`flask reference import`: what it prints, and refusals in one line."""

from pathlib import Path

import pytest
from flask import Flask

from careers.geo.postcodes import IMPORTED, imported_folder
from tests.geo.postcode_samples import CODE_POINT, write_csv


def test_import_says_what_it_kept_and_what_comes_next(app: Flask, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "mk.csv", CODE_POINT)

    result = app.test_cli_runner().invoke(args=["reference", "import", "postcodes", str(file)])

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Code-Point Open: 4 rows read, 3 postcodes kept.",
        "Left out:",
        "          1  without coordinates",
        "Restart the site and the scheduler: each process reads the new postcodes when it starts.",
    ]
    (imported_folder() / IMPORTED).unlink()


@pytest.mark.parametrize(
    "arguments",
    [["postcodes", "nowhere.csv"], ["wards", "pyproject.toml"], ["postcodes", "pyproject.toml"], ["postcodes"]],
)
def test_bad_arguments_are_refused_in_one_line(app: Flask, arguments: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=["reference", "import", *arguments])

    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert not (imported_folder() / IMPORTED).exists()
