"""Refuse files of over 400 lines: they are to be split by journey."""

import sys
from pathlib import Path

MOST = 400


def main() -> int:
    """Print each file that is too long; return the exit code."""
    files = [*Path("careers").rglob("*.py"), *Path("tests").rglob("*.py")]
    long = [(len(file.read_text().splitlines()), file) for file in files if "versions" not in file.parts]
    for lines, file in sorted(long):
        if lines > MOST:
            print(f"{file}: {lines} lines, at most {MOST}")
    return int(any(lines > MOST for lines, _ in long))


if __name__ == "__main__":
    sys.exit(main())
