"""The guide, the form of each assessor, what everybody heard, and who finds none of it."""

import re

import pytest
import sqlalchemy as sa

from careers.accounts.models import User
from careers.applications.models import ApplicationStatus
from careers.audit.models import AuditEvent
from careers.database import db
from careers.interviews import queries
from careers.interviews.guides import get_guide, guide_book, guides_for
from careers.providers.models import OrganisationKind
from tests.applications.conftest import Home
from tests.client import PageClient
from tests.factories import Factory
from tests.interviews.conftest import RATINGS, RESPECT, WHOLE, Interview, send

GUIDE = "/provider/vacancies/V-7KQ3MX/interview-guide"
FILLED_IN = {
    "guide_version": str(guide_book().version),
    f"rating_{RESPECT}": "4",
    f"note_{RESPECT}": "Asked her gran before she helped.",
    f"rating_{WHOLE}": "0",
    f"note_{WHOLE}": "",
}


def as_user(client: PageClient, user: User) -> PageClient:
    return client.sign_in(user)


def test_the_guide_holds_the_values_of_the_vacancy_with_questions_probes_and_anchors(
    client: PageClient, interview: Interview
) -> None:
    page = as_user(client, interview.second).get(GUIDE)

    for guide in guides_for([RESPECT, WHOLE]):
        assert all(question.ask in page.text for question in guide.questions)
        assert all(probe in page.text for question in guide.questions for probe in question.probes)
        assert all(words in page.text for words in guide.anchors.values())
    assert get_guide("cwp_proud_positive").questions[0].ask not in page.text
    assert all(advice.title in page.text for advice in guide_book().advice)


def test_a_vacancy_without_values_gets_all_seven_and_advice_to_choose(
    client: PageClient, home: Home, interview: Interview
) -> None:
    home.vacancy.value_keys = []
    db.session.commit()

    page = as_user(client, interview.first).get(GUIDE)

    assert all(guide.questions[0].ask in page.text for guide in guide_book().guides)
    assert "Choose three to five before the first interview" in page.text


def test_guide_and_ratings_are_found_from_the_vacancy_and_the_applicant(
    client: PageClient, interview: Interview
) -> None:
    as_user(client, interview.first)

    assert f'href="{GUIDE}"' in client.get("/provider/vacancies/V-7KQ3MX").text
    applicant = client.get(RATINGS.removesuffix("/ratings")).text
    assert f'href="{GUIDE}"' in applicant
    assert f'href="{RATINGS}"' in applicant


def test_an_assessor_sends_ratings_and_sees_them(client: PageClient, interview: Interview) -> None:
    as_user(client, interview.second)

    form = client.get(RATINGS)
    page = client.follow(client.post(RATINGS, FILLED_IN))

    assert all(words in form.text for words in get_guide(RESPECT).anchors.values())
    assert "Your ratings are sent" in page.text
    assert "Asked her gran before she helped." in page.text
    assert "You are the first to rate." in page.text
    looks = sa.select(AuditEvent.actor_id).where(AuditEvent.action == "application.looked")
    assert db.session.scalars(looks).all() == [interview.second.id] * 2


def test_before_ones_own_ratings_the_page_holds_nothing_of_the_others(client: PageClient, interview: Interview) -> None:
    send(interview.application, interview.first, 2, 5)

    page = as_user(client, interview.second).get(RATINGS)

    assert "1 colleague has rated this interview." in page.text
    assert interview.first.name not in page.text
    assert "heard 2" not in page.text
    assert not re.search(r"<input[^>]* checked", page.text)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({f"rating_{RESPECT}": ""}, "Choose what you heard about “Respect”"),
        ({f"rating_{RESPECT}": "6"}, "There is a problem"),
        ({f"note_{RESPECT}": " "}, "Write what you heard about “Respect”"),
        ({f"note_{RESPECT}": "a" * 1501}, "Use 1,500 characters or fewer"),
    ],
)
def test_an_unfinished_form_comes_back_with_what_was_written(
    client: PageClient, interview: Interview, changes: dict[str, str], message: str
) -> None:
    kept = {f"note_{WHOLE}": "Knew what he likes to eat.", f"rating_{WHOLE}": "5"}

    page = as_user(client, interview.first).post(RATINGS, FILLED_IN | kept | changes)

    assert page.status_code == 200
    assert message in page.text
    assert "Knew what he likes to eat." in page.text
    assert queries.count_assessors(interview.application.id) == 0


def test_a_second_tab_is_told_that_ratings_were_sent(client: PageClient, interview: Interview) -> None:
    as_user(client, interview.first).post(RATINGS, FILLED_IN)

    answer = client.post(RATINGS, FILLED_IN | {f"rating_{RESPECT}": "1"})

    assert answer.status_code == 409
    assert "You have sent your ratings of this interview already" in answer.text


def test_assessors_two_apart_are_asked_for_a_third_and_then_the_middle_is_shown(
    client: PageClient, interview: Interview
) -> None:
    send(interview.application, interview.first, 2, 4)
    send(interview.application, interview.second, 4, 4)

    apart = as_user(client, interview.first).get(RATINGS)
    worklist = client.get("/provider/applicants")
    asked = as_user(client, interview.third).get(RATINGS)
    its_worklist = client.get("/provider/applicants")
    hiring = client.get("/provider")
    send(interview.application, interview.third, 3, 4)
    after = client.get(RATINGS)
    worklist_after = client.get("/provider/applicants")

    assert "Assessors differ by two or more about: Respect." in apart.text
    assert "Two or more apart" in apart.text
    assert "All the same" in apart.text
    assert "ask a third colleague to rate the interview" in worklist.text
    assert "Two assessors heard different things. A third rating is needed" in asked.text
    assert not any(name in asked.text for name in (interview.first.name, interview.second.name, "Two or more apart"))
    assert "a third rating is needed" in its_worklist.text
    assert 'href="/provider/applicants#third-assessor">1 interview needs a third assessor' in hiring.text
    assert 'id="third-assessor">An interview that needs a third assessor' in its_worklist.text
    assert "The middle of 3 ratings is <strong>3</strong>." in after.text
    assert re.findall(r'data-label="Rating">(\d)</td>', after.text) == list("243444")  # in the order they were sent
    assert "third" not in worklist_after.text


def test_somebody_alone_is_told_so(client: PageClient, make: Factory) -> None:
    person = make.organisation(kind=OrganisationKind.INDIVIDUAL)
    vacancy = make.vacancy(make.workplace(person), reference="V-ALNE22", value_keys=[RESPECT])
    application = make.application(
        vacancy, reference="A-ALNE22", status=ApplicationStatus.INTERVIEW, interview_at=vacancy.created_at
    )
    as_user(client, make.manager(person))
    path = f"/provider/vacancies/V-ALNE22/applicants/{application.reference}/ratings"
    of_one = {name: text for name, text in FILLED_IN.items() if WHOLE not in name}

    before = client.get(path)
    after = client.follow(client.post(path, of_one))

    assert "You are the only assessor here" in before.text
    assert "See the ratings without rating" not in before.text
    assert "You are the only assessor here" in after.text


def test_somebody_who_was_not_there_sees_the_ratings_and_rates_no_more(
    client: PageClient, interview: Interview
) -> None:
    send(interview.application, interview.first, 2, 4)
    as_user(client, interview.third)

    asked = client.get(f"{RATINGS}/read")
    page = client.follow(client.post(f"{RATINGS}/read"))
    refused = client.post(RATINGS, FILLED_IN)

    assert "you can no longer rate this interview yourself" in asked.text
    assert interview.first.name not in asked.text
    assert f"{interview.first.name} heard 2" in page.text
    assert "You read these without rating." in page.text
    assert refused.status_code == 409


def test_a_comment_stands_under_the_ratings_and_an_empty_one_is_refused(
    client: PageClient, interview: Interview
) -> None:
    send(interview.application, interview.first, 2, 4)
    as_user(client, interview.first)

    empty = client.post(f"{RATINGS}/comment", {"words": " "})
    page = client.follow(client.post(f"{RATINGS}/comment", {"words": "We talked & agree."}))

    assert empty.text.count("Write your comment") == 2
    assert "We talked &amp; agree." in page.text
    assert client.get(f"{RATINGS}/comment").location == RATINGS


def test_a_comment_before_ones_own_ratings_is_refused(client: PageClient, interview: Interview) -> None:
    answer = as_user(client, interview.first).post(f"{RATINGS}/comment", {"words": "Warm."})

    assert answer.status_code == 409


def test_after_the_end_there_is_no_form(client: PageClient, interview: Interview) -> None:
    send(interview.application, interview.first, 2, 4)
    interview.application.status = ApplicationStatus.NOT_SUCCESSFUL
    db.session.commit()

    page = as_user(client, interview.second).get(RATINGS)

    assert "can no longer be rated" in page.text
    assert "Send my ratings" not in page.text
    assert f"{interview.first.name} heard 2" not in page.text
    assert f'href="{RATINGS}/read"' in page.text


def test_without_an_interview_the_page_says_what_to_do(client: PageClient, interview: Interview) -> None:
    interview.application.status, interview.application.interview_at = ApplicationStatus.SHORTLISTED, None
    db.session.commit()

    answer = as_user(client, interview.first).get(RATINGS)

    assert answer.status_code == 409
    assert "There is no interview yet." in answer.text


@pytest.mark.parametrize("path", [GUIDE, RATINGS, f"{RATINGS}/read", f"{RATINGS}/comment"])
def test_people_of_another_employer_find_nothing(
    client: PageClient, make: Factory, interview: Interview, path: str
) -> None:
    as_user(client, make.manager(make.organisation()))

    answers = [client.get(path).status_code, client.post(path, FILLED_IN | {"words": "Hello"}).status_code]

    assert answers == ([404, 405] if path == GUIDE else [404, 404])
    assert queries.list_submissions_about(interview.application.id) == []


def test_a_team_of_two_that_disagrees_is_told_what_else_it_can_do(client: PageClient, interview: Interview) -> None:
    interview.third.disabled_at = interview.application.created_at
    db.session.commit()
    send(interview.application, interview.first, 2, 4)
    send(interview.application, interview.second, 4, 4)

    page = as_user(client, interview.first).get(RATINGS)

    assert "Nobody is left in your team who could rate it too." in page.text
    assert "Ask a third colleague" not in page.text
