"""The reader's own rating comes before the values fit: until then no page of the employer holds a word of it."""

import html
import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from careers.access import Role
from careers.accounts.models import User
from careers.applications import queries
from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.contests.queries import list_behind
from careers.database import db
from careers.matching.fit import Fit, to_dict
from careers.matching.queries import fit_for
from careers.screening.commands import finish_sittings
from careers.screening.forms import SCALE
from careers.screening.queries import Person, list_live_questions
from tests.applications.conftest import Home, answer_situations
from tests.client import PageClient
from tests.factories import Factory, best_ratings

S = ApplicationStatus
LIST = "/provider/vacancies/V-7KQ3MX/applicants"
PAGE = f"{LIST}/A-7KQ3MX"


@pytest.fixture
def fit(home: Home, amara: Candidate) -> Fit:
    answer_situations(amara.user, home.vacancy)
    return fit_for(amara, home.vacancy)


@pytest.fixture
def application(make: Factory, home: Home, amara: Candidate, fit: Fit) -> Application:
    return make.application(home.vacancy, amara, reference="A-7KQ3MX", fit=to_dict(fit))


def traces_of(fit: Fit) -> list[str]:
    """Return words and numbers that give away how the values fit, or the total of which they are the rest."""
    return [
        f"{fit.total_points} of {fit.out_of}",
        f"{fit.values.points} of {fit.values.out_of}",
        *(part.provider_sentence for part in fit.values.parts),
        f">{fit.values.band.value.capitalize()}</td>",
        f"{fit.band.value.capitalize()} fit",
    ]


def traces_in(text: str, fit: Fit) -> list[str]:
    words = re.sub(r"\s+", " ", text)
    return [trace for trace in traces_of(fit) if trace in words]


def test_the_band_is_not_in_the_page_before_and_is_after(
    as_manager: PageClient, application: Application, fit: Fit
) -> None:
    before = as_manager.get(PAGE)
    after = as_manager.follow(as_manager.post(f"{PAGE}/rate-answers", {"rating": "4", "note": "Her gran."}))

    assert "Your own rating first" in before.text
    assert traces_in(before.text, fit) == []
    assert f"Practical: {fit.practical.points} of {fit.practical.out_of}" in before.text
    assert len(traces_in(after.text, fit)) >= 4
    assert "Your own rating: 4 of 5" in after.text
    assert "Her gran." in after.text
    assert "Your own rating first" not in after.text


def test_the_answers_behind_the_values_come_with_the_fit_and_are_those_of_this_vacancy(
    as_manager: PageClient, make: Factory, amara: Candidate, application: Application
) -> None:
    other = next(each for each in list_live_questions() if each.value_key == "cwp_proud_positive")
    make.answers(amara.user, {other.key: best_ratings(other)})
    finish_sittings(Person(amara.user_id), ["cwp_respect"])
    db.session.commit()
    asked = list_behind(amara.user_id, ["cwp_respect"], at=application.submitted_at)

    before = html.unescape(as_manager.get(PAGE).text)
    after = html.unescape(as_manager.follow(as_manager.post(f"{PAGE}/rate-answers", {"rating": "4"})).text)

    assert len(asked) == 3
    for each in asked:
        assert each.question.situation not in before
        assert each.question.situation in after
        for response in each.question.responses:
            said = SCALE[str(each.ratings[response.key])].replace(":", ",")
            assert re.search(rf"<li>{re.escape(response.text)} <span[^>]*>{said}</span>", after)
    assert other.situation not in after


def test_the_list_shows_a_band_only_of_those_the_reader_has_rated(
    as_manager: PageClient, application: Application, fit: Fit
) -> None:
    before = as_manager.get(LIST)
    as_manager.post(f"{PAGE}/rate-answers", {"rating": "4"})
    after = as_manager.get(LIST)

    assert "After your own rating" in before.text
    assert traces_in(before.text, fit) == []
    assert traces_in(after.text, fit) == [f">{fit.values.band.value.capitalize()}</td>"]


def test_a_colleagues_rating_does_not_open_it_for_another_reader(
    as_manager: PageClient, make: Factory, home: Home, application: Application, fit: Fit
) -> None:
    as_manager.post(f"{PAGE}/rate-answers", {"rating": "4", "note": "Her gran."})
    colleague = make.user(Role.PROVIDER_MEMBER, organisation_id=home.organisation.id)

    page = as_manager.sign_in(colleague).get(PAGE)

    assert traces_in(page.text, fit) == []
    assert "Her gran." not in page.text


@pytest.mark.parametrize("status", [each for each in S if each is not S.DRAFT], ids=lambda status: status.value)
def test_no_page_of_the_employer_gives_it_away_before(
    app: Flask, as_manager: PageClient, application: Application, fit: Fit, status: ApplicationStatus
) -> None:
    application.status, application.started_on = status, application.changed_at.date()
    application.interview_at = application.identity_shown_at = application.changed_at
    db.session.commit()

    def address(rule: Rule) -> str:
        known = {"reference": "V-7KQ3MX", "applicant_reference": "A-7KQ3MX"}
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: known.get(found[1], "999"), rule.rule)

    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/provider") and "GET" in rule.methods]
    pages = {address(rule): as_manager.get(address(rule)) for rule in rules}

    assert sum(page.status_code == 200 for page in pages.values()) > 10
    assert [path for path, page in pages.items() if traces_in(page.text, fit)] == []


def test_where_the_employer_does_not_want_it_the_fit_is_there_at_once(
    as_manager: PageClient, home: Home, application: Application, fit: Fit
) -> None:
    home.organisation.rates_first = False
    db.session.commit()

    page = as_manager.get(PAGE)

    assert len(traces_in(page.text, fit)) >= 4
    assert "Your own rating" not in page.text


def test_somebody_who_asked_for_another_format_is_rated_by_their_words_all_the_same(
    as_manager: PageClient, application: Application
) -> None:
    application.wants_alternative_format = True
    db.session.commit()

    assert "Your own rating first" in as_manager.get(PAGE).text


def test_after_the_end_it_is_neither_asked_nor_shown(
    as_manager: PageClient, application: Application, fit: Fit
) -> None:
    application.status, application.end_reason = S.WITHDRAWN, "Another job"
    db.session.commit()

    page = as_manager.get(PAGE)
    refused = as_manager.post(f"{PAGE}/rate-answers", {"rating": "4"})

    assert "You did not rate the written answers before the application ended" in page.text
    assert traces_in(page.text, fit) == []
    assert refused.status_code == 409


@pytest.mark.parametrize("sent", [{}, {"rating": "6"}, {"rating": "0"}, {"rating": "very good"}])
def test_without_one_of_the_five_ratings_nothing_is_kept_or_shown(
    as_manager: PageClient, application: Application, fit: Fit, sent: dict[str, str]
) -> None:
    page = as_manager.post(f"{PAGE}/rate-answers", sent)

    assert page.status_code == 200
    assert "There is a problem" in page.text
    assert traces_in(page.text, fit) == []
    assert queries.list_readings(application.id) == []


def test_opening_the_address_of_the_form_leads_back_to_the_applicant(
    as_manager: PageClient, application: Application
) -> None:
    answer = as_manager.get(f"{PAGE}/rate-answers")

    assert answer.location.startswith(PAGE)


def test_another_employer_finds_nothing_to_rate(client: PageClient, make: Factory, application: Application) -> None:
    stranger: User = make.manager(make.organisation())

    answer = client.sign_in(stranger).post(f"{PAGE}/rate-answers", {"rating": "4"})

    assert answer.status_code == 404
    assert queries.list_readings(application.id) == []
