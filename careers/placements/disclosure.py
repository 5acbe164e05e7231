"""What a provider sees of a person who asks for a place: before its yes, nothing that tells who it is. Pure."""

from dataclasses import dataclass

from careers.applications.masking import mask
from careers.geo.distance import miles_between, miles_in_words
from careers.placements.models import Booking
from careers.placements.policies.bookings import identity_is_visible


@dataclass(frozen=True, slots=True)
class Guest:
    """One booking as the provider may see it now. Without identity the contact fields are empty, texts masked."""

    booking: Booking
    label: str
    is_identified: bool
    email: str
    phone: str
    distance_words: str
    why: str
    end_reason: str


def seen_by_provider(booking: Booking) -> Guest:
    """Return what the provider of a booking's placement may see of it now."""
    candidate, is_identified = booking.candidate, identity_is_visible(booking)
    return Guest(
        booking=booking,
        label=(candidate.full_name if is_identified else "") or f"Person {booking.reference}",
        is_identified=is_identified,
        email=candidate.user.email if is_identified else "",
        phone=candidate.phone if is_identified else "",
        distance_words=_distance_in_words(booking),
        why=words_seen_by_provider(booking, booking.why),
        end_reason=words_seen_by_provider(booking, booking.end_reason),
    )


def words_seen_by_provider(booking: Booking, text: str) -> str:
    """Return a text about a booking, with what would tell who it is hidden until the provider may know."""
    if identity_is_visible(booking):
        return text
    return mask(text, [booking.candidate.first_name, booking.candidate.last_name])


def _distance_in_words(booking: Booking) -> str:
    """Return how far the person lives from the workplace, "about 3 miles away", or an empty text when not known."""
    lat, lon = booking.candidate.lat, booking.candidate.lon
    if lat is None or lon is None:
        return ""
    workplace = booking.placement.workplace
    return f"{miles_in_words(miles_between((lat, lon), (workplace.lat, workplace.lon)))} away"
