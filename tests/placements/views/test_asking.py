"""A placement as the public sees it, and asking for a place. Today is 24 November 2026."""

import re
from datetime import date

import pytest

from careers.access import Role
from careers.candidates.models import Candidate
from careers.candidates.queries import find_candidate
from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.placements.models import Booking, BookingStatus
from tests.client import PageClient
from tests.factories import Factory
from tests.placements.conftest import Home, messages_to

PAGE = "/placements/P-7KQ3MX"


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_show_placement_says_what_people_decide_on(client: PageClient, home: Home) -> None:
    page = client.get(PAGE).text
    words = text_of(page)

    for fact in (
        "Unpaid",
        "Bus fares",
        "4 weeks",
        "24 to 30 hours a week, days, weekends",
        "Tuesday 22 December 2026",
        "2 of 2 still free",
        "16 or over",
        "People who have never worked in care.",
        "A placement does not change your benefit by itself. Tell your work coach before you start.",
        "taking part is your choice",
    ):
        assert fact in words
    assert f'href="{PAGE}/ask"' in page
    assert "noindex" not in page
    assert client.get(f"{PAGE}/work-experience-in-a-care-home").status_code == 200


def test_a_stranger_gets_the_same_page_in_a_kept_frame(client: PageClient, home: Home) -> None:
    framed = client.get(PAGE).text
    with client.http.session_transaction() as session:
        session["anything"] = "so it is not framed"
    whole = client.get(PAGE).text

    assert framed.split() == whole.split()


@pytest.mark.parametrize(
    ("status", "closes_on", "sentence"),
    [
        (OpportunityStatus.FULL, date(2026, 12, 15), "All places are taken."),
        (
            OpportunityStatus.FINISHED,
            date(2026, 12, 15),
            "This placement is closed. You can no longer ask for a place.",
        ),
        (OpportunityStatus.PAUSED, date(2026, 11, 27), "The employer has paused this placement."),
        (OpportunityStatus.LIVE, date(2026, 11, 23), "This placement is closed. You can no longer ask for a place."),
    ],
)
def test_show_placement_that_is_not_open_says_so_and_is_not_indexed(
    client: PageClient, home: Home, status: OpportunityStatus, closes_on: date, sentence: str
) -> None:
    home.placement.status, home.placement.closes_on = status, closes_on
    db.session.commit()

    page = client.get(PAGE).text

    assert sentence in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Ask for a place" not in page
    assert "(closes in" not in page


def test_a_draft_and_a_vacancy_have_no_placement_page(client: PageClient, make: Factory, home: Home) -> None:
    draft = make.placement(home.placement.workplace, status=OpportunityStatus.DRAFT, first_published_at=None)
    vacancy = make.vacancy(home.placement.workplace)

    assert client.get(f"/placements/{draft.reference}").status_code == 404
    assert client.get(f"/placements/{vacancy.reference}").status_code == 404


def test_the_address_of_a_job_leads_to_the_placement(client: PageClient, home: Home) -> None:
    assert client.get("/jobs/P-7KQ3MX").location == PAGE


def test_a_visitor_signs_in_and_comes_back(client: PageClient, home: Home) -> None:
    assert client.get(f"{PAGE}/ask").location == f"/sign-in?next={PAGE}/ask"


def test_an_employer_cannot_ask(as_manager: PageClient, home: Home) -> None:
    assert "Ask for a place" not in as_manager.get(PAGE).text
    assert as_manager.get(f"{PAGE}/ask").status_code == 403


def test_ask_for_place_takes_what_the_profile_says(as_amara: PageClient, home: Home, amara: Candidate) -> None:
    form = as_amara.get(f"{PAGE}/ask").text
    asked = as_amara.post(f"{PAGE}/ask", {"why": "I cared for my gran."})
    done = as_amara.follow(asked).text

    assert "Amara Okoye" in form
    assert 'name="first_name"' not in form
    booking = db.session.query(Booking).one()
    assert (booking.candidate_id, booking.why) == (amara.id, "I cared for my gran.")
    assert booking.reference in done
    assert "Larkfield Care has until <strong>Tuesday 8 December 2026</strong> to answer" in done
    assert messages_to("amara@example.com") == ["booking_asked"]


def test_ask_for_place_asks_for_what_the_profile_lacks(client: PageClient, make: Factory, home: Home) -> None:
    user = make.user()
    client.sign_in(user)

    bad = client.post(f"{PAGE}/ask", {"first_name": "Tom", "phone": "no phone"})
    good = client.post(f"{PAGE}/ask", {"first_name": "Tom", "last_name": "Bell", "phone": ""})

    assert bad.text.count("Enter your last name") == 2
    assert bad.text.count("Enter a phone number, like 07700 900123") == 2
    assert 'value="Tom"' in bad.text
    assert good.status_code == 302
    candidate = find_candidate(user.id)
    assert candidate is not None
    assert candidate.full_name == "Tom Bell"


def test_asking_twice_comes_back_to_the_one_booking(as_amara: PageClient, home: Home) -> None:
    first = as_amara.post(f"{PAGE}/ask", {"why": ""})
    second = as_amara.post(f"{PAGE}/ask", {"why": ""})

    assert first.location == second.location
    assert db.session.query(Booking).count() == 1
    page = as_amara.get(PAGE).text
    assert 'You have asked for a place here. <a class="govuk-link" href="/account/placements">' in page


def test_asking_for_a_full_placement_says_so(as_amara: PageClient, home: Home) -> None:
    home.placement.status, home.placement.places_taken = OpportunityStatus.FULL, 2
    db.session.commit()

    assert "takes no new people now" in as_amara.get(f"{PAGE}/ask").text
    refused = as_amara.post(f"{PAGE}/ask", {"why": ""})

    assert refused.status_code == 409
    assert "All places are taken." in refused.text


def test_too_long_a_text_is_refused_and_kept(as_amara: PageClient, home: Home) -> None:
    page = as_amara.post(f"{PAGE}/ask", {"why": "x" * 501})

    assert page.text.count("Use 500 characters or fewer. You have used 501") == 2
    assert "x" * 501 in page.text


def test_a_confirmation_is_for_its_owner(client: PageClient, make: Factory, home: Home) -> None:
    booking = make.booking(home.placement, status=BookingStatus.REQUESTED)

    assert (
        client.sign_in(make.user(Role.CANDIDATE)).get(f"/account/placements/{booking.reference}/asked").status_code
        == 404
    )
