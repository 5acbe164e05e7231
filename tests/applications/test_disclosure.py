"""What an employer sees of an application, before and after the invitation."""

from datetime import UTC, datetime
from typing import Any

from careers.applications.disclosure import seen_by_employer, words_seen_by_employer
from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.jobs.models import Vacancy
from careers.providers.models import Organisation, Workplace

INVITED_AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def application(**changes: Any) -> Application:
    vacancy = Vacancy(
        organisation=Organisation(hides_identity=True, reply_days=14), workplace=Workplace(lat=51.9927, lon=-0.7486)
    )
    values = {
        "vacancy": vacancy,
        "candidate": Candidate(first_name="Amarachi", last_name="Okoye"),
        "reference": "A-7KQ3MX",
        "status": ApplicationStatus.SUBMITTED,
        "first_name": "Amara",
        "last_name": "Okoye",
        "email": "amara@example.com",
        "phone": "07700 900123",
        "postcode": "MK9 3EJ",
        "experience": "Amara here: I cared for my gran.",
        "why": "Ask Mrs Okoye.",
        "adjustments": "A room without steps",
        "end_reason": "",
    }
    return Application(**(values | changes))


def test_before_the_invitation_nothing_tells_who_it_is() -> None:
    seen = seen_by_employer(application())

    assert (seen.label, seen.is_identified) == ("Applicant A-7KQ3MX", False)
    assert (seen.email, seen.phone, seen.postcode, seen.adjustments) == ("", "", "", "")
    assert (seen.experience, seen.why) == ("[hidden] here: I cared for my gran.", "Ask Mrs [hidden].")
    assert seen.distance_words == "about 4 miles away"  # 3.5 miles, and halves go up


def test_the_name_of_the_profile_is_hidden_too() -> None:
    seen = seen_by_employer(application(why="Amarachi is my full name."))

    assert seen.why == "[hidden] is my full name."


def test_after_the_invitation_everything_is_there() -> None:
    seen = seen_by_employer(application(identity_shown_at=INVITED_AT))

    assert (seen.label, seen.is_identified) == ("Amara Okoye", True)
    assert (seen.email, seen.phone, seen.postcode) == ("amara@example.com", "07700 900123", "MK9 3EJ")
    assert (seen.adjustments, seen.why) == ("A room without steps", "Ask Mrs Okoye.")


def test_without_a_postcode_there_is_no_distance() -> None:
    assert seen_by_employer(application(postcode="")).distance_words == ""


def test_other_words_are_masked_by_the_same_rule() -> None:
    assert words_seen_by_employer(application(), "Amara withdrew") == "[hidden] withdrew"
    assert words_seen_by_employer(application(identity_shown_at=INVITED_AT), "Amara withdrew") == "Amara withdrew"
