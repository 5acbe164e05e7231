"""What an employer sees of an application: until the invitation to interview, nothing that tells who it is. Pure."""

from dataclasses import dataclass

from careers.applications import policies
from careers.applications.masking import mask
from careers.applications.models import Application
from careers.geo.distance import miles_between, miles_in_words
from careers.geo.postcodes import find_postcode
from careers.matching.fit import Fit, Section, from_dict


@dataclass(frozen=True, slots=True)
class Applicant:
    """One application as those who choose may see it now. Without identity the contact fields are empty, texts masked.

    Adjustments are for arranging an interview, so they appear with the invitation and not before. `fit` is None until
    the reader has rated the written answers, so that the score does not come first; `practical` is there at once.
    """

    application: Application
    label: str
    is_identified: bool
    email: str
    phone: str
    postcode: str
    distance_words: str
    experience: str
    why: str
    adjustments: str
    end_reason: str
    practical: Section | None
    fit: Fit | None

    @property
    def awaits_rating(self) -> bool:
        """Whether there is a values fit that this reader is not shown yet."""
        return self.practical is not None and self.fit is None


def seen_by_employer(application: Application, *, has_rated: bool = False) -> Applicant:
    """Return what a reader at the employer of an application's vacancy may see of it now.

    `has_rated` says whether that reader has rated the written answers.
    """
    is_identified = policies.identity_is_visible(application)

    def shown(text: str) -> str:
        return words_seen_by_employer(application, text)

    def kept_back(text: str) -> str:
        return text if is_identified else ""

    fit = from_dict(application.fit) if application.fit else None
    shows_values = policies.values_are_visible(application, has_rated=has_rated)

    return Applicant(
        application=application,
        label=(application.full_name if is_identified else "") or f"Applicant {application.reference}",
        is_identified=is_identified,
        email=kept_back(application.email),
        phone=kept_back(application.phone),
        postcode=kept_back(application.postcode),
        distance_words=distance_in_words(application),
        experience=shown(application.experience),
        why=shown(application.why),
        adjustments=kept_back(application.adjustments),
        end_reason=shown(application.end_reason),
        practical=fit.practical if fit else None,
        fit=fit if shows_values else None,
    )


def words_seen_by_employer(application: Application, text: str) -> str:
    """Return a text as the employer may read it now: who the applicant is stays hidden until the invitation."""
    if policies.identity_is_visible(application):
        return text
    return mask(text, [application.full_name, application.candidate.full_name])


def distance_in_words(application: Application) -> str:
    """Return how far the applicant lives from the workplace, "about 3 miles away", or an empty text when not known."""
    location = find_postcode(application.postcode) if application.postcode else None
    if location is None:
        return ""
    workplace = application.vacancy.workplace
    return f"{miles_in_words(miles_between(location.point, (workplace.lat, workplace.lon)))} away"
