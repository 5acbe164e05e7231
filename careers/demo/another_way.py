"""Who waits to answer in another way: whoever asked for it in an application that is under way."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from careers.applications.models import Application
from careers.applications.policies import UNDER_WAY
from careers.demo.employers import Place
from careers.demo.world import World
from careers.formats.models import FormatRequest, FormatStatus, Way
from careers.formats.queries import keys_or_all
from careers.references import LENGTH, LETTERS

ARRANGED_AFTER = timedelta(days=3)
A_CALL = ("a phone call on Thursday at 10am", "a phone call on Friday at 4pm")
ARRANGED = {
    Way.WRITING: ("in writing, on the pages, by Friday",),
    Way.PHONE: A_CALL,
    Way.IN_PERSON: ("at the library on Wednesday at 2pm, on paper",),
    None: A_CALL,
}


def ask_for_another_way(world: World, applications: Iterable[tuple[Place, Application]]) -> None:
    """Add a request for each person who waits; what is older than three days is arranged. Its dice are its own."""
    dice = Random(f"another way on {world.today}")  # noqa: S311  the same requests each time is the point
    waiting: dict[int, list[Application]] = {}
    for _, application in applications:
        if application.wants_alternative_format and application.status in UNDER_WAY and application.submitted_at:
            waiting.setdefault(application.candidate.user_id, []).append(application)
    world.keep([_request(world, dice, user_id, sent) for user_id, sent in waiting.items()])


def _request(world: World, dice: Random, user_id: int, sent: list[Application]) -> FormatRequest:
    asked_at = min(each.submitted_at for each in sent if each.submitted_at)
    keys = {key for each in sent for key in keys_or_all(each.vacancy.value_keys)}
    arranged_at: datetime = asked_at + ARRANGED_AFTER
    is_arranged = arranged_at < world.at(world.today, 0)
    way = dice.choice([*Way, None])
    return FormatRequest(
        reference=f"F-{''.join(dice.choices(LETTERS, k=LENGTH))}",
        user_id=user_id,
        value_keys=keys_or_all(keys),
        way=way,
        status=FormatStatus.ARRANGED if is_arranged else FormatStatus.ASKED,
        asked_at=asked_at,
        arranged_at=arranged_at if is_arranged else None,
        arranged_for=dice.choice(ARRANGED[way]) if is_arranged else "",
    )
