"""Small files in the shapes that councils download: real postcodes at real points, the rest made up by us.

Grid references of MK3 6DP, AL5 3NG and AL3 8QE by pyproj 3.7.2 from the degrees of `postcodes.csv.gz`.
"""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

CODE_POINT = [
    ["MK3 6DP", 10, 486582, 234419, "E92000001", "E19000001", "E18000001", "", "E06000042", "E05009404"],
    ["AL5 3NG", 10, 511519, 216071, "E92000001", "E19000001", "E18000001", "E10000015", "E07000240", "E05004777"],
    ["MK3 6ZY", 10, 486600, 234500, "E92000001", "E19000001", "E18000001", "", "E06000042", "E05009404"],
    ["MK3 6ZX", 90, 0, 0, "E92000001", "E19000001", "E18000001", "", "E06000042", "E05009404"],
]

OLD_NAMES, NEW_NAMES, *DIRECTORY = (
    line.split(",")
    for line in """
pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,oseast1m,osnrth1m,osgrdind,ctry,rgn,lat,long
pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,wd25cd,east1m,north1m,gridind,ctry25cd,rgn25cd,lat,long
MK3 6DP,MK3  6DP,MK3 6DP,198001,,,E06000042,,486582,234419,1,E92000001,,52.00147,-0.74019
AL3 8QE,AL3  8QE,AL3 8QE,198001,,,E06000056,,507046,217733,1,E92000001,,51.84794,-0.44737
MK3 6ZY,MK3  6ZY,MK3 6ZY,202501,,,E06999999,,486600,234500,1,E92000001,,52.0022,-0.7399
MK3 6EN,MK3  6EN,MK3 6EN,198001,199901,,E06000042,,486600,234500,1,E92000001,,52.0022,-0.7399
MK3 6ZX,MK3  6ZX,MK3 6ZX,202501,,,E06000042,,,,9,E92000001,,99.999999,0.0
BT1 1AA,BT1  1AA,BT1 1AA,198001,,,N09000003,,146000,530000,1,N92000002,,54.6,-5.93
IM1 1AA,IM1  1AA,IM1 1AA,198001,,,M99999999,,,,9,M83000003,,99.999999,0.0
""".strip().splitlines()
)


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV."""
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def write_csv(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """Write rows to a CSV file."""
    path.write_text(csv_text(rows), encoding="utf-8")
    return path


def write_zip(path: Path, members: dict[str, str]) -> Path:
    """Write texts to a zip by their names."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path
