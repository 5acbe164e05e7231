"""The board's pages and files."""

import csv
from datetime import date, timedelta
from io import StringIO

import html5lib
import pytest
from markupsafe import escape

from careers import clock
from careers.access import Role
from careers.board.measures import MEASURES
from careers.placements.models import BookingStatus
from tests.client import PageClient
from tests.factories import Factory


@pytest.fixture
def board(client: PageClient, make: Factory) -> PageClient:
    return client.sign_in(make.user(Role.BOARD_MEMBER))


def rows_of_table(html: str, caption: str) -> list[list[str]]:
    """The body of the table with a caption, cells as text."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    (body,) = page.findall(f".//table[caption='{caption}']/tbody")
    return [["".join(cell.itertext()).strip() for cell in row] for row in body]


def rows_of_file(client: PageClient, key: str) -> list[dict[str, str]]:
    response = client.get(f"/board/measures/{key}.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(response.text, newline="")))


def fill(make: Factory, posts: int, started_on: date) -> None:
    vacancy = make.vacancy(posts=posts, posts_filled=posts)
    for _ in range(posts):
        make.employment(started_on, vacancy_id=vacancy.id)


def test_show_board_before_anything_has_happened(board: PageClient) -> None:
    page = board.get("/board")

    assert page.status_code == 200
    assert "Nobody has started work through this service yet." in page.text
    assert "No vacancies are live" in page.text
    assert "No posts have been filled yet" in page.text
    assert "No placement has been followed for long enough yet" in page.text


def test_show_board_gives_each_figure_with_its_definition_period_and_cut_off(board: PageClient, make: Factory) -> None:
    fill(make, 20, date(2026, 9, 15))
    fill(make, 31, date(2026, 10, 15))

    page = board.get("/board")

    assert "About 30 posts were filled in October 2026, about 10 more than in September 2026." in page.text
    months = dict(rows_of_table(page.text, "Filled posts by month"))
    assert (months["September 2026"], months["October 2026"], months["August 2026"]) == ("20", "30", "0")
    for measure in MEASURES.values():
        assert escape(measure.definition) in page.text
        assert escape(measure.period) in page.text
        assert f"/board/measures/{measure.key}.csv" in page.text


def test_a_post_filled_now_is_in_the_page_and_the_file_at_once(board: PageClient, make: Factory) -> None:
    fill(make, 7, clock.today())
    before = rows_of_table(board.get("/board").text, "Filled posts by month")
    fill(make, 1, clock.today())

    after = rows_of_table(board.get("/board").text, "Filled posts by month")

    assert before[-1] == ["November 2026 so far", "* hidden to protect people"]
    assert after[-1] == ["November 2026 so far", "10"]
    in_file = {row["group"]: row["numerator"] for row in rows_of_file(board, "filled-posts")}
    assert in_file["month: November 2026 so far"] == "10"


@pytest.mark.parametrize("key", MEASURES)
def test_the_page_of_a_measure_and_its_file_say_the_same(board: PageClient, make: Factory, key: str) -> None:
    fill(make, 9, date(2026, 10, 15))
    fill(make, 2, date(2026, 11, 2))
    make.vacancy(posts=3)
    for _ in range(22):
        make.booking(
            candidate=make.candidate(),
            status=BookingStatus.COMPLETED,
            started_on=clock.today() - timedelta(days=200),
            ended_on=clock.today() - timedelta(days=180),
        )

    page = rows_of_table(board.get(f"/board/measures/{key}").text, "Every figure")
    file = rows_of_file(board, key)

    assert [row[:4] for row in page] == [
        [row["group"], row["numerator"], row["denominator"], row["rate"]] for row in file
    ]
    assert all(("*" in row.values()) == (row["suppressed"] == "yes") for row in file)


def test_a_file_names_its_measure_area_and_cut_off(board: PageClient, make: Factory) -> None:
    make.vacancy()

    first = rows_of_file(board, "live-posts")[0]

    assert first == {
        "measure": "live-posts",
        "area": "E06000042;E06000055;E06000056;E06000032",
        "period_start": "2026-11-24",
        "period_end": "2026-11-24",
        "cut_off": "2026-11-24T10:00:00+00:00",
        "group": "all",
        "numerator": "1",
        "denominator": "",
        "rate": "",
        "low": "",
        "high": "",
        "suppressed": "no",
    }


@pytest.mark.parametrize("path", ["/board/measures/guesses", "/board/measures/guesses.csv"])
def test_an_unknown_measure_is_not_found(board: PageClient, path: str) -> None:
    assert board.get(path).status_code == 404


def test_the_board_is_not_for_a_candidate(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user(Role.CANDIDATE))

    assert client.get("/board").status_code == 403
