"""The one door to search, on the real database: it is always up to date, and asks the database little."""

import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import time_machine
from flask import Flask

from careers import clock
from careers.database import db
from careers.jobs.models import OpportunityStatus, PayPeriod
from careers.jobs.queries import search_opportunities
from careers.jobs.revisions import note_public_change
from careers.jobs.search_query import SearchQuery
from tests.client import PageClient
from tests.factories import Factory

EVERYTHING = SearchQuery()


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Collect what is asked of the database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(db.engine, "before_cursor_execute", note)


def titles(query: SearchQuery = EVERYTHING) -> set[str]:
    return {hit.entry.title for hit in search_opportunities(query).results.hits}


def test_only_what_is_live_and_not_past_its_date_is_found(make: Factory) -> None:
    make.vacancy(title="Live")
    make.placement(title="Placement")
    make.vacancy(title="Closed yesterday", closes_on=clock.today() - timedelta(days=1))
    for status in set(OpportunityStatus) - {OpportunityStatus.LIVE, OpportunityStatus.FULL, OpportunityStatus.FINISHED}:
        make.vacancy(title=status.value, status=status)

    assert titles() == {"Live", "Placement"}


def test_a_change_is_found_by_the_next_search(make: Factory) -> None:
    vacancy = make.vacancy(title="Cook")
    before = titles()
    vacancy.title = "Head cook"
    note_public_change(vacancy)
    db.session.commit()
    changed = titles()
    vacancy.status = OpportunityStatus.PAUSED
    note_public_change(vacancy)
    db.session.commit()

    assert (before, changed, titles()) == ({"Cook"}, {"Head cook"}, set())


def test_an_advert_leaves_the_list_at_the_end_of_its_closing_day_without_any_task(make: Factory) -> None:
    make.vacancy(title="Cook", closes_on=clock.today())
    today = titles()

    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        assert (today, titles()) == ({"Cook"}, set())


def test_a_change_by_another_process_is_found_by_the_next_search(app: Flask, make: Factory) -> None:
    vacancy = make.vacancy(title="Cook")
    before = titles()
    url = db.engine.url.render_as_string(hide_password=False)
    script = f"""
        from pathlib import Path
        from careers.app import create_app
        from careers.database import db, writing
        from careers.jobs.models import Vacancy
        from careers.jobs.revisions import note_public_change
        from tests.conftest import settings_for
        app = create_app(settings_for({url!r}, Path({app.instance_path!r})))
        with app.app_context(), writing():
            vacancy = db.session.get_one(Vacancy, {vacancy.id})
            vacancy.title = "Head cook"
            note_public_change(vacancy)
            db.session.commit()
    """
    db.session.rollback()

    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True, cwd=root, timeout=60)

    assert (before, titles()) == ({"Cook"}, {"Head cook"})


def test_a_salary_is_compared_by_the_hour(make: Factory) -> None:
    make.vacancy(
        title="Manager",
        pay_period=PayPeriod.YEAR,
        pay_min_pence=40_000_00,
        pay_max_pence=44_000_00,
        hours_min_minutes=37 * 60 + 30,
        hours_max_minutes=37 * 60 + 30,
    )

    hit = search_opportunities(EVERYTHING).results.hits[0]

    assert hit.entry.hourly_min_pence == 2046  # 40,000 / 52.142857 / 37.5 = 20.4566
    assert titles(SearchQuery(pay_min=22.5)) == {"Manager"}  # 44,000 / 52.142857 / 37.5 = 22.50
    assert titles(SearchQuery(pay_min=22.6)) == set()


def test_a_search_page_asks_the_database_one_question_however_much_there_is(client: PageClient, make: Factory) -> None:
    workplace = make.workplace()
    for _ in range(25):
        make.vacancy(workplace)
    client.get("/jobs")
    db.session.rollback()

    with counted_statements() as asked:
        client.get("/jobs?q=care&place=Bletchley")

    selects = [statement for statement in asked if statement.lstrip().upper().startswith("SELECT")]
    assert len(selects) == 1


def test_odd_and_hostile_addresses_are_answered(client: PageClient, make: Factory) -> None:
    make.vacancy()

    odd = ["q=%00%00", "q=" + "x" * 5000, "place=%F0%9F%8F%A0", "page=99999999999", "role=" + "9" * 40, "q=%25%27%22"]
    for query in odd:
        assert client.get(f"/jobs?{query}").status_code == 200


def test_a_closed_advert_says_so_and_asks_not_to_be_listed(client: PageClient, make: Factory) -> None:
    live, closed = make.vacancy(), make.vacancy(status=OpportunityStatus.CLOSED)

    open_page = client.get(f"/jobs/{live.reference}").text
    closed_page = client.get(f"/jobs/{closed.reference}/a-title-of-old").text

    assert "application/ld+json" in open_page
    assert "Apply now" in open_page
    assert "This advert is closed" in closed_page
    assert 'content="noindex"' in closed_page
    assert "application/ld+json" not in closed_page
    assert "Apply now" not in closed_page


def test_a_draft_is_as_if_it_were_not_there(client: PageClient, make: Factory) -> None:
    draft = make.vacancy(status=OpportunityStatus.DRAFT, first_published_at=None)

    assert client.get(f"/jobs/{draft.reference}").status_code == 404


def test_a_candidate_saves_and_takes_off(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(title="Cook")
    client.sign_in(make.user())

    client.post(f"/jobs/{vacancy.reference}/save")
    saved = client.get("/account/saved").text
    client.post(f"/jobs/{vacancy.reference}/save", {"saved": "no"})

    assert "Cook" in saved
    assert "You have saved nothing that is still open" in client.get("/account/saved").text


def test_an_employers_page_lists_what_it_has_open(client: PageClient, make: Factory) -> None:
    organisation = make.organisation(name="Larkfield Care", slug="larkfield-care")
    make.vacancy(make.workplace(organisation), title="Cook")
    make.vacancy(title="Somebody else's")

    page = client.get("/employers/larkfield-care").text

    assert "Cook" in page
    assert "Somebody else" not in page


def test_the_posting_data_says_what_the_page_says(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(make.workplace(town="Bletchley", postcode="MK3 6EB"), title="Care assistant")

    page = client.get(f"/jobs/{vacancy.reference}")

    posting = posting_in(page.text)
    assert posting["title"] == "Care assistant"
    assert posting["validThrough"] == "2026-12-15T23:59:00+00:00"
    assert posting["datePosted"] == "2026-11-24"
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 12.9,
        "maxValue": 13.4,
        "unitText": "HOUR",
    }
    visible = [
        "Care assistant",
        "£12.90 to £13.40 an hour",
        "Tuesday 15 December 2026",
        "MK3\u00a06EB",
        vacancy.reference,
    ]
    for shown in visible:
        assert shown in page.text


def posting_in(html: str) -> Any:
    found = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_an_advert_leads_back_to_the_search_that_found_it(client: PageClient, make: Factory) -> None:
    advert = make.vacancy()

    found = client.get(f"/jobs/{advert.reference}", headers={"Referer": "http://localhost/jobs?q=care&place=Wolverton"})
    elsewhere = client.get(f"/jobs/{advert.reference}", headers={"Referer": "http://localhost/pathways?place=Luton"})

    assert 'href="/jobs?q=care&amp;place=Wolverton"' in found.text
    assert re.search(r'href="/jobs"[^>]*>\s*Back to the search', elsewhere.text)


def test_an_advert_says_that_names_are_hidden_only_where_they_are(client: PageClient, make: Factory) -> None:
    advert = make.vacancy()
    hidden = client.get(f"/jobs/{advert.reference}")
    advert.organisation.hides_identity = False
    db.session.commit()

    shown = client.get(f"/jobs/{advert.reference}")

    assert "They do not see your name until they invite you" in hidden.text
    assert "They do not see your name" not in shown.text


def test_an_advert_that_was_taken_down_is_gone(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(status=OpportunityStatus.WITHDRAWN)
    placement = make.placement(status=OpportunityStatus.WITHDRAWN)

    for path in (f"/jobs/{vacancy.reference}", f"/placements/{placement.reference}"):
        answer = client.get(path)
        assert answer.status_code == 410
        assert "This advert has gone" in answer.text
