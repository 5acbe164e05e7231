"""The words of an advert: about the place, the day and the hours, then what it asks and what it gives."""

from typing import NamedTuple

from careers.demo.banks import Kind, PlacementKind, Post, Range
from careers.demo.employers import OWN_SETTING, Place
from careers.demo.world import World
from careers.jobs.pay import format_hours
from careers.reference.choices import Need

EXPERIENCE = {Need.NOT_NEEDED: "none_needed", Need.HELPFUL: "some_helpful", Need.NEEDED: "some_needed"}
DRIVING = {Need.NOT_NEEDED: "driving_not", Need.HELPFUL: "driving_helpful", Need.NEEDED: "driving_needed"}


class Words(NamedTuple):
    """The texts of a vacancy; a new line begins a new paragraph."""

    title: str
    description: str
    requirements: str
    training: str
    benefits: str


def write_vacancy(world: World, place: Place, post: Post, hours: Range) -> Words:
    """Write a vacancy for a post at a place, for so many minutes a week."""
    return Words(
        title=world.pick(post.titles),
        description=_description(world, place, post, hours),
        requirements=_requirements(world, place, post),
        training=" ".join(world.draw(*post.training)),
        benefits=_benefits(world, place),
    )


def write_placement(world: World, place: Place, kind: PlacementKind, hours: Range, weeks: int) -> str:
    """Write what somebody on a placement does."""
    return _description(world, place, kind, hours, weeks=weeks)


def _description(world: World, place: Place, kind: Kind, hours: Range, weeks: int = 0) -> str:
    here = place.workplace.name
    paragraphs = (
        [
            *world.draw(f"{place.setting}_place", at=here),
            *world.draw_from(place.people, deck=f"people at {here}"),
            *world.draw_from(place.features, deck=f"features of {here}"),
        ],
        [sentence for group, number in kind.day for sentence in world.draw(group, number)],
        world.draw(kind.shape),
    )
    return _filled("\n".join(" ".join(paragraph) for paragraph in paragraphs), place, hours, weeks)


def _filled(text: str, place: Place, hours: Range, weeks: int) -> str:
    low, high = map(format_hours, hours)
    return text.format(
        place=place.workplace.name,
        org=place.employer.organisation.name,
        town=place.workplace.town,
        n=place.people_count,
        hours=low if low == high else f"{low} to {high}",
        most=high,
        mileage=place.mileage,
        weeks=weeks,
    )


def _requirements(world: World, place: Place, post: Post) -> str:
    looked_for = world.draw(post.look, 2)
    if place.setting == OWN_SETTING:
        return "\n".join([" ".join(looked_for), *world.draw(DRIVING[post.driving])])
    needed = [*world.draw(post.need or EXPERIENCE[post.experience]), *world.draw(DRIVING[post.driving])]
    return "\n".join([" ".join(looked_for), " ".join(needed), *world.draw("checks")])


def _benefits(world: World, place: Place) -> str:
    perks = world.rng.sample(place.employer.perks, 2)
    if place.setting == "visits":
        perks += world.draw("perk_visits")
    elif place.setting in {"home", "nursing", "extra", "living"}:
        perks += world.draw("perk_inside")
    return "\n".join(perks)
