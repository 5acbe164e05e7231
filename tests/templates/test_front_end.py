"""What the build gives to the browser: small enough for a cheap phone, and nothing that is not ours to use."""

from careers.web import STATIC
from tests.client import PageClient

DIST = STATIC / "dist"


def sent(pattern: str) -> int:
    """Return the bytes of the compressed files of a pattern; none means the build has not been run."""
    files = list(DIST.glob(pattern))
    assert files, f"no {pattern} in {DIST}: run npm run build"
    return sum(file.stat().st_size for file in files)


def test_styles_and_scripts_are_small() -> None:
    assert sent("*.css.gz") < 20_000
    assert sent("*.js.gz") < 15_000


def test_browsers_get_the_compressed_styles(client: PageClient) -> None:
    with client.http.get("/static/dist/site.css", headers={"Accept-Encoding": "gzip"}) as answer:
        body = answer.data

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(body) == sent("site.css.gz")


def test_the_government_typeface_is_left_out() -> None:
    styles = (DIST / "site.css").read_text()

    assert "@font-face" not in styles
    assert "GDS Transport" not in styles


def test_the_script_imports_the_module_that_is_there() -> None:
    (module,) = DIST.glob("govuk-frontend-*.min.js")

    assert f'from "./{module.name}"' in (DIST / "site.js").read_text()
