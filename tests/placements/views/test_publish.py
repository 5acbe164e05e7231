"""A provider's pages: the list, writing, publishing, closing. Today is 24 November 2026."""

from typing import Any

import pytest

from careers.access import Role
from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.placements.models import BookingStatus, Placement, Scheme
from tests.client import PageClient
from tests.factories import Factory
from tests.placements.conftest import Home, count_questions

S = OpportunityStatus


def about(home: Home, **changes: Any) -> dict[str, Any]:
    """Return the first page as typed."""
    return {
        "workplace_id": str(home.placement.workplace_id),
        "scheme": "work experience",
        "title": "Try a care home",
        "role_code": "8",
        "description": "You spend time with the people who live here.",
        "who_for": "People who have never worked in care.",
        "training": "",
        "expenses": "Bus fares",
    } | changes


TIMES: dict[str, Any] = {
    "places": "2",
    "weeks": "4",
    "hours_min_minutes": "25",
    "hours_max_minutes": "",
    "patterns": ["days"],
    "starts_on": ["11", "1", "2027"],
    "closes_on": ["20", "12", "2026"],
    "youngest_age": "16",
    "driving": "not needed",
}


def written() -> Placement:
    """Return the placement that was written in the test, apart from the one that was there."""
    return db.session.query(Placement).filter(Placement.reference != "P-7KQ3MX").one()


def test_list_placements_says_what_waits(as_manager: PageClient, make: Factory, home: Home) -> None:
    make.booking(home.placement)
    make.booking(home.placement, status=BookingStatus.REFERRED)
    make.booking(home.placement, status=BookingStatus.ACCEPTED)

    page = as_manager.get("/provider/placements")

    assert 'href="/provider/placements/P-7KQ3MX"' in page.text
    assert 'data-label="Waiting for your answer">2<' in page.text
    assert "Offer a placement" in page.text


def test_list_placements_asks_the_same_number_of_questions_for_many(
    as_manager: PageClient, make: Factory, home: Home
) -> None:
    few = count_questions(as_manager, home.manager, "/provider/placements")
    for _ in range(8):
        make.booking(make.placement(home.placement.workplace))

    assert count_questions(as_manager, home.manager, "/provider/placements") == few <= 6


def test_list_placements_of_a_new_provider_offers_the_first_step(client: PageClient, make: Factory) -> None:
    page = client.sign_in(make.manager(make.organisation())).get("/provider/placements")

    assert "You offer no placements yet" in page.text


@pytest.mark.parametrize(
    ("role", "sentence"),
    [(Role.PROVIDER_MANAGER, "Add a workplace first"), (Role.PROVIDER_MEMBER, "Ask your manager to add one.")],
)
def test_new_placement_without_a_workplace_says_what_to_do_first(
    client: PageClient, make: Factory, role: Role, sentence: str
) -> None:
    client.sign_in(make.user(role, organisation_id=make.organisation().id))

    assert sentence in client.get("/provider/placements/new").text


def test_a_placement_is_written_on_two_pages_checked_and_published(as_manager: PageClient, home: Home) -> None:
    first = as_manager.post("/provider/placements/new", about(home))
    reference = written().reference
    second = as_manager.post(f"/provider/placements/{reference}/times", TIMES)
    preview = as_manager.follow(second)
    done = as_manager.post(f"/provider/placements/{reference}/publish")

    assert first.location == f"/provider/placements/{reference}/times"
    assert second.location == f"/provider/placements/{reference}/preview"
    assert "This is what people will see." in preview.text
    assert "25 hours a week, days" in preview.text
    assert "Your placement is live." in as_manager.follow(done).text
    assert (written().status, written().hours_max_minutes) == (S.LIVE, 25 * 60)


def test_new_placement_says_all_that_is_missing_and_keeps_the_rest(as_manager: PageClient, home: Home) -> None:
    page = as_manager.post("/provider/placements/new", {"title": "Try a care home", "expenses": "<b>Bus</b>"})

    for sentence in (
        "Choose the kind of placement",
        "Choose the job that is nearest",
        "Say what people will do",
        "Say who the placement is for",
    ):
        assert page.text.count(sentence) == 2  # in the summary and at the field
    assert 'value="Try a care home"' in page.text
    assert "&lt;b&gt;Bus&lt;/b&gt;" in page.text
    assert db.session.query(Placement).count() == 1


def test_a_care_shift_as_volunteering_is_refused_at_its_field(as_manager: PageClient, home: Home) -> None:
    typed = about(home, scheme="volunteering", description="You give personal care in the morning.")

    page = as_manager.post("/provider/placements/new", typed)

    assert page.text.count("it cannot be volunteering") == 2
    assert "You give personal care in the morning." in page.text
    assert db.session.query(Placement).count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"hours_max_minutes": "1000"}, "enter whole or half hours, like 24 or 37.5"),
        ({"weeks": "61"}, "enter a whole number from 1 to 60"),
        ({"hours_max_minutes": "20"}, "Enter a most that is not below the fewest"),
        ({"hours_min_minutes": "0"}, "Enter more than 0 hours"),
        ({"patterns": ["nights"]}, "People under 18 may not work nights"),
        ({"closes_on": ["1", "1", "2020"]}, "Enter a closing date between 24 November 2026 and 23 May 2027"),
        ({"closes_on": ["31", "2", "2027"]}, "Enter a real date"),
        ({"places": ""}, "Enter how many people can come"),
    ],
)
def test_times_are_refused_in_words(as_manager: PageClient, home: Home, changes: dict[str, Any], sentence: str) -> None:
    as_manager.post("/provider/placements/new", about(home))
    path = f"/provider/placements/{written().reference}/times"

    page = as_manager.post(path, TIMES | changes)

    assert page.text.count(sentence) == 2
    assert written().hours_max_minutes == 0


def test_too_many_weeks_for_the_scheme_are_refused_at_their_field(as_manager: PageClient, home: Home) -> None:
    as_manager.post("/provider/placements/new", about(home))

    page = as_manager.post(f"/provider/placements/{written().reference}/times", TIMES | {"weeks": "9"}).text

    assert '<a href="#weeks">Work experience lasts from 2 to 8 weeks, for up to 30 hours a week</a>' in page


def test_an_unchecked_employer_reads_why_it_cannot_publish(as_manager: PageClient, home: Home) -> None:
    home.organisation.verified_at = home.organisation.verified_by = None
    home.placement.status, home.placement.first_published_at = S.DRAFT, None
    db.session.commit()

    preview = as_manager.get("/provider/placements/P-7KQ3MX/preview")
    refused = as_manager.post("/provider/placements/P-7KQ3MX/publish")

    assert "The council has not checked Larkfield Care yet" in preview.text
    assert ">\n      Publish" not in preview.text
    assert refused.status_code == 409
    assert "The council has not checked Larkfield Care yet" in refused.text


def test_an_unfinished_draft_says_what_to_mend(as_manager: PageClient, home: Home) -> None:
    as_manager.post("/provider/placements/new", about(home))

    page = as_manager.get(f"/provider/placements/{written().reference}/preview")

    assert "Add the places, the weeks and the hours" in page.text


def test_the_pages_show_what_was_written(as_manager: PageClient, home: Home) -> None:
    first = as_manager.get("/provider/placements/P-7KQ3MX/about").text
    second = as_manager.get("/provider/placements/P-7KQ3MX/times").text

    assert 'value="Work experience in a care home"' in first
    assert 'value="24"' in second
    assert 'value="30"' in second


def test_change_about_of_a_live_placement_goes_back_to_it(as_manager: PageClient, home: Home) -> None:
    response = as_manager.post("/provider/placements/P-7KQ3MX/about", about(home, title="Gardening"))

    assert response.location == "/provider/placements/P-7KQ3MX"
    assert (home.placement.title, home.placement.scheme) == ("Gardening", Scheme.WORK_EXPERIENCE)


def test_close_placement_asks_first(as_manager: PageClient, home: Home) -> None:
    asked = as_manager.get("/provider/placements/P-7KQ3MX/close")
    nothing = as_manager.post("/provider/placements/P-7KQ3MX/close")
    closed = as_manager.post("/provider/placements/P-7KQ3MX/close", {"how": "close"})

    assert "This cannot be undone." in asked.text
    assert "Choose what you want to do" in nothing.text
    assert closed.location == "/provider/placements/P-7KQ3MX"
    assert home.placement.status is S.FINISHED


def test_a_draft_can_only_be_taken_down(as_manager: PageClient, home: Home) -> None:
    as_manager.post("/provider/placements/new", about(home))
    path = f"/provider/placements/{written().reference}/close"

    assert "Close it to new people" not in as_manager.get(path).text
    as_manager.post(path, {"how": "take down"})

    assert written().status is S.WITHDRAWN


@pytest.mark.parametrize("page", ["", "/about", "/times", "/preview", "/close"])
def test_the_placement_of_another_provider_is_not_there(
    client: PageClient, make: Factory, home: Home, page: str
) -> None:
    stranger = make.manager(make.organisation())

    assert client.sign_in(stranger).get(f"/provider/placements/P-7KQ3MX{page}").status_code == 404


def test_a_candidate_has_no_provider_pages(client: PageClient, make: Factory, home: Home) -> None:
    client.sign_in(make.user(Role.CANDIDATE))

    assert client.get("/provider/placements").status_code == 403
    assert client.post("/provider/placements/P-7KQ3MX/publish").status_code == 403


def test_a_workplace_of_another_provider_cannot_be_chosen(as_manager: PageClient, make: Factory, home: Home) -> None:
    foreign = make.workplace()

    page = as_manager.post("/provider/placements/new", about(home, workplace_id=str(foreign.id)))

    assert "Not a valid choice" in page.text
    assert db.session.query(Placement).count() == 1
