"""Messages about adverts: who gets them, and their words."""

from datetime import date

import sqlalchemy as sa

from careers import clock
from careers.access import Role
from careers.database import db
from careers.jobs import commands
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.mail.models import OutboxMessage
from tests.factories import Factory
from tests.messages import assert_message


def recipients() -> list[str]:
    return list(db.session.scalars(sa.select(OutboxMessage.to_email).order_by(OutboxMessage.to_email)))


def advert(make: Factory, **changes: object) -> Vacancy:
    place = make.workplace(make.organisation(name="Larkfield Care"))
    writer = make.user(Role.PROVIDER_MEMBER, email="writer@example.com", organisation_id=place.organisation_id)
    make.user(Role.PROVIDER_MANAGER, email="boss@example.com", organisation_id=place.organisation_id)
    return make.vacancy(place, reference="V-7KQ3MX", created_by=writer.id, **changes)


def test_approved(make: Factory) -> None:
    vacancy = advert(make, status=OpportunityStatus.IN_REVIEW)

    commands.approve_vacancy(vacancy, by=make.user(Role.OFFICER))
    db.session.commit()

    key = f"vacancy_approved:{vacancy.id}:{vacancy.created_by}"
    assert_message(key, reads="jobs/vacancy_approved", to="writer@example.com")


def test_closed(make: Factory) -> None:
    vacancy = advert(make, closes_on=date(2026, 11, 23))

    commands.close_overdue_vacancy(vacancy, today=clock.today())
    db.session.commit()

    key = f"vacancy_closed:{vacancy.id}:{vacancy.created_by}"
    assert_message(key, reads="jobs/vacancy_closed", to="writer@example.com")


def test_withdrawn(make: Factory) -> None:
    vacancy = advert(make)

    commands.withdraw_vacancy(vacancy, reason="It asks people to pay for <checks>.", by=make.user(Role.OFFICER))
    db.session.commit()

    key = f"vacancy_withdrawn:{vacancy.id}:{vacancy.created_by}"
    assert_message(key, reads="jobs/vacancy_withdrawn", to="writer@example.com")


def test_only_the_writer_is_told(make: Factory) -> None:
    vacancy = advert(make)

    commands.withdraw_vacancy(vacancy, reason="Wrong.", by=make.user(Role.OFFICER))
    db.session.commit()

    assert recipients() == ["writer@example.com"]


def test_the_whole_team_is_told_when_nobody_there_wrote_it(make: Factory) -> None:
    vacancy = advert(make)
    vacancy.created_by = None

    commands.withdraw_vacancy(vacancy, reason="Wrong.", by=make.user(Role.OFFICER))
    db.session.commit()

    assert recipients() == ["boss@example.com", "writer@example.com"]
