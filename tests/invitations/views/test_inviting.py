"""The employer's page of people to invite: what it shows, what it never shows, and what it refuses."""

import re
from typing import Any

import pytest
import sqlalchemy as sa

from careers.access import Role
from careers.applications.models import ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db
from careers.invitations.models import Invitation, InvitationStatus
from careers.jobs.models import OpportunityStatus
from tests.client import PageClient
from tests.factories import Factory
from tests.invitations.conftest import Home

S = InvitationStatus
PAGE = "/provider/vacancies/V-7KQ3MX/invitations"
TOKEN = re.compile(r'name="people" type="checkbox" value="([0-9a-f]{24})"')


def tokens(page: str) -> list[str]:
    return TOKEN.findall(page)


def invited() -> list[Invitation]:
    return list(db.session.scalars(sa.select(Invitation)))


def test_the_page_names_nobody(as_manager: PageClient, make: Factory, home: Home) -> None:
    secrets: list[str] = []
    for number, first in enumerate(("Zoltan", "Ngozi", "Xanthe")):
        user = make.user(id=880_001 + number, email=f"{first.lower()}@secret.example", name=f"{first} Quarrington")
        make.findable(
            user,
            id=990_001 + number,
            first_name=first,
            last_name="Quarrington",
            phone=f"0199 9000{number}",
            postcode="MK3 6DX",
            can_drive=True,
            pay_min_pence=1377,
        )
        secrets += [first, user.email, str(user.id), str(990_001 + number), f"0199 9000{number}"]

    page = as_manager.get(PAGE)

    assert len(tokens(page.text)) == 3
    assert all(f"Person {number}" in page.text for number in (1, 2, 3))
    secrets += ["Quarrington", "secret.example", "MK3 6DX", "51.99", "13.77", "1377"]
    assert [secret for secret in secrets if secret in page.text] == []
    assert "Within the distance they can travel." in page.text
    assert "Within 2 miles. Values fit: not known yet." in page.text


def test_after_inviting_the_page_still_names_nobody(
    as_manager: PageClient, make: Factory, home: Home, people: list[Candidate]
) -> None:
    as_manager.post(PAGE, {"people": tokens(as_manager.get(PAGE).text), "message": ""})
    accepted, declined, _ = invited()
    draft = make.application(home.vacancy, accepted.candidate, status=ApplicationStatus.DRAFT, submitted_at=None)
    accepted.status, accepted.ended_at, accepted.application_id = S.ACCEPTED, accepted.sent_at, draft.id
    declined.status, declined.ended_at, declined.decline_reason = S.DECLINED, declined.sent_at, "pay"
    reference = draft.reference
    db.session.commit()

    page = as_manager.get(PAGE)

    assert "They are writing their application" in page.text
    assert "Not this time" in page.text
    assert "3 invited, 1 said yes, 0 applied, 0 started work." in page.text
    secrets = [reference, "Zoltan", "Ngozi", "Amara", "Okoye", "example.com", "pay is too low"]
    assert [secret for secret in secrets if secret in page.text] == []


def test_tokens_and_order_differ_between_vacancies(
    as_manager: PageClient, make: Factory, home: Home, people: list[Candidate]
) -> None:
    make.vacancy(home.vacancy.workplace, reference="V-OTHER2")

    here = tokens(as_manager.get(PAGE).text)
    there = tokens(as_manager.get("/provider/vacancies/V-OTHER2/invitations").text)

    assert here == tokens(as_manager.get(PAGE).text)
    assert len({*here, *there}) == 6


def test_fewer_than_three_are_not_shown_and_the_page_says_why(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    make.findable()

    page = as_manager.get(PAGE)

    assert tokens(page.text) == []
    assert "We show people only when at least 3 could be invited." in page.text


def test_those_chosen_are_invited(as_manager: PageClient, home: Home, people: list[Candidate]) -> None:
    first, second, _ = tokens(as_manager.get(PAGE).text)

    answer = as_manager.post(PAGE, {"people": [first, second], "message": "Come and see us."})
    page = as_manager.follow(answer)

    assert "2 people are invited. We have written to them." in page.text
    assert [invitation.message for invitation in invited()] == ["Come and see us."] * 2
    assert len(tokens(page.text)) == 1
    assert page.text.count("Waiting for an answer") == 2


def test_whoever_left_the_list_meanwhile_is_left_out_and_the_others_are_invited(
    as_manager: PageClient, make: Factory, home: Home, people: list[Candidate]
) -> None:
    chosen = tokens(as_manager.get(PAGE).text)
    people[0].is_findable, people[0].findable_since = False, None
    db.session.commit()

    page = as_manager.follow(as_manager.post(PAGE, {"people": chosen, "message": ""}))

    assert "2 people are invited. We have written to them. 1 could not be invited any more." in page.text
    assert {invitation.candidate_id for invitation in invited()} == {people[1].id, people[2].id}


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Choose the people you want to invite"),
        ({"people": [str(number) for number in range(11)]}, "Choose up to 10 people at a time"),
        ({"people": ["f" * 24]}, "Those you chose can no longer be invited."),
        ({"people": "first", "message": "Ring 07700 900123"}, "Take out phone numbers"),
        ({"people": "first", "message": "a" * 501}, "Use 500 characters or fewer"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_chosen_stays(
    as_manager: PageClient, home: Home, people: list[Candidate], form: dict[str, Any], sentence: str
) -> None:
    first = tokens(as_manager.get(PAGE).text)[0]
    chosen = form | ({"people": [first]} if form.get("people") == "first" else {})

    page = as_manager.post(PAGE, chosen)

    assert sentence in page.text
    assert invited() == []
    assert page.text.count(" checked>") == (1 if form.get("people") == "first" else 0)


def test_a_number_of_a_candidate_invites_nobody(as_manager: PageClient, home: Home, people: list[Candidate]) -> None:
    as_manager.post(PAGE, {"people": [str(people[0].id)], "message": ""})

    assert invited() == []


@pytest.mark.parametrize("status", [OpportunityStatus.PAUSED, OpportunityStatus.CLOSED])
def test_an_advert_that_is_not_open_shows_nobody_and_invites_nobody(
    as_manager: PageClient, home: Home, people: list[Candidate], status: OpportunityStatus
) -> None:
    chosen = tokens(as_manager.get(PAGE).text)
    home.vacancy.status = status
    db.session.commit()

    page = as_manager.get(PAGE)
    answer = as_manager.post(PAGE, {"people": chosen, "message": ""})

    assert "You can invite people only while the advert is open." in page.text
    assert tokens(page.text) == []
    assert answer.status_code == 409
    assert invited() == []


def test_an_employer_that_nobody_has_checked_sees_nobody(
    as_manager: PageClient, home: Home, people: list[Candidate]
) -> None:
    home.organisation.verified_at = home.organisation.verified_by = None
    db.session.commit()

    page = as_manager.get(PAGE)

    assert "once the council has checked your organisation" in page.text
    assert tokens(page.text) == []


def test_after_twenty_nobody_more_can_be_chosen(as_manager: PageClient, make: Factory, home: Home) -> None:
    for _ in range(20):
        make.invitation(home.vacancy)
    make.findable()

    page = as_manager.get(PAGE)

    assert "You have invited 20 people for this vacancy, which is the most there can be." in page.text
    assert tokens(page.text) == []


def test_an_application_that_was_sent_is_linked_and_a_start_is_seen(
    as_manager: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    sent = make.application(
        home.vacancy,
        amara,
        reference="A-7KQ3MX",
        status=ApplicationStatus.STARTED,
        started_on=home.vacancy.starts_on,
    )
    make.invitation(home.vacancy, amara, status=S.ACCEPTED, application_id=sent.id)

    page = as_manager.get(PAGE)

    assert 'href="/provider/vacancies/V-7KQ3MX/applicants/A-7KQ3MX"' in page.text
    assert "1 invited, 1 said yes, 1 applied, 1 started work." in page.text
    assert "Started on " in page.text


def test_an_invitation_is_taken_back(as_manager: PageClient, make: Factory, home: Home, amara: Candidate) -> None:
    invitation = make.invitation(home.vacancy, amara, reference="I-7KQ3MX")

    page = as_manager.follow(as_manager.post(f"{PAGE}/I-7KQ3MX/take-back"))

    assert "Invitation I-7KQ3MX is taken back" in page.text
    assert invitation.status is S.WITHDRAWN


def test_another_employers_vacancy_and_invitations_are_not_there(
    client: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    invitation = make.invitation(home.vacancy, amara, reference="I-7KQ3MX")
    organisation = make.organisation()
    other, own = make.manager(organisation), make.vacancy(make.workplace(organisation))
    client.sign_in(other)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"people": ["x"]}).status_code == 404
    assert client.post(f"{PAGE}/I-7KQ3MX/take-back").status_code == 404
    assert client.post(f"/provider/vacancies/{own.reference}/invitations/I-7KQ3MX/take-back").status_code == 404
    assert invitation.status is S.INVITED


def test_an_invitation_for_another_vacancy_of_the_same_employer_is_not_there(
    as_manager: PageClient, make: Factory, home: Home
) -> None:
    make.invitation(home.vacancy, reference="I-7KQ3MX")
    make.vacancy(home.vacancy.workplace, reference="V-OTHER2")

    answer = as_manager.post("/provider/vacancies/V-OTHER2/invitations/I-7KQ3MX/take-back")

    assert answer.status_code == 404


def test_a_team_member_may_invite_too(client: PageClient, make: Factory, home: Home, people: list[Candidate]) -> None:
    client.sign_in(make.user(Role.PROVIDER_MEMBER, organisation_id=home.organisation.id))

    assert len(tokens(client.get(PAGE).text)) == 3


def test_the_page_of_a_live_vacancy_leads_here(as_manager: PageClient, home: Home) -> None:
    assert f'href="{PAGE}"' in as_manager.get("/provider/vacancies/V-7KQ3MX").text

    home.vacancy.status = OpportunityStatus.PAUSED
    db.session.commit()

    assert f'href="{PAGE}"' not in as_manager.get("/provider/vacancies/V-7KQ3MX").text
