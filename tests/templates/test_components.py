"""Each component with plain data: what it must say, and what it must not."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, render_template_string

from careers.applications.models import ApplicationStatus
from careers.jobs.models import OpportunityStatus
from tests.client import read

CARD = {
    "title": "Care worker",
    "url": "/jobs/V-7KQ2M9",
    "employer": "Rose Court",
    "place": "Bletchley",
    "distance_words": "about 2 miles",
    "pay_words": "£12.90 an hour",
    "year_words": "about £23,500 a year at 35 hours",
    "hours_words": "24 hours a week",
    "contract_words": "permanent",
    "closing_words": "closes in 6 days",
    "tags": [("Fits you", "leaf")],
    "why": ["About 2 miles in a straight line."],
}


def render(name: str, call: str, **values: Any) -> str:
    """Return what a component makes of a call, with runs of white space as one space."""
    source = f'{{% from "components/{name}.html" import {name} %}}{call}'
    return read(re.sub(r"\s+", " ", render_template_string(source, **values)))


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Any:
    with app.test_request_context("/jobs?q=night&kind=job&kind=placement&page=2"):
        yield


def test_a_card_links_its_heading_and_joins_what_is_known() -> None:
    html = render("result_card", "{{ result_card(card) }}", card=SimpleNamespace(**CARD))

    assert '<h2 class="card__title"><a class="govuk-link card__link" href="/jobs/V-7KQ2M9">Care worker</a></h2>' in html
    assert "Rose Court · Bletchley · about 2 miles" in html
    assert "24 hours a week · permanent · closes in 6 days" in html


def test_a_card_leaves_out_what_is_not_known() -> None:
    bare = CARD | {"distance_words": "", "pay_words": "", "closing_words": "", "tags": [], "why": []}

    html = render("result_card", "{{ result_card(card) }}", card=SimpleNamespace(**bare))

    assert "Rose Court · Bletchley</p>" in html
    assert "24 hours a week · permanent</p>" in html
    assert "card__pay" not in html
    assert "<ul" not in html


def test_markup_in_a_card_is_shown_as_text() -> None:
    html = render("result_card", "{{ result_card(card) }}", card=SimpleNamespace(**CARD | {"title": "<b>Cook</b>"}))

    assert "&lt;b&gt;Cook&lt;/b&gt;" in html


def test_facts_leave_out_rows_without_a_value_and_give_a_list_a_line_each() -> None:
    html = render("facts", "{{ facts([('Pay', ''), ('Hours', ['24 a week', 'Some weekends'])]) }}")

    assert "Pay" not in html
    assert re.findall(r"<dd[^>]*>([^<]*)</dd>", html) == ["24 a week", "Some weekends"]


def test_a_worklist_names_each_cell_for_the_small_screen() -> None:
    html = render("worklist_table", "{{ worklist_table('Today', ['Job', 'Applicants'], [['Cook', 3]], numeric=[1]) }}")

    assert '<th scope="row" role="rowheader" class="govuk-table__header">Cook</th>' in html
    assert '<td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-label="Applicants">3</td>' in html


def test_bars_are_drawn_against_the_largest_and_never_for_a_hidden_figure() -> None:
    html = render("bar_chart", "{{ bar_chart('c', 'Filled', ['A', 'B', 'C', 'D'], [8, 2, '*', none]) }}")

    assert re.findall(r'<rect width="([\d.]+)%"', html) == ["100.0", "25.0"]
    assert html.count("* hidden to protect people") == 2
    assert html.count("no figure") == 2


def test_a_chart_of_nothing_but_hidden_figures_has_no_bars() -> None:
    html = render("bar_chart", "{{ bar_chart('c', 'Filled', ['A'], ['*']) }}")

    assert "<rect" not in html


def test_the_parts_of_a_fit_stand_with_the_total_that_was_given() -> None:
    parts = [SimpleNamespace(name="Respect", points=3, out_of=4, sentence="Close to the key.")]

    html = render("fit_parts", "{{ fit_parts('Values fit', parts, 3, 4) }}", parts=parts)

    assert "Values fit: 3 of 4" in html
    assert 'class="fit__fill" width="75.0%"' in html
    assert '<span>Together</span><span class="fit__points">3 of 4</span>' in html


@pytest.mark.parametrize(("newest_first", "now"), [("true", "Shortlisted"), ("false", "You applied")])
def test_the_timeline_marks_the_newest(newest_first: str, now: str) -> None:
    events = [
        SimpleNamespace(title="Shortlisted", when_words="20 November", by_words="", note=""),
        SimpleNamespace(title="You applied", when_words="18 November", by_words="", note=""),
    ]

    html = render("timeline", f"{{{{ timeline(events, newest_first={newest_first}) }}}}", events=events)

    assert re.search(r'timeline__item--now"> <p class="timeline__title">([^<]+)', html)[1] == now


def test_pages_keep_the_rest_of_the_search() -> None:
    html = render("pagination", "{{ pagination(2, 9) }}")

    assert 'href="/jobs?q=night&amp;kind=job&amp;kind=placement&amp;page=3"' in html
    assert 'href="/jobs?q=night&amp;kind=job&amp;kind=placement&amp;page=9"' in html
    assert "page=5" not in html


def test_a_single_page_has_no_pagination() -> None:
    assert render("pagination", "{{ pagination(1, 1) }}").strip() == ""


@pytest.mark.parametrize(
    ("status", "colour", "word"),
    [
        (ApplicationStatus.NOT_SUCCESSFUL, "rose", "Not successful"),
        (ApplicationStatus.OFFERED, "leaf", "Offered"),
        (OpportunityStatus.IN_REVIEW, "sun", "In review"),
        (OpportunityStatus.CLOSED, "quiet", "Closed"),
    ],
)
def test_a_status_has_its_word_and_its_colour(status: str, colour: str, word: str) -> None:
    html = render("status_tag", "{{ status_tag(status) }}", status=status)

    assert html.strip() == f'<span class="tag tag--{colour}">{word}</span>'


def test_signing_in_comes_back_to_where_it_was_asked() -> None:
    html = render("sign_in_button", "{{ sign_in_button('Sign in to apply', '/jobs/V-1?q=a&place=b') }}")

    assert 'href="/sign-in?next=/jobs/V-1%3Fq%3Da%26place%3Db"' in html
