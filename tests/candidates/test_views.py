"""The profile and who looked at it. Today is 24 November 2026."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
import time_machine

from careers import clock
from careers.access import Role
from careers.audit.commands import record
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.mail.commands import put_in_outbox
from tests.client import PageClient
from tests.factories import Factory

PROFILE = {
    "first_name": "  Amara ",
    "last_name": "Okoye",
    "phone": "07700 900123",
    "postcode": "mk93ej",
    "travel_miles": "10",
    "can_drive": "no",
    "patterns": ["days", "weekends"],
    "contracts": ["permanent"],
    "pay_min_pence": "£12.90",
    "can_start_on": ["4", "January", "2027"],
}


def saved() -> list[Candidate]:
    return list(db.session.scalars(sa.select(Candidate)))


def test_a_profile_is_filled_in(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user())

    empty = client.get("/account/profile")
    answer = client.post("/account/profile", PROFILE)
    again = client.get("/account/profile")

    assert "You can leave any of this empty." in empty.text
    assert answer.location == "/account"
    (candidate,) = saved()
    assert (candidate.first_name, candidate.postcode, candidate.travel_miles) == ("Amara", "MK9 3EJ", 10)
    assert (candidate.can_drive, candidate.patterns, candidate.contracts) == (
        False,
        ["days", "weekends"],
        ["permanent"],
    )
    assert (candidate.pay_min_pence, candidate.can_start_on) == (1290, date(2027, 1, 4))
    assert (candidate.lat, candidate.lon) == pytest.approx((52.043, -0.761), abs=0.001)
    assert 'value="12.90"' in again.text
    assert "Your profile is saved" in again.text


def test_everything_may_stay_empty(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user())

    answer = client.post("/account/profile", {"travel_miles": "", "can_drive": ""})

    assert answer.status_code == 302
    (candidate,) = saved()
    assert (candidate.travel_miles, candidate.can_drive, candidate.lat, candidate.patterns) == (None, None, None, [])


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("phone", "ask me", "Enter a phone number, like 07700 900123"),
        ("postcode", "Bletchley", "Enter a full postcode, like MK9 3EJ"),
        ("postcode", "ZZ1 1ZZ", "We do not know a postcode that begins like ZZ1 1ZZ"),
        ("pay_min_pence", "lots", "enter a sum in pounds, like 12.90 or 23,500"),
        ("first_name", "A" * 61, "Use 60 characters or fewer. You have used 61"),
        ("can_start_on", ["31", "2", "2027"], "Enter a real date, like 27 3 2027"),
    ],
)
def test_what_is_wrong_stands_in_the_summary_and_at_the_field_and_the_rest_is_kept(
    client: PageClient, make: Factory, field: str, typed: object, sentence: str
) -> None:
    client.sign_in(make.user())

    page = client.post("/account/profile", PROFILE | {field: typed})

    assert page.text.count(sentence) == 2
    assert 'value="Okoye"' in page.text
    assert saved() == []


def test_a_profile_goes_back_to_where_the_person_came_from_on_this_site_only(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user())

    here = client.post("/account/profile?next=/jobs/V-7KQ3MX/apply", PROFILE)
    elsewhere = client.post("/account/profile?next=https://evil.example/", PROFILE)

    assert here.location == "/jobs/V-7KQ3MX/apply"
    assert elsewhere.location == "/account"


def test_sharing_lists_each_look_and_each_message(client: PageClient, make: Factory) -> None:
    user = make.user(email="amara@example.com")
    manager = make.manager(make.organisation(name="Larkfield Care"))
    adviser = make.user(Role.ADVISER, office="Bletchley Jobcentre")
    for actor in (manager, adviser, user):
        db.session.add(
            AuditEvent(
                at=clock.now(),
                actor_id=actor.id,
                actor_role=actor.role.value,
                action="application.looked",
                subject_type="application",
                subject_id=1,
                about_user_id=user.id,
            )
        )
    put_in_outbox(event_key="sign-in-code:1", template="accounts/sign_in_code", to=user.email, code="012345")
    put_in_outbox(event_key="sign-in-code:2", template="accounts/sign_in_code", to="other@example.com", code="012345")
    db.session.commit()
    client.sign_in(user)

    page = client.get("/account/sharing")

    assert page.text.count("Opened your application") == 2
    assert "Larkfield Care" in page.text
    assert "Bletchley Jobcentre" in page.text
    assert page.text.count("Your sign-in code for Care Careers") == 1
    assert "10am on Tuesday 24 November 2026" in page.text
    assert manager.name not in page.text


def test_sharing_lists_what_advisers_were_told_whoever_caused_it(client: PageClient, make: Factory) -> None:
    user = make.user()
    adviser = make.user(Role.ADVISER, office="Bletchley Jobcentre")
    for actor, action, about, reason in (
        (adviser, "referral.made", None, ""),
        (user, "referral.told adviser", user, "They withdrew."),
        (adviser, "referral.told adviser", make.user(), "They have applied."),
    ):
        record(
            action=action,
            subject_type="referral",
            subject_id=7,
            by=actor,
            about_user_id=about.id if about else None,
            reason=reason,
        )
    db.session.commit()
    client.sign_in(user)

    page = client.get("/account/sharing")

    assert "Was told: They withdrew." in page.text
    assert page.text.count("Bletchley Jobcentre") == 1
    assert "They have applied." not in page.text


def test_sharing_says_when_nobody_has_looked(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user())

    page = client.get("/account/sharing")

    assert "Nobody has looked yet" in page.text
    assert "No messages yet" in page.text


CHOICE = "/account/sharing/invitations"


def test_employers_may_invite_nobody_who_has_not_said_so(client: PageClient, make: Factory) -> None:
    candidate = make.candidate()
    client.sign_in(candidate.user)

    page, sharing = client.get(CHOICE), client.get("/account/sharing")

    assert not candidate.is_findable
    assert 'value="no" checked' in page.text
    assert "Until then nobody can invite you." in page.text
    assert "Employers may not invite you to apply." in sharing.text


def test_a_person_lets_employers_invite_them_renews_it_and_stops_it(client: PageClient, make: Factory) -> None:
    candidate = make.findable(is_findable=False, findable_since=None)
    client.sign_in(candidate.user)

    sharing = client.follow(client.post(CHOICE, {"is_findable": "yes"}))
    first = candidate.findable_since
    with time_machine.travel("2026-11-24T15:00:00+00:00", tick=False):
        client.post(CHOICE, {"is_findable": "yes"})
        renewed = candidate.findable_since
        client.post(CHOICE, {"is_findable": "no"})
        client.post(CHOICE, {"is_findable": "no"})

    assert "Employers may invite you to apply, until Wednesday 24 November 2027." in sharing.text
    assert (first, renewed) == (clock.now(), datetime(2026, 11, 24, 15, tzinfo=UTC))
    assert (candidate.is_findable, candidate.findable_since) == (False, None)
    about = sa.select(AuditEvent.action).where(AuditEvent.about_user_id == candidate.user_id)
    actions = db.session.scalars(about.order_by(AuditEvent.id))
    assert list(actions) == ["candidate.findable", "candidate.findable", "candidate.not findable"]


def test_a_person_without_a_profile_can_choose(client: PageClient, make: Factory) -> None:
    user = make.user()
    client.sign_in(user)

    client.post(CHOICE, {"is_findable": "yes"})

    assert [candidate.is_findable for candidate in saved()] == [True]


def test_no_choice_is_no_yes(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user())

    page = client.post(CHOICE, {"is_findable": "perhaps"})

    assert "govuk-error-summary" in page.text
    assert saved() == []
