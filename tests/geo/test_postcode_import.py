"""Postcodes from Code-Point Open and the ONS Postcode Directory: what is kept, what is not, and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from careers.geo import postcodes
from careers.geo.distance import miles_between
from careers.geo.postcode_files import WrongFileError
from careers.geo.postcode_import import Report, import_postcodes
from careers.geo.postcodes import IMPORTED, find_postcode, keep_imports_in
from tests.geo.postcode_samples import CODE_POINT, DIRECTORY, NEW_NAMES, OLD_NAMES, csv_text, write_csv, write_zip

TEN_METRES = 0.0062
MK3_6DP, AL5_3NG, AL3_8QE = (52.00147, -0.74019), (51.83213, -0.38301), (51.84794, -0.44737)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Give an empty folder for what is imported, and forget it afterwards."""
    keep_imports_in(tmp_path / "reference")
    yield tmp_path / "reference"
    postcodes._imports.clear()
    postcodes._imported.cache_clear()


def imported(path: Path, folder: Path) -> Report:
    report = import_postcodes(path, folder, tell=lambda _read: None)
    keep_imports_in(folder)  # what a restart does
    return report


def is_at(typed: str, point: tuple[float, float]) -> bool:
    location = find_postcode(typed)
    assert location is not None
    return location.precision == "postcode" and miles_between(location.point, point) < TEN_METRES


def test_code_point_open_as_csv(folder: Path, tmp_path: Path) -> None:
    report = imported(write_csv(tmp_path / "mk.csv", CODE_POINT), folder)

    assert (report.source, report.read, report.kept) == ("Code-Point Open", 4, 3)
    assert +report.left_out == {"without coordinates": 1}
    assert is_at("MK3 6DP", MK3_6DP)
    assert is_at("AL5 3NG", AL5_3NG)
    new = find_postcode("MK3 6ZY")
    assert new is not None
    assert (new.precision, new.lad_code) == ("postcode", "E06000042")


def test_code_point_open_as_zip_has_a_file_for_each_area(folder: Path, tmp_path: Path) -> None:
    members = {
        "Doc/licence.txt": "…",
        "Doc/Code-Point_Open_Column_Headers.csv": "PC,PQ,EA,NO",
        "Data/CSV/mk.csv": csv_text(row for row in CODE_POINT if row[0] != "AL5 3NG"),
        "Data/CSV/al.csv": csv_text(row for row in CODE_POINT if row[0] == "AL5 3NG"),
    }

    report = imported(write_zip(tmp_path / "codepo_gb.zip", members), folder)

    assert (report.read, report.kept) == (4, 3)
    assert is_at("AL5 3NG", AL5_3NG)


@pytest.mark.parametrize("names", [OLD_NAMES, NEW_NAMES], ids=["old names", "new names"])
def test_the_directory_is_read_by_the_names_of_its_columns(folder: Path, tmp_path: Path, names: list[str]) -> None:
    report = imported(write_csv(tmp_path / "onspd.csv", [names, *DIRECTORY]), folder)

    assert (report.source, report.read, report.kept) == ("ONS Postcode Directory", 7, 3)
    assert +report.left_out == {
        "no longer in use": 1,
        "without coordinates": 1,
        "in Northern Ireland": 1,
        "on the Isle of Man": 1,
    }
    assert is_at("AL3 8QE", AL3_8QE)


def test_columns_may_stand_in_any_order_and_the_grid_does_without_degrees(folder: Path, tmp_path: Path) -> None:
    columns = ["doterm", "osnrth1m", "oseast1m", "osgrdind", "oslaua", "pcd"]
    rows = [[dict(zip(OLD_NAMES, row, strict=True))[name] for name in columns] for row in DIRECTORY]

    report = imported(write_csv(tmp_path / "onspd.csv", [columns, *rows]), folder)

    assert report.kept == 3
    assert is_at("MK3 6DP", MK3_6DP)


def test_the_directory_as_zip_is_read_once_though_it_is_in_there_twice(folder: Path, tmp_path: Path) -> None:
    text = "\ufeff" + csv_text([NEW_NAMES, *DIRECTORY])
    members = {
        "Data/multi_csv/ONSPD_NOV_2026_UK_MK.csv": text,
        "Data/ONSPD_NOV_2026_UK.csv": text,
        "Documents/LAD names.csv": "LAD25CD,LAD25NM",
    }

    assert imported(write_zip(tmp_path / "ONSPD.zip", members), folder).read == 7


def test_a_council_newer_than_our_list_becomes_the_one_of_the_sector(folder: Path, tmp_path: Path) -> None:
    imported(write_csv(tmp_path / "onspd.csv", [OLD_NAMES, *DIRECTORY]), folder)

    location = find_postcode("MK3 6ZY")

    assert location is not None
    assert location.lad_code == "E06000042"


def test_what_is_not_in_the_file_is_still_found_as_before(folder: Path, tmp_path: Path) -> None:
    imported(write_csv(tmp_path / "al.csv", CODE_POINT[1:2]), folder)

    assert is_at("MK3 6DP", MK3_6DP)


def test_a_process_that_runs_goes_on_with_what_it_had(folder: Path, tmp_path: Path) -> None:
    imported(write_csv(tmp_path / "mk.csv", CODE_POINT), folder)
    before = find_postcode("MK3 6ZY")

    import_postcodes(write_csv(tmp_path / "al.csv", CODE_POINT[1:2]), folder, tell=lambda _read: None)

    assert find_postcode("MK3 6ZY") == before
    keep_imports_in(folder)
    later = find_postcode("MK3 6ZY")
    assert later is not None
    assert later.precision == "sector"


def test_a_postcode_twice_is_kept_once(folder: Path, tmp_path: Path) -> None:
    report = imported(write_csv(tmp_path / "mk.csv", [*CODE_POINT, CODE_POINT[0]]), folder)

    assert (report.kept, report.left_out["there twice"]) == (3, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("name,age\nAmara,30\n", "is neither Code-Point Open nor the ONS Postcode Directory"),
        ("pcds,lat,long,doterm\nMK3 6DP,52,-0.7,\n", "lacks the column oslaua or lad25cd"),
        ("pcds,oslaua,lat,long\nMK3 6DP,E06000042,52,-0.7\n", "lacks the column doterm"),
        ("pcds,oslaua,doterm\nMK3 6DP,E06000042,\n", "lacks the column lat and long"),
        ("pcds,oslaua,lat,long,doterm\n", "0 of 0 rows cannot be read"),
        ("pcds,oslaua,lat,long,doterm\nnonsense,E06000042,52,-0.7,\n", "1 of 1 rows cannot be read"),
        ("pcds,oslaua,lat,long,doterm\nMK3 6DP,E06000042,north,-0.7,\n", "1 of 1 rows cannot be read"),
        ("pcds,oslaua,lat,long,doterm\nMK3 6DP,E06000042,52,-0.7,199901\n", "has no postcode in use"),
        ("pcds,oslaua,lat,long,doterm\nMK3 6DP,E06000042,-33.9,151.2,\n", "has no postcode in use"),
        ("\x00\x00\x00", "is neither Code-Point Open nor the ONS Postcode Directory"),
    ],
)
def test_a_wrong_file_is_refused_and_changes_nothing(folder: Path, tmp_path: Path, text: str, words: str) -> None:
    imported(write_csv(tmp_path / "mk.csv", CODE_POINT), folder)
    kept = (folder / IMPORTED).read_bytes()
    (tmp_path / "wrong.csv").write_text(text, encoding="utf-8")

    with pytest.raises(WrongFileError, match=words):
        import_postcodes(tmp_path / "wrong.csv", folder, tell=lambda _read: None)

    assert (folder / IMPORTED).read_bytes() == kept
    assert [file.name for file in folder.iterdir()] == [IMPORTED]


def test_zips_without_the_data_or_cut_short_are_refused(folder: Path, tmp_path: Path) -> None:
    other = write_zip(tmp_path / "other.zip", {"readme.txt": "hello"})
    whole = write_zip(tmp_path / "whole.zip", {"Data/CSV/mk.csv": csv_text(CODE_POINT)}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])

    for path in (other, tmp_path / "cut.zip"):
        with pytest.raises(WrongFileError):
            import_postcodes(path, folder, tell=lambda _read: None)

    assert not folder.exists()
