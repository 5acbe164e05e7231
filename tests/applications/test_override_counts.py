"""How often each employer decided against the values band: once an application, by its last decision in the period."""

from datetime import UTC, date, datetime

import time_machine

from careers.applications.commands import hiring
from careers.applications.commands.forgetting import wipe_application
from careers.applications.models import Application
from careers.applications.override_counts import OverrideCount, count_overrides
from careers.database import db
from careers.matching.fit import Band, Fit, Section, to_dict
from tests.applications.conftest import Home
from tests.factories import Factory

START, END = date(2026, 11, 1), date(2026, 11, 30)
SOON = datetime(2026, 12, 2, 14, 30, tzinfo=UTC)


def applied(make: Factory, home: Home, band: Band) -> Application:
    values, practical = Section("values", "Values", band, ()), Section("practical", "Practical", Band.GOOD, ())
    fit = Fit(values, practical, band, "fit-1", "distance-1", ())
    application: Application = make.application(home.vacancy, fit=to_dict(fit))
    return application


def turn_down(application: Application, home: Home, reason: str = "experience") -> None:
    hiring.turn_down_applicant(application, reason=reason, words="Thank you.", by=home.manager)


def counts(home: Home) -> tuple[int, int]:
    """Return how many decisions of the home were compared and how many went against the band."""
    found = [each for each in count_overrides(START, END) if each.organisation_id == home.organisation.id]
    return (found[0].compared, found[0].against) if found else (0, 0)


def test_a_strong_band_refused_and_a_weak_one_shortlisted_went_against_it(make: Factory, home: Home) -> None:
    turn_down(applied(make, home, Band.STRONG), home)
    hiring.shortlist_applicant(applied(make, home, Band.SOME), by=home.manager)
    hiring.shortlist_applicant(applied(make, home, Band.STRONG), by=home.manager)
    turn_down(applied(make, home, Band.SOME), home)

    assert count_overrides(START, END) == [OverrideCount(home.organisation.id, "Larkfield Care", 4, 2)]


def test_bands_and_decisions_that_say_nothing_are_not_compared(make: Factory, home: Home) -> None:
    turn_down(applied(make, home, Band.GOOD), home)
    turn_down(applied(make, home, Band.UNKNOWN), home)
    turn_down(applied(make, home, Band.STRONG), home, reason="filled")
    turn_down(make.application(home.vacancy), home)

    assert counts(home) == (0, 0)


def test_the_last_decision_of_an_application_counts_once(make: Factory, home: Home) -> None:
    application = applied(make, home, Band.STRONG)
    hiring.shortlist_applicant(application, by=home.manager)
    hiring.invite_applicant(application, at=SOON, place="Rose Court", by=home.manager)
    after_yes = counts(home)
    turn_down(application, home, reason="interview")

    assert (after_yes, counts(home)) == ((1, 0), (1, 1))


def test_opening_it_again_takes_the_decision_back(make: Factory, home: Home) -> None:
    application = applied(make, home, Band.STRONG)
    turn_down(application, home)
    hiring.reopen_applicant(application, by=home.manager)

    assert counts(home) == (0, 0)


def test_only_decisions_of_the_period_count_to_its_last_minute_in_england(make: Factory, home: Home) -> None:
    for moment in ("2026-10-31T23:59:00Z", "2026-11-01T00:00:00Z", "2026-11-30T23:59:00Z", "2026-12-01T00:00:00Z"):
        with time_machine.travel(moment, tick=False):
            turn_down(applied(make, home, Band.STRONG), home)

    assert counts(home) == (2, 2)


def test_what_was_wiped_counts_no_more(make: Factory, home: Home) -> None:
    application = applied(make, home, Band.STRONG)
    turn_down(application, home)

    wipe_application(application)
    db.session.commit()

    assert counts(home) == (0, 0)
