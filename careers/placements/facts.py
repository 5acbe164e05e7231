"""What the top of a placement's page says, in words. Pure: a placement in, words out."""

from datetime import date

from careers.jobs.cards import DRIVING_WORDS, date_and_closing, hours_in_words
from careers.placements.models import Placement
from careers.placements.policies.adverts import is_open
from careers.placements.schemes import get_scheme
from careers.reference.codes import get_job_role, get_main_service
from careers.words import date_in_words


def facts_of(placement: Placement, *, today: date) -> list[tuple[str, str | list[str]]]:
    """Return what people decide on, in the order in which they ask."""
    scheme, closes = get_scheme(placement.scheme, placement.starts_on), date_in_words(placement.closes_on)
    return [
        ("What it is", [scheme.name, scheme.what]),
        ("Pay", "Unpaid"),
        ("Your costs", placement.expenses or "Ask the employer what is paid back"),
        ("How long", "1 week" if placement.weeks == 1 else f"{placement.weeks} weeks"),
        ("Hours", hours_in_words(placement.hours_min_minutes, placement.hours_max_minutes, placement.patterns)),
        ("Where", placement.workplace.public_address),
        ("Service", get_main_service(placement.service_code).plain_name),
        ("Job to try", get_job_role(placement.role_code).plain_name),
        ("Starts", date_in_words(placement.starts_on)),
        ("Ask by", date_and_closing(placement.closes_on, today) if is_open(placement, today) else closes),
        ("Places", f"{placement.places_left} of {placement.places} still free"),
        ("Age", f"{placement.youngest_age} or over"),
        ("Driving", DRIVING_WORDS[placement.driving]),
        ("Experience", "None needed"),
        ("Reference", placement.reference),
    ]
