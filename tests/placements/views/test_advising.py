"""An adviser's pages: only what people agreed to, nobody else's referrals. Today is 24 November 2026."""

import re
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from careers.access import Role
from careers.accounts.models import User
from careers.audit.commands import SYSTEM, record
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.placements.models import Referral, ReferralStatus
from tests.client import PageClient
from tests.factories import Factory
from tests.placements.conftest import Home, count_questions, messages_to

PERSON = {"first_name": "Sam", "last_name": "Price", "email": "sam@example.com", "said_yes": "y"}
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def agreed(make: Factory, home: Home, adviser: User, amara: Candidate, **changes: object) -> Referral:
    values: dict[str, object] = {
        "reference": "R-7KQ3MX",
        "candidate_id": amara.id,
        "agreed_at": datetime(2026, 11, 1, tzinfo=UTC),
        "status": ReferralStatus.PLACED,
    }
    referral: Referral = make.referral(adviser, home.placement, **(values | changes))
    return referral


def section(page: str, key: str) -> str:
    found = re.search(rf'<section id="{key}">(.*?)</section>', page, re.DOTALL)
    return text_of(found[1]) if found else ""


def test_caseload_says_first_what_needs_the_adviser(
    as_adviser: PageClient, make: Factory, home: Home, adviser: User
) -> None:
    make.referral(adviser, home.placement, last_name="Soon", expires_on=date(2026, 11, 27))
    make.referral(adviser, home.placement, last_name="Later", expires_on=date(2026, 11, 28))
    make.referral(adviser, home.placement, last_name="Declined", status=ReferralStatus.NOT_AGREED, ended_at=NOW)
    make.referral(
        adviser,
        home.placement,
        last_name="Longago",
        status=ReferralStatus.EXPIRED,
        ended_at=datetime(2026, 11, 17, 10, tzinfo=UTC),
    )

    page = as_adviser.get("/adviser").text

    assert "Sam Soon" in section(page, "today")
    assert "it runs out on Friday 27 November 2026" in section(page, "today")
    assert "Sam Declined" in section(page, "today")
    assert "Sam Later" in section(page, "waiting")
    assert "Sam Longago" in section(page, "ended")
    assert 'href="#today">What needs you today: 2</a>' in page
    assert "Has a place or a job: 0" in page


def test_caseload_shows_no_more_than_was_agreed(
    as_adviser: PageClient, make: Factory, home: Home, adviser: User, amara: Candidate
) -> None:
    agreed(make, home, adviser, amara, shares_outcome=False)

    page = as_adviser.get("/adviser").text

    assert "Sam Price" in section(page, "agreed")
    assert section(page, "placed") == ""


def test_caseload_shows_the_last_news(
    as_adviser: PageClient, make: Factory, home: Home, adviser: User, amara: Candidate
) -> None:
    referral = agreed(make, home, adviser, amara, shares_outcome=True, shares_attendance=True)
    for sentence in ("They were given a place.", "They started on Monday 23 November 2026."):
        record(
            action="referral.told adviser", subject_type="referral", subject_id=referral.id, by=SYSTEM, reason=sentence
        )
    db.session.commit()

    page = as_adviser.get("/adviser").text

    assert "They started on Monday 23 November 2026." in section(page, "placed")
    assert "They were given a place." not in page


def test_caseload_without_anybody_says_how_to_begin(as_adviser: PageClient) -> None:
    assert "Nobody yet" in as_adviser.get("/adviser").text


def test_caseload_has_only_the_advisers_own(as_adviser: PageClient, make: Factory, home: Home) -> None:
    make.referral(None, home.placement, last_name="Foreign")

    assert "Foreign" not in as_adviser.get("/adviser").text


def test_caseload_asks_the_same_number_of_questions_for_many(
    as_adviser: PageClient, make: Factory, adviser: User
) -> None:
    make.referral(adviser)
    few = count_questions(as_adviser, adviser, "/adviser")
    for opportunity in (*(make.placement() for _ in range(4)), *(make.vacancy() for _ in range(4))):
        make.referral(adviser, opportunity)

    assert count_questions(as_adviser, adviser, "/adviser") == few <= 6


def test_choose_opportunity_searches_jobs_and_placements(as_adviser: PageClient, make: Factory, home: Home) -> None:
    vacancy = make.vacancy(home.placement.workplace)

    empty = as_adviser.get("/adviser/refer").text
    both = as_adviser.get("/adviser/refer?q=care&place=MK3+6EB&miles=5").text
    one = as_adviser.get("/adviser/refer?q=care&kind=placement").text

    assert "found" not in empty
    assert 'href="/adviser/refer/P-7KQ3MX"' in both
    assert "&lt;" not in both
    assert f'href="/adviser/refer/{vacancy.reference}"' in both
    assert f'href="/adviser/refer/{vacancy.reference}"' not in one
    assert "Nothing fits that today" in as_adviser.get("/adviser/refer?q=zzzzzz").text


def test_choose_opportunity_goes_straight_to_a_reference(as_adviser: PageClient, home: Home) -> None:
    assert as_adviser.get("/adviser/refer?q=+p-7kq3mx+").location == "/adviser/refer/P-7KQ3MX"


def test_refer_person_shows_exactly_what_will_be_sent(as_adviser: PageClient, home: Home) -> None:
    words = text_of(as_adviser.get("/adviser/refer/P-7KQ3MX").text)

    assert "A suggestion for you: Work experience in a care home at Larkfield Care" in words
    assert "Priya Nair of Bletchley Jobcentre thinks that this could suit you" in words
    assert "You can answer until Tuesday 8 December 2026." in words
    assert "Do not enter a National Insurance number" in words


def test_refer_person_sends_it(as_adviser: PageClient, home: Home, adviser: User) -> None:
    response = as_adviser.post("/adviser/refer/P-7KQ3MX", PERSON)
    page = as_adviser.follow(response)

    referral = db.session.query(Referral).one()
    assert response.location == f"/adviser/referrals/{referral.reference}"
    assert "Sent. We tell you when they have answered." in page.text
    assert (referral.adviser_id, referral.first_name, referral.email) == (adviser.id, "Sam", "sam@example.com")
    assert messages_to("sam@example.com") == ["referral_made"]


def test_refer_person_says_what_is_missing_and_keeps_the_rest(as_adviser: PageClient, home: Home) -> None:
    page = as_adviser.post("/adviser/refer/P-7KQ3MX", {"first_name": "Sam", "email": "sam at example"}).text

    assert page.count("Enter their last name") == 2
    assert page.count("Enter an e-mail address like name@example.com") == 2
    assert page.count("Ask the person first, then tick the box") == 2
    assert 'value="Sam"' in page
    assert db.session.query(Referral).count() == 0


def test_a_closed_opportunity_is_not_suggested(as_adviser: PageClient, home: Home) -> None:
    home.placement.status = OpportunityStatus.FINISHED
    db.session.commit()

    page = as_adviser.get("/adviser/refer/P-7KQ3MX")

    assert page.status_code == 409
    assert "is not open now. Choose another opportunity." in page.text
    assert as_adviser.get("/adviser/refer/P-UNKNOWN").status_code == 404


def test_show_referral_shows_what_was_agreed_and_notes_the_look(
    as_adviser: PageClient, make: Factory, home: Home, adviser: User, amara: Candidate
) -> None:
    agreed(make, home, adviser, amara, shares_attendance=True)

    words = text_of(as_adviser.get("/adviser/referrals/R-7KQ3MX").text)

    assert "whether they start, and when they finish or leave" in words
    assert "what comes of it" not in words
    assert "Placed" not in words
    look = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "referral.looked")).one()
    assert (look.actor_id, look.about_user_id) == (adviser.id, amara.user_id)


def test_show_referral_has_only_the_history_that_is_theirs_to_know(
    as_adviser: PageClient, make: Factory, home: Home, adviser: User, amara: Candidate
) -> None:
    referral = agreed(make, home, adviser, amara, status=ReferralStatus.NOT_SUITABLE)
    for status, reason in (("made", ""), ("agreed", ""), ("received", ""), ("not suitable", "Our plans have changed")):
        record(
            action=f"referral.{status}",
            subject_type="referral",
            subject_id=referral.id,
            by=SYSTEM,
            to_status=status,
            reason=reason,
        )
    db.session.commit()

    page = as_adviser.get("/adviser/referrals/R-7KQ3MX").text

    assert "They agreed" in page
    assert "Our plans have changed" not in page
    assert page.count("timeline__item") - page.count("timeline__item--now") == 2


def test_a_new_link_is_sent_by_a_button(as_adviser: PageClient, make: Factory, home: Home, adviser: User) -> None:
    referral = make.referral(adviser, home.placement, reference="R-7KQ3MX", email="sam@example.com")
    before = referral.token_hash

    page = as_adviser.follow(as_adviser.post("/adviser/referrals/R-7KQ3MX/send-again"))

    assert "A new link is on its way." in page.text
    assert "New link sent" in page.text
    assert referral.token_hash != before
    assert messages_to("sam@example.com") == ["referral_made"]


def test_cancel_referral_asks_first(as_adviser: PageClient, make: Factory, home: Home, adviser: User) -> None:
    referral = make.referral(adviser, home.placement, reference="R-7KQ3MX")

    as_adviser.get("/adviser/referrals/R-7KQ3MX/cancel")
    assert referral.status is ReferralStatus.MADE
    page = as_adviser.follow(as_adviser.post("/adviser/referrals/R-7KQ3MX/cancel"))

    assert "The referral is cancelled" in page.text
    assert "Ended without an answer" in page.text
    assert as_adviser.post("/adviser/referrals/R-7KQ3MX/cancel").status_code == 409
    assert as_adviser.post("/adviser/referrals/R-7KQ3MX/send-again").status_code == 409


@pytest.mark.parametrize(
    ("method", "page"), [("get", ""), ("get", "/cancel"), ("post", "/cancel"), ("post", "/send-again")]
)
def test_the_referral_of_another_adviser_is_not_there(
    as_adviser: PageClient, make: Factory, home: Home, method: str, page: str
) -> None:
    make.referral(None, home.placement, reference="R-7KQ3MX")

    assert getattr(as_adviser, method)(f"/adviser/referrals/R-7KQ3MX{page}").status_code == 404


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.PROVIDER_MANAGER, Role.OFFICER])
def test_others_have_no_caseload(client: PageClient, make: Factory, role: Role) -> None:
    client.sign_in(make.user(role))

    assert client.get("/adviser").status_code == 403
    assert client.get("/adviser/refer").status_code == 403
