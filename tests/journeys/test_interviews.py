"""A provider rates before seeing the band; two assessors rate alone and disagree; a third is asked for and rates."""

from collections.abc import Callable

from careers import clock
from careers.access import Role
from careers.applications.models import ApplicationStatus
from careers.database import db
from careers.matching.fit import Fit, to_dict
from careers.matching.queries import fit_for
from tests.applications.conftest import answer_situations
from tests.journeys.conftest import Person, Site

MANAGER, MEMBER, THIRD, SEEKER = (
    "manager@larkfield.example",
    "bea@larkfield.example",
    "cy@larkfield.example",
    "amara@people.example",
)
APPLICANT = "/provider/vacancies/V-7KQ3MX/applicants/A-7KQ3MX"
RESPECT = "Respect"
RATED_FOUR = (
    "4: They asked, listened and fitted in, in more than one way: names, time, privacy, habits. "
    "They can say how the person took it."
)
RATED_TWO = (
    "2: Says that everybody should be respected, but gives no example. "
    "Or let somebody choose only when the choice was one they liked."
)
RATED_THREE = "3: One clear example: they asked first, followed somebody’s way of doing things, or accepted a choice."


def an_applicant(site: Site, status: ApplicationStatus) -> Fit:
    """Make a care home with three people and an applicant there; return how they fit."""
    with site.records() as make:
        organisation = make.organisation(name="Larkfield Care")
        place = make.workplace(organisation, name="Rose Court")
        vacancy = make.vacancy(place, reference="V-7KQ3MX", value_keys=["cwp_respect"])
        make.user(Role.PROVIDER_MANAGER, email=MANAGER, name="Ann Hale", organisation_id=organisation.id)
        make.user(Role.PROVIDER_MEMBER, email=MEMBER, name="Bea Holt", organisation_id=organisation.id)
        make.user(Role.PROVIDER_MEMBER, email=THIRD, name="Cy Marsh", organisation_id=organisation.id)
        candidate = make.candidate(make.user(email=SEEKER))
        answer_situations(candidate.user, vacancy)
        fit = fit_for(candidate, vacancy)
        application = make.application(vacancy, candidate, reference="A-7KQ3MX", status=status, fit=to_dict(fit))
        if status is ApplicationStatus.INTERVIEW:
            application.identity_shown_at = application.interview_at = clock.now()
            application.interview_place = "Rose Court"
        db.session.commit()
        return fit


def test_a_provider_rates_what_a_person_wrote_before_the_band_is_shown(
    site: Site, person: Callable[..., Person]
) -> None:
    fit = an_applicant(site, ApplicationStatus.SUBMITTED)
    total = f"Fit: {fit.total_points} of {fit.out_of} points"
    values = fit.values.parts[0].provider_sentence
    manager, on_phone = person(), person(width=320, javascript=False)
    manager.sign_in(MANAGER)
    on_phone.sign_in(MEMBER)

    # Before: the practical things and the must-haves, but no word of the values in the page's source.
    manager.visit(APPLICANT)
    manager.should_see("Your own rating first", "I cared for my gran for two years.", "Practical fit")
    source = manager.page.content()
    assert not any(trace in source for trace in (total, values, f"{fit.band.value.capitalize()} fit"))
    manager.visit("/provider/vacancies/V-7KQ3MX/applicants")
    manager.should_see("After your own rating")

    # A rating is needed; then it opens the fit, for this reader alone.
    manager.follow("Applicant A-7KQ3MX")
    manager.press("Save my rating")
    manager.should_see("There is a problem", "Choose what you find in their own words")
    manager.choose("4: Several clear examples, with what came of them")
    manager.type("Why? (optional)", "Two years with her gran.")
    manager.press("Save my rating")
    manager.should_see("Your own rating: 4 of 5", "Two years with her gran.", total, values)
    manager.visit("/provider/vacancies/V-7KQ3MX/applicants")
    assert not manager.sees("After your own rating")

    on_phone.visit(APPLICANT)
    assert values not in on_phone.page.content()
    on_phone.choose("2: Some of what the post needs, but no example")
    on_phone.press("Save my rating")
    on_phone.should_see("Your own rating: 2 of 5", total)
    assert not on_phone.sees("Two years with her gran.")


def rate(assessor: Person, rating: str, words: str) -> None:
    """Rate the interview from the applicant's page."""
    assessor.visit(APPLICANT)
    assessor.follow("Ratings of the interview")
    assessor.choose(rating, within=RESPECT)
    assessor.type(f"What they said and did: {RESPECT}", words)
    assessor.press("Send my ratings")
    assessor.should_see("Your ratings are sent")


def test_two_assessors_rate_alone_disagree_and_a_third_is_asked(site: Site, person: Callable[..., Person]) -> None:
    an_applicant(site, ApplicationStatus.INTERVIEW)
    first, second, third = person(), person(width=320), person(javascript=False)
    for somebody, email in ((first, MANAGER), (second, MEMBER), (third, THIRD)):
        somebody.sign_in(email)

    # The guide comes from the vacancy's values.
    first.visit("/provider/vacancies/V-7KQ3MX")
    first.follow("Interview guide")
    first.should_see("A fair interview", RESPECT, "What you hear, from 1 to 5")

    # Each rates without a word of the other.
    rate(first, RATED_FOUR, "She knocked and waited at her gran’s.")
    first.should_see("You are the first to rate.")
    second.visit(f"{APPLICANT}/ratings")
    second.should_see("1 colleague has rated this interview.")
    assert not any(second.sees(words) for words in ("Ann Hale", "She knocked"))
    second.press("Send my ratings")
    second.should_see("There is a problem", "Choose what you heard about “Respect”, or “Not asked”")
    rate(second, RATED_TWO, "Said that respect matters.")
    second.should_see("Two or more apart", "Ann Hale", "She knocked and waited at her gran’s.")
    second.should_see("Assessors differ by two or more about: Respect. Ask a third colleague")

    # A third is asked for in the worklist, and hears no rating before rating.
    third.visit("/provider/applicants")
    third.follow("Assessors disagree: a third rating is needed")
    third.should_see("Two assessors heard different things.")
    assert not any(third.sees(words) for words in ("Ann Hale", "Bea Holt", "She knocked"))
    rate(third, RATED_THREE, "Asked her gran first, once.")
    third.should_see("The middle of 3 ratings is 3.", "Ann Hale", "Bea Holt", "She knocked and waited")
    third.visit("/provider/applicants")
    assert not third.sees("disagree")

    # What was sent stays; a comment is added to it.
    first.visit(f"{APPLICANT}/ratings")
    first.should_see("The middle of 3 ratings is 3.", "They stay as they are.")
    first.type("Add a comment", "We agreed on 3 after we talked.")
    first.press("Add this comment")
    first.should_see("Your comment is added", "We agreed on 3 after we talked.")
