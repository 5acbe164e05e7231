"""Writing, showing, changing and ending a placement. Today is 24 November 2026."""

from datetime import date
from typing import Any

import pytest

from careers import clock
from careers.database import db
from careers.errors import BadInput, NotAllowed
from careers.jobs.models import OpportunityKind, OpportunityStatus
from careers.jobs.queries import search_opportunities
from careers.jobs.search_query import read_query
from careers.placements.commands import adverts as commands
from careers.placements.models import Booking, BookingStatus, Placement, Scheme
from careers.placements.terms import PlacementTerms
from careers.reference.choices import Need
from tests.factories import Factory
from tests.placements.conftest import Home, audit_of, messages_to

S = OpportunityStatus
TODAY = date(2026, 11, 24)

ABOUT: PlacementTerms = {
    "scheme": Scheme.WORK_EXPERIENCE,
    "title": "Try working in a care home",
    "role_code": 8,
    "description": "You spend time with the people who live here.",
    "who_for": "People who have never worked in care.",
    "training": "Moving and handling",
    "expenses": "Bus fares",
}
TIMES: PlacementTerms = {
    "weeks": 4,
    "hours_min_minutes": 25 * 60,
    "hours_max_minutes": 30 * 60,
    "patterns": ["days"],
    "places": 3,
    "starts_on": date(2027, 1, 11),
    "closes_on": date(2026, 12, 20),
    "youngest_age": 16,
    "driving": Need.NOT_NEEDED,
}


def drafted(home: Home, **times: Any) -> Placement:
    """Write a whole placement and leave it a draft."""
    placement = commands.draft_placement(home.placement.workplace, by=home.manager, **ABOUT)
    commands.change_placement(placement, by=home.manager, **(TIMES | times))  # type: ignore[arg-type]  # any of the times
    db.session.commit()
    return placement


def found(words: str) -> list[str]:
    """Return the references of what a search finds."""
    results = search_opportunities(read_query({"q": [words]})).results
    return [hit.entry.reference for hit in results.hits]


def test_a_draft_belongs_to_its_workplace_and_nobody_finds_it(home: Home) -> None:
    placement = commands.draft_placement(home.placement.workplace, by=home.manager, **ABOUT)
    db.session.commit()

    assert (placement.status, placement.kind) == (S.DRAFT, OpportunityKind.PLACEMENT)
    assert (placement.organisation_id, placement.service_code) == (home.organisation.id, 2)
    assert placement.reference.startswith("P-")
    assert audit_of("placement", placement.id) == [("placement.drafted", None, "draft")]
    assert placement.reference not in found("try working")


def test_a_draft_of_a_care_shift_is_refused_at_its_field(home: Home) -> None:
    wrong: PlacementTerms = {**ABOUT, "scheme": Scheme.VOLUNTEERING, "description": "You give personal care."}

    with pytest.raises(BadInput, match="“personal care” is work that a paid care worker does") as refusal:
        commands.draft_placement(home.placement.workplace, by=home.manager, **wrong)

    assert refusal.value.field == "description"
    assert db.session.query(Placement).count() == 1


def test_too_many_weeks_are_refused_at_their_field(home: Home) -> None:
    with pytest.raises(BadInput) as refusal:
        drafted(home, weeks=9)

    assert (refusal.value.field, str(refusal.value)) == (
        "weeks",
        "Work experience lasts from 2 to 8 weeks, for up to 30 hours a week",
    )


def test_a_published_placement_is_found(home: Home) -> None:
    placement = drafted(home)

    commands.publish_placement(placement, by=home.manager)
    db.session.commit()

    assert (placement.status, placement.first_published_at) == (S.LIVE, clock.now())
    assert ("placement.live", "draft", "live") in audit_of("placement", placement.id)
    assert placement.reference in found("try working")


def test_publishing_twice_is_publishing_once(home: Home) -> None:
    placement = drafted(home)

    commands.publish_placement(placement, by=home.manager)
    commands.publish_placement(placement, by=home.manager)

    assert audit_of("placement", placement.id).count(("placement.live", "draft", "live")) == 1


def test_an_unchecked_employer_cannot_publish(home: Home) -> None:
    placement = drafted(home)
    home.organisation.verified_at = home.organisation.verified_by = None

    with pytest.raises(NotAllowed, match="The council has not checked Larkfield Care yet"):
        commands.publish_placement(placement, by=home.manager)


def test_a_change_to_a_live_placement_is_found_at_once(home: Home) -> None:
    commands.change_placement(home.placement, by=home.manager, title="Gardening with residents")
    db.session.commit()

    assert found("gardening") == ["P-7KQ3MX"]
    assert audit_of("placement", home.placement.id) == [("placement.changed", None, None)]


@pytest.mark.parametrize(("places", "status"), [(3, S.LIVE), (2, S.FULL)])
def test_places_raised_or_lowered_open_or_fill_it(home: Home, places: int, status: OpportunityStatus) -> None:
    home.placement.places_taken = 2
    home.placement.status = S.FULL if status is S.LIVE else S.LIVE
    db.session.commit()

    commands.change_placement(home.placement, by=home.manager, places=places)

    assert home.placement.status is status


def test_a_live_placement_cannot_become_too_long_by_its_scheme(home: Home) -> None:
    home.placement.weeks = 8
    db.session.commit()

    with pytest.raises(BadInput, match="lasts up to 6 weeks") as refusal:
        commands.change_placement(home.placement, by=home.manager, scheme=Scheme.SWAP, title="Academy")

    assert refusal.value.field == "scheme"


def test_a_change_is_not_refused_for_what_was_so_before(home: Home) -> None:
    home.placement.status = S.FULL
    home.placement.places_taken = 2
    home.placement.closes_on = date(2026, 11, 20)
    db.session.commit()

    commands.change_placement(home.placement, by=home.manager, expenses="Bus fares and lunch")

    assert home.placement.expenses == "Bus fares and lunch"


@pytest.mark.parametrize("status", [S.FINISHED, S.WITHDRAWN])
def test_what_has_ended_is_not_changed(home: Home, status: OpportunityStatus) -> None:
    home.placement.status = status
    db.session.commit()

    with pytest.raises(NotAllowed, match="so it cannot be changed"):
        commands.change_placement(home.placement, by=home.manager, title="New")


def waiting_and_placed(make: Factory, home: Home) -> tuple[Booking, Booking]:
    """Make one booking that waits for an answer and one with a place."""
    waiting = make.booking(home.placement, make.candidate(make.user(email="waiting@example.com")))
    placed = make.booking(
        home.placement, make.candidate(make.user(email="placed@example.com")), status=BookingStatus.ACCEPTED
    )
    home.placement.places_taken = 1
    db.session.commit()
    return waiting, placed


def test_closing_tells_who_waits_and_keeps_who_has_a_place(make: Factory, home: Home) -> None:
    waiting, placed = waiting_and_placed(make, home)

    commands.close_placement(home.placement, by=home.manager)
    db.session.commit()

    assert (home.placement.status, home.placement.closed_at) == (S.FINISHED, clock.now())
    assert (waiting.status, waiting.end_reason) == (
        BookingStatus.DECLINED,
        "The employer closed this placement to new people.",
    )
    assert messages_to("waiting@example.com") == ["booking_declined"]
    assert (placed.status, messages_to("placed@example.com")) == (BookingStatus.ACCEPTED, [])
    assert found("work experience") == []


def test_taking_down_is_refused_while_somebody_has_a_place(make: Factory, home: Home) -> None:
    waiting_and_placed(make, home)

    with pytest.raises(NotAllowed, match="1 person has a place here"):
        commands.take_down_placement(home.placement, by=home.manager)


def test_a_draft_is_taken_down(home: Home) -> None:
    placement = drafted(home)

    commands.take_down_placement(placement, by=home.manager)

    assert placement.status is S.WITHDRAWN


def test_a_placement_finishes_by_itself_when_its_time_has_passed(make: Factory, home: Home) -> None:
    waiting = make.booking(home.placement)
    home.placement.starts_on, home.placement.closes_on = date(2026, 10, 26), date(2026, 11, 20)
    db.session.commit()

    assert commands.finish_placement(home.placement.id, today=TODAY)

    assert home.placement.status is S.FINISHED
    assert "This says nothing about you" in waiting.end_reason


def test_a_placement_that_is_not_over_does_not_finish(home: Home) -> None:
    assert not commands.finish_placement(home.placement.id, today=TODAY)
    assert home.placement.status is S.LIVE
