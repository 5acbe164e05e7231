"""The pages of the fairness desk."""

import pytest

from careers.access import Role
from careers.applications.commands.hiring import shortlist_applicant
from careers.database import db
from careers.matching.fit import Band
from tests.applications.conftest import Home, home
from tests.applications.test_override_counts import applied
from tests.board.queries.test_desk import S, apply
from tests.board.takings import answer_in_bulk, text_of
from tests.board.views.test_board import rows_of_table
from tests.client import PageClient
from tests.factories import Factory

__all__ = ["home"]


@pytest.fixture
def board(client: PageClient, make: Factory) -> PageClient:
    return client.sign_in(make.user(Role.BOARD_MEMBER))


@pytest.fixture
def officer(client: PageClient, make: Factory) -> PageClient:
    return client.sign_in(make.user(Role.OFFICER))


def test_the_board_links_to_the_desk(board: PageClient) -> None:
    assert 'href="/board/quality"' in board.get("/board").text


def test_show_quality_before_anybody_has_answered(board: PageClient) -> None:
    page = text_of(board.get("/board/quality").text)

    assert "Nothing is flagged" in page
    assert "No reviews yet" in page
    assert "No equality answers yet" in page
    assert "No decisions to compare yet" in page
    assert "How answers are scored: how far each rating is from the key (method “absolute-distance-1”)." in page


def test_show_quality_hides_every_figure_under_thirty_people(board: PageClient) -> None:
    answer_in_bulk(29)

    page = board.get("/board/quality").text

    values = {
        row[0]: row[1:]
        for row in rows_of_table(page, "Scores from 0 to 1, and how far the questions of a value hold together")
    }
    assert values["Respect"] == ["Fewer than 30", "", "", "", "", ""]
    assert ["Door key", "Fewer than 30", "", "", "", ""] in rows_of_table(page, "Respect")


def test_show_quality_gives_the_figures_from_thirty_people(board: PageClient) -> None:
    answer_in_bulk(40)

    page = board.get("/board/quality").text

    (row,) = [row for row in rows_of_table(page, "Respect") if row[0] == "Door key"]
    assert row[1] == "40"
    assert 0 < float(row[2]) < 1
    assert float(row[4]) > 0.2
    assert row[5].endswith("%")


def test_show_question_quality_gives_times_for_everybody_together(board: PageClient) -> None:
    answer_in_bulk(40)

    page = board.get("/board/quality/questions/door-key").text

    times = dict(rows_of_table(page, "How long people took"))
    assert times["10 to 29 seconds"] == "40"
    assert times["2 minutes or longer"] == "0"
    assert "written by the service, not yet rated by experts" in text_of(page)


def test_show_question_quality_of_a_question_with_few_answers(board: PageClient) -> None:
    assert "Not enough answers yet" in board.get("/board/quality/questions/door-key").text


def test_an_unknown_question_is_not_found(board: PageClient) -> None:
    assert board.get("/board/quality/questions/no-such").status_code == 404


def test_a_flag_is_shown_to_the_board_and_offers_a_review_to_an_officer_only(client: PageClient, make: Factory) -> None:
    answer_in_bulk(120, turned=["door-key"])

    for_board = client.sign_in(make.user(Role.BOARD_MEMBER)).get("/board/quality").text
    for_officer = client.sign_in(make.user(Role.OFFICER)).get("/board/quality").text

    assert "Question “Door key”, version 1" in for_board
    assert "its key may be the wrong way round" in for_board
    assert "Open a review" not in for_board
    assert "Open a review" in for_officer


def test_the_desk_is_not_for_employers(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user(Role.PROVIDER_MANAGER))

    assert client.get("/board/quality").status_code == 403


def test_groups_are_shown_by_rounded_counts_with_those_not_compared(
    board: PageClient, make: Factory, home: Home
) -> None:
    apply(make, home, "female", *[S.SHORTLISTED] * 33, *[S.SUBMITTED] * 7)
    apply(make, home, "male", *[S.SHORTLISTED] * 9, *[S.SUBMITTED] * 22)
    apply(make, home, "prefer_not_to_say", *[S.SUBMITTED] * 9)

    desk = rows_of_table(board.get("/board/quality").text, "Applications by what people said about themselves")
    rows = rows_of_table(board.get("/board/quality/groups/sex").text, "From screened to shortlisted")

    assert desk == [["Sex", "80", "Flagged From screened to shortlisted"]]
    assert rows[0] == ["Female", "35 of 40 (88%)", "Compared with this group", "", ""]
    assert rows[1][:3] == ["Male Flagged", "10 of 30 (33%)", "0.38"]
    assert rows[1][3].startswith("−54 (−")
    assert rows[1][4] == "under 0.001 (z)"
    assert rows[2][:3] == ["Did not say, or was not asked", "0 of 10", "Counted, not compared"]
    assert rows[-1][:2] == ["Everybody", "40 of 80"]


@pytest.mark.parametrize("key", ["sex", "shoe-size"])
def test_a_question_of_equality_that_nobody_answered_is_not_found(board: PageClient, key: str) -> None:
    assert board.get(f"/board/quality/groups/{key}").status_code == 404


def test_the_council_sees_each_employer_and_the_board_all_of_them_together(
    client: PageClient, make: Factory, home: Home
) -> None:
    for _ in range(20):
        shortlist_applicant(applied(make, home, Band.STRONG), by=home.manager)
    for _ in range(10):
        shortlist_applicant(applied(make, home, Band.SOME), by=home.manager)
    db.session.commit()
    table = "How often employers decided against the band"

    for_council = client.sign_in(make.user(Role.OFFICER)).get("/board/quality").text
    for_board = client.sign_in(make.user(Role.BOARD_MEMBER)).get("/board/quality").text

    assert rows_of_table(for_council, table) == [["Larkfield Care", "30", "10", "33%"]]
    assert rows_of_table(for_board, table) == [["All employers together", "30", "10", "33%"]]
    assert "Larkfield Care" not in for_board
