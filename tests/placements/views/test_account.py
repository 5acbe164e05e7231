"""A person's own placements and the link that reached them. Today is 24 November 2026."""

import re
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from careers.access import Role
from careers.accounts.commands import token_hash
from careers.accounts.models import User
from careers.accounts.queries import find_user_by_email
from careers.audit.commands import SYSTEM, record
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.placements.models import Booking, BookingStatus, Referral, ReferralStatus
from tests.client import PageClient
from tests.factories import Factory
from tests.placements.conftest import Home, count_questions

LINK = "/referrals/a-token"
SAM = "sam@example.com"


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture
def referral(make: Factory, home: Home, adviser: User) -> Referral:
    """Give the suggestion that reached Sam by the link."""
    return make.referral(adviser, home.placement, email=SAM, reference="R-7KQ3MX", token_hash=token_hash("a-token"))


def test_list_own_placements_says_where_each_stands(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    make.booking(home.placement, amara, reference="B-7KQ3MX")
    make.booking(
        make.placement(home.placement.workplace),
        amara,
        status=BookingStatus.DECLINED,
        end_reason="Our plans have changed. Try us in May.",
    )

    page = as_amara.get("/account/placements").text

    assert "Larkfield Care has until Tuesday 8 December 2026 to answer." in page
    assert "They could not offer you a place." in page
    assert "Our plans have changed. Try us in May." in page
    assert page.count("/withdraw") == 1


def test_list_own_placements_without_any_says_what_they_are(as_amara: PageClient) -> None:
    page = as_amara.get("/account/placements").text

    assert "You have not asked for a place yet" in page
    assert 'href="/jobs?kind=placement"' in page


def test_list_own_placements_asks_the_same_number_of_questions_for_many(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate, adviser: User
) -> None:
    def one_more() -> None:
        placement = make.placement(home.placement.workplace)
        made = make.referral(
            adviser,
            placement,
            candidate_id=amara.id,
            agreed_at=datetime(2026, 11, 1, tzinfo=UTC),
            status=ReferralStatus.RECEIVED,
        )
        make.booking(placement, amara, referral_id=made.id)
        make.referral(adviser, placement, email="amara@example.com")

    one_more()
    few = count_questions(as_amara, amara.user, "/account/placements")
    for _ in range(6):
        one_more()

    assert count_questions(as_amara, amara.user, "/account/placements") == few <= 8


def test_withdraw_booking_asks_first(as_amara: PageClient, make: Factory, home: Home, amara: Candidate) -> None:
    booking = make.booking(home.placement, amara, reference="B-7KQ3MX")

    asked = as_amara.get("/account/placements/B-7KQ3MX/withdraw")
    assert booking.status is BookingStatus.REQUESTED
    done = as_amara.post("/account/placements/B-7KQ3MX/withdraw", {"reason": ""})

    assert "You can ask again while the placement is open." in asked.text
    assert "You have withdrawn. We have told the employer." in as_amara.follow(done).text
    assert booking.status is BookingStatus.WITHDRAWN


def test_the_booking_of_another_person_is_not_there(as_amara: PageClient, make: Factory, home: Home) -> None:
    make.booking(home.placement, reference="B-7KQ3MX")

    assert as_amara.get("/account/placements/B-7KQ3MX/withdraw").status_code == 404
    assert as_amara.post("/account/placements/B-7KQ3MX/withdraw").status_code == 404


def test_opening_the_link_says_everything_and_changes_nothing(client: PageClient, referral: Referral) -> None:
    response = client.get(LINK)
    words = text_of(response.text)

    for said in (
        "Priya Nair of Bletchley Jobcentre thinks that this could suit you, Sam:",
        "It is a placement: unpaid",
        "Saying no does not count against you here.",
        "Larkfield Care hears that an adviser has introduced somebody; they see your name and e-mail address only when",
        "Whether I start, and when I finish or leave",
        "What comes of it",
    ):
        assert said in words
    assert response.headers["Cache-Control"] == "no-store"
    assert "noindex" in response.text
    assert referral.status is ReferralStatus.MADE
    assert find_user_by_email(SAM) is None


def test_agreeing_shows_what_was_chosen_and_nothing_confidential(client: PageClient, referral: Referral) -> None:
    response = client.post(LINK, {"agree": "1", "shares_attendance": "y"})
    page = client.follow(response).text
    words = text_of(page)

    booking = db.session.query(Booking).one()
    assert response.location == LINK
    assert f"Your reference is {booking.reference}." in words
    assert "whether you start, and when you finish or leave" in words
    assert "what comes of it" not in words
    for secret in ("Sam", "Price", SAM):
        assert secret not in words
    assert "I agree" not in words


def test_a_second_press_changes_nothing(client: PageClient, referral: Referral) -> None:
    client.post(LINK, {"agree": "1"})
    client.post(LINK, {"agree": "1", "shares_outcome": "y"})

    assert db.session.query(Booking).count() == 1
    assert not referral.shares_outcome


def test_saying_no_thank_you(client: PageClient, referral: Referral) -> None:
    page = client.follow(client.post(LINK, {"decline": "1", "shares_outcome": "y"}))

    assert "You said no thank you. Your adviser hears only that." in page.text
    assert (referral.status, referral.shares_outcome) == (ReferralStatus.NOT_AGREED, False)
    assert client.post(LINK, {"agree": "1"}).status_code == 409


def test_pressing_neither_button_changes_nothing(client: PageClient, referral: Referral) -> None:
    client.post(LINK, {"shares_outcome": "y"})

    assert referral.status is ReferralStatus.MADE


@pytest.mark.parametrize("changes", [{"expires_on": date(2026, 11, 23)}, {"status": ReferralStatus.EXPIRED}])
def test_a_link_that_has_run_out_says_so(client: PageClient, referral: Referral, changes: dict[str, object]) -> None:
    for name, value in changes.items():
        setattr(referral, name, value)
    db.session.commit()

    page = client.get(LINK).text

    assert "This link no longer works" in page
    assert "I agree" not in page
    assert client.post(LINK, {"agree": "1"}).status_code == 409


def test_an_unknown_link_is_not_found(client: PageClient, referral: Referral) -> None:
    assert client.get("/referrals/another-token").status_code == 404
    assert client.post("/referrals/another-token", {"agree": "1"}).status_code == 404


def test_a_full_placement_can_only_be_declined(client: PageClient, home: Home, referral: Referral) -> None:
    home.placement.status = OpportunityStatus.FULL
    db.session.commit()

    page = client.get(LINK).text

    assert "It takes nobody new today." in page
    assert "I agree" not in page
    assert "No thank you" in page
    assert client.post(LINK, {"agree": "1"}).status_code == 409
    assert referral.status is ReferralStatus.MADE


def test_an_address_used_for_work_is_told_politely(client: PageClient, make: Factory, referral: Referral) -> None:
    make.user(Role.PROVIDER_MANAGER, email=SAM)

    page = client.post(LINK, {"agree": "1"})

    assert page.status_code == 409
    assert "belongs to an account that is used for work" in page.text
    assert referral.status is ReferralStatus.MADE


def test_agreeing_to_a_job_leads_on_to_apply(client: PageClient, make: Factory, home: Home, adviser: User) -> None:
    vacancy = make.vacancy(home.placement.workplace, reference="V-7KQ3MX")
    make.referral(adviser, vacancy, email=SAM, token_hash=token_hash("a-token"))

    asked = text_of(client.get(LINK).text)
    page = client.follow(client.post(LINK, {"agree": "1"})).text

    assert "but not who; then you apply, and only what you send goes to them" in asked
    assert 'href="/jobs/V-7KQ3MX/apply"' in page
    assert "The next step is yours." in page


def test_a_signed_in_person_answers_on_their_account(client: PageClient, make: Factory, referral: Referral) -> None:
    client.sign_in(make.user(email=SAM))

    listed = client.get("/account/placements").text
    done = client.post("/account/placements/referrals/R-7KQ3MX", {"agree": "1", "shares_outcome": "y"})

    assert "Suggested to you" in listed
    assert done.location == "/account/placements/referrals/R-7KQ3MX"
    assert referral.shares_outcome
    after = client.get("/account/placements").text
    assert "Suggested to you" not in after
    assert "They are told what comes of it." in after


def test_the_suggestion_to_another_person_is_not_there(as_amara: PageClient, referral: Referral) -> None:
    assert as_amara.get("/account/placements/referrals/R-7KQ3MX").status_code == 404
    assert as_amara.post("/account/placements/referrals/R-7KQ3MX/stop-sharing").status_code == 404


def test_a_person_sees_what_went_back_and_can_stop_it(
    as_amara: PageClient, amara: Candidate, referral: Referral
) -> None:
    referral.candidate, referral.status = amara, ReferralStatus.PLACED
    referral.agreed_at, referral.shares_outcome = datetime(2026, 11, 1, tzinfo=UTC), True
    record(
        action="referral.told adviser",
        subject_type="referral",
        subject_id=referral.id,
        by=SYSTEM,
        about_user_id=amara.user_id,
        reason="They were given a place.",
    )
    db.session.commit()

    page = as_amara.get("/account/placements").text
    done = as_amara.post("/account/placements/referrals/R-7KQ3MX/stop-sharing")

    assert "They were given a place." in page
    assert "&lt;" not in page
    assert "Bletchley Jobcentre" in page
    assert "They are told nothing more." in as_amara.follow(done).text
    assert not referral.shares_outcome


def test_nothing_is_left_of_the_token_but_its_hash(client: PageClient, referral: Referral) -> None:
    client.post(LINK, {"agree": "1"})

    kept = db.session.execute(sa.select(Referral.__table__)).one()

    assert "a-token" not in str(kept)
