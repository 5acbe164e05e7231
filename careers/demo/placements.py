"""Placements: those that are live, and those that people have finished."""

from collections.abc import Sequence
from datetime import date, timedelta

from careers.demo.adverts import write_placement
from careers.demo.banks import PlacementKind, placement_kinds
from careers.demo.employers import DEMO_EMPLOYER, Place
from careers.demo.terms import monday_from, values_of
from careers.demo.vacancies import deal
from careers.demo.world import Note, World
from careers.jobs.models import OpportunityKind, OpportunityStatus
from careers.placements.models import Placement
from careers.placements.policies import adverts as rules
from careers.reference.choices import Need

BEGUN_DAYS_AGO = 24


def invent_live_placements(world: World, places: Sequence[Place]) -> list[tuple[Place, Placement]]:
    """Return the placements that are live today, each with its place; nothing is kept yet.

    The first belongs to the demonstration's provider. It has begun already and still takes people.
    """
    dealt = deal(world, placement_kinds(), places)
    shown = max(
        (place_and_kind for place_and_kind in dealt if place_and_kind[0].employer.key == DEMO_EMPLOYER),
        key=lambda place_and_kind: place_and_kind[1].weeks[-1],
    )
    dealt.remove(shown)
    begun = invent_placement(world, *shown, starts_on=monday_from(world.ago(BEGUN_DAYS_AGO)), closes_on=world.ago(-20))
    return [
        (shown[0], begun),
        *(
            (place, invent_placement(world, place, kind, starts_on=monday_from(world.ago(-world.between((14, 70))))))
            for place, kind in dealt
        ),
    ]


def invent_placement(
    world: World,
    place: Place,
    kind: PlacementKind,
    *,
    starts_on: date,
    weeks: int = 0,
    closes_on: date | None = None,
) -> Placement:
    """Return a placement that the rules would show; one that starts or closes in the future is live."""
    is_live = (closes_on or starts_on) > world.today
    hours, weeks = world.pick(kind.hours), weeks or world.pick(kind.weeks)
    has_begun = starts_on <= world.today
    published_on = (
        starts_on - timedelta(days=world.between((35, 60))) if has_begun else world.ago(world.between((2, 50)))
    )
    published_at = world.at(published_on, 10)
    placement = Placement(
        kind=OpportunityKind.PLACEMENT,
        reference=world.reference("P"),
        organisation_id=place.employer.organisation.id,
        organisation=place.employer.organisation,
        workplace_id=place.workplace.id,
        workplace=place.workplace,
        title=world.pick(kind.titles),
        role_code=kind.role_code,
        service_code=place.workplace.service_code,
        patterns=list(kind.patterns),
        hours_min_minutes=hours[0],
        hours_max_minutes=hours[1],
        starts_on=starts_on,
        closes_on=closes_on or starts_on - timedelta(days=world.between((4, 10))),
        description=write_placement(world, place, kind, hours, weeks),
        driving=Need.NOT_NEEDED,
        experience=Need.NOT_NEEDED,
        training="",
        value_keys=values_of(world),
        status=OpportunityStatus.LIVE if is_live else OpportunityStatus.FINISHED,
        first_published_at=published_at,
        created_at=published_at - timedelta(hours=2),
        created_by=place.employer.manager.id,
        scheme=kind.scheme,
        places=world.between(kind.places),
        places_taken=0,
        weeks=weeks,
        expenses=world.draw(kind.expenses)[0],
        who_for=" ".join(world.draw(kind.who_for)),
        youngest_age=kind.youngest,
    )
    _check(placement, published_on)
    _note_beginning(world, place, placement)
    return placement


def _check(placement: Placement, published_on: date) -> None:
    problems = [problem.sentence for problem in rules.list_problems(placement, published_on)]
    if problems:
        raise ValueError(f"{placement.title} at {placement.workplace.name}: {problems}")


def _note_beginning(world: World, place: Place, placement: Placement) -> None:
    manager, shown_at = place.employer.manager, placement.first_published_at or placement.created_at
    world.note(Note(placement.created_at, "placement.drafted", placement, manager, after="draft"))
    world.note(Note(shown_at, "placement.live", placement, manager, before="draft", after="live"))
