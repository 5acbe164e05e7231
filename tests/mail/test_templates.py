"""Every message the service can send is whole: three parts, on our layout."""

import pytest

from careers.config import ROOT

EMAILS = ROOT / "templates" / "emails"
NAMES = sorted(
    str(path.relative_to(EMAILS).with_suffix("")).removesuffix(".subject") for path in EMAILS.rglob("*.subject.txt")
)


def test_no_part_stands_without_its_subject() -> None:
    parts = [path for path in EMAILS.glob("*/*.*") if not path.name.endswith(".subject.txt")]

    assert {str(path.relative_to(EMAILS).with_suffix("")) for path in parts} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_both_parts_stand_on_our_layout(name: str) -> None:
    text, html = (EMAILS / f"{name}.txt").read_text(), (EMAILS / f"{name}.html").read_text()

    assert text.startswith('{% extends "_layout.txt" %}')
    assert html.startswith('{% extends "_layout.html" %}')


def test_there_are_messages() -> None:
    assert "mail/test_message" in NAMES
    assert (EMAILS / "_layout.txt").is_file()
