"""What the build gives to the browser: small enough for a cheap phone, and nothing that is not ours to use."""

import gzip

from careers.web import STATIC

DIST = STATIC / "dist"


def sent(pattern: str) -> int:
    """Return the bytes that the files of a pattern take when compressed; none means the build has not been run."""
    files = list(DIST.glob(pattern))
    assert files, f"no {pattern} in {DIST}: run npm run build"
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def test_styles_and_scripts_are_small() -> None:
    assert sent("*.css") < 20_000
    assert sent("*.js") < 15_000


def test_the_government_typeface_is_left_out() -> None:
    styles = (DIST / "site.css").read_text()

    assert "@font-face" not in styles
    assert "GDS Transport" not in styles


def test_the_script_imports_the_module_that_is_there() -> None:
    (module,) = DIST.glob("govuk-frontend-*.min.js")

    assert f'from "./{module.name}"' in (DIST / "site.js").read_text()
