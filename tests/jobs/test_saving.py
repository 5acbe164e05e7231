"""Saving an opportunity is not a switch: pressed twice, or in two tabs at once, it is saved."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import sqlalchemy as sa
from flask import Flask

from careers.candidates.models import Candidate
from careers.database import db, writing
from careers.jobs.models import SavedOpportunity, Vacancy
from careers.jobs.saving import save_opportunity
from tests.client import PageClient
from tests.factories import Factory


def count_saved() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(SavedOpportunity)) or 0


def test_a_double_click_saves(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    client.sign_in(make.user())

    for _ in range(2):
        client.post(f"/jobs/{vacancy.reference}/save", {"saved": "yes"})

    assert count_saved() == 1


def test_two_tabs_at_once_save_one(app: Flask, make: Factory) -> None:
    candidate_id, vacancy_id = make.candidate().id, make.vacancy().id
    db.session.commit()
    is_written, is_late = Event(), Event()

    def save(wrote: Event, wait_for: Event) -> None:
        with app.app_context(), writing():
            save_opportunity(db.session.get_one(Candidate, candidate_id), db.session.get_one(Vacancy, vacancy_id))
            db.session.flush()
            wrote.set()
            wait_for.wait(timeout=1)  # long enough for the other to meet the row that is not committed yet
            db.session.commit()

    def late() -> None:
        is_written.wait(timeout=10)
        save(is_late, is_written)

    with ThreadPoolExecutor(2) as pool:
        for waiting in [pool.submit(save, is_written, is_late), pool.submit(late)]:
            waiting.result(timeout=30)

    assert count_saved() == 1
