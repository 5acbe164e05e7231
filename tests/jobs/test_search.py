"""The one door to search, on the real database: it is always up to date, and asks the database little."""

import subprocess
import sys
import textwrap
from datetime import timedelta
from pathlib import Path

import time_machine
from flask import Flask

from careers import clock
from careers.database import db
from careers.jobs.models import OpportunityStatus, PayPeriod
from careers.jobs.queries import search_opportunities
from careers.jobs.revisions import note_public_change
from careers.jobs.search_query import SearchQuery
from careers.providers.models import OrganisationKind
from careers.reference.choices import Contract
from tests.factories import Factory

EVERYTHING = SearchQuery()


def titles(query: SearchQuery = EVERYTHING) -> set[str]:
    return {hit.entry.title for hit in search_opportunities(query).results.hits}


def test_only_what_is_live_and_not_past_its_date_is_found(make: Factory) -> None:
    make.vacancy(title="Live")
    make.placement(title="Placement")
    make.vacancy(title="Closed yesterday", closes_on=clock.today() - timedelta(days=1))
    for status in set(OpportunityStatus) - {OpportunityStatus.LIVE, OpportunityStatus.FULL, OpportunityStatus.FINISHED}:
        make.vacancy(title=status.value, status=status)

    assert titles() == {"Live", "Placement"}


def test_whom_the_work_is_for_is_looked_for_in_the_text_too(make: Factory) -> None:
    make.vacancy(title="Support worker", description="You support two people with learning disabilities.")
    make.vacancy(title="Carer", description="Some people need help with personal care.")
    make.vacancy(title="Cook", description="You cook for older people.")

    assert titles(SearchQuery(q="learning disability")) == {"Support worker"}
    assert titles(SearchQuery(q="personal care")) == {"Carer"}
    assert titles(SearchQuery(q="elderly")) == {"Cook"}


def test_the_contract_is_known_by_its_words(make: Factory) -> None:
    make.vacancy(title="For good", contract=Contract.PERMANENT, description="Nights.")
    make.vacancy(title="For a while", contract=Contract.FIXED_TERM, description="Nights.")
    make.vacancy(title="Now and then", contract=Contract.ZERO_HOURS, description="Nights.")

    assert titles(SearchQuery(q="permanent")) == {"For good"}
    assert titles(SearchQuery(q="temporary")) == {"For a while"}
    assert titles(SearchQuery(q="zero hours")) == {"Now and then"}


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


def test_where_a_person_lives_who_employs_somebody_is_found_only_roughly(make: Factory) -> None:
    for postcode, lat, lon in (("MK3 6EB", 51.9927, -0.7486), ("MK3 5JP", 51.9901, -0.7702)):
        person = make.organisation(kind=OrganisationKind.INDIVIDUAL)
        make.vacancy(make.workplace(person, name="Bramble Cottage", postcode=postcode, lat=lat, lon=lon))
    company = make.workplace(name="Maple House", lat=51.9927, lon=-0.7486)
    exact = make.vacancy(company).reference

    hits = search_opportunities(SearchQuery(place="MK3 6EB")).results.hits

    miles = {hit.entry.reference: hit.miles for hit in hits}
    assert miles.pop(exact) not in miles.values()
    assert len(miles) == 2
    assert len(set(miles.values())) == 1
    assert {hit.entry.workplace for hit in hits} == {"", "Maple House"}
    assert [hit.entry.reference for hit in search_opportunities(SearchQuery(q="maple")).results.hits] == [exact]
    assert search_opportunities(SearchQuery(q="bramble"), exact=True).results.hits == []


def test_a_change_of_a_persons_advert_keeps_the_home_rough(make: Factory) -> None:
    vacancy = make.vacancy(make.workplace(make.organisation(kind=OrganisationKind.INDIVIDUAL), name="Bramble Cottage"))
    before = search_opportunities(EVERYTHING).results.hits[0].entry
    note_public_change(vacancy)
    db.session.commit()
    after = search_opportunities(EVERYTHING).results.hits[0].entry

    assert (after.lat, after.lon, after.workplace) == (before.lat, before.lon, "")
    assert (after.lat, after.lon) != (vacancy.workplace.lat, vacancy.workplace.lon)
