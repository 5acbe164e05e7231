"""Makes records for tests, by the same tables the service uses; every call commits."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.alerts.models import Alert, AlertAddress, AlertMatch, AlertStatus, Frequency
from careers.applications.models import Application, ApplicationStatus, Employment, Evidence, Source
from careers.candidates.models import Candidate
from careers.contests.models import AnswerContest, ContestStatus
from careers.database import db
from careers.formats.models import FormatRequest, FormatStatus
from careers.invitations.models import Invitation, InvitationStatus
from careers.jobs.models import OpportunityKind, OpportunityStatus, PayPeriod, SearchRevision, Sponsorship, Vacancy
from careers.placements.models import Booking, BookingStatus, Placement, Referral, ReferralStatus, Scheme
from careers.providers.models import Organisation, OrganisationKind, Workplace
from careers.reference.choices import Contract, Need
from careers.screening.bank import Question
from careers.screening.commands import score_sitting
from careers.screening.models import ScreeningAnswer, Sitting, SittingQuestion
from careers.screening.queries import list_live_questions


def best_ratings(question: Question) -> dict[str, int]:
    """Return the ratings nearest to a question's key."""
    return {response.key: round(response.key_rating) for response in question.responses}


def worst_ratings(question: Question) -> dict[str, int]:
    """Return the ratings furthest from a question's key."""
    return {response.key: 1 if response.key_rating > 3 else 5 for response in question.responses}


class Factory:
    """One method a thing; anything can be overridden by name."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def _kept(self, thing: Any) -> Any:
        db.session.add(thing)
        db.session.commit()
        return thing

    def user(self, role: Role = Role.CANDIDATE, **changes: Any) -> User:
        """Make a user."""
        number = next(self.numbers)
        values = {
            "email": f"person{number}@example.com",
            "name": f"Person {number}",
            "role": role,
            "created_at": clock.now(),
        }
        return self._kept(User(**(values | changes)))

    def organisation(self, **changes: Any) -> Organisation:
        """Make a verified care provider."""
        number = next(self.numbers)
        officer = changes.pop("verified_by", None) or self.user(Role.OFFICER)
        values = {
            "name": f"Larkfield Care {number}",
            "slug": f"larkfield-care-{number}",
            "kind": OrganisationKind.CARE_PROVIDER,
            "verified_at": clock.now(),
            "verified_by": officer.id,
            "created_at": clock.now(),
        }
        return self._kept(Organisation(**(values | changes)))

    def workplace(self, organisation: Organisation | None = None, **changes: Any) -> Workplace:
        """Make a care home in Bletchley (MK3 6EB)."""
        number = next(self.numbers)
        values = {
            "organisation_id": (organisation or self.organisation()).id,
            "name": f"Rose Court {number}",
            "street": "1 Made Up Road",
            "town": "Bletchley",
            "postcode": "MK3 6EB",
            "lat": 51.9927,
            "lon": -0.7486,
            "lad_code": "E06000042",
            "service_code": 2,
            "created_at": clock.now(),
        }
        return self._kept(Workplace(**(values | changes)))

    def manager(self, organisation: Organisation) -> User:
        """Make a provider manager of an organisation."""
        return self.user(Role.PROVIDER_MANAGER, organisation_id=organisation.id)

    def next_revision(self) -> int:
        """Take the next search revision."""
        row = db.session.get_one(SearchRevision, 1)
        row.number += 1
        return row.number

    def _opportunity(self, workplace: Workplace | None) -> dict[str, Any]:
        place = workplace or self.workplace()
        number = next(self.numbers)
        return {
            "organisation_id": place.organisation_id,
            "workplace_id": place.id,
            "title": "Care assistant",
            "role_code": 8,
            "service_code": place.service_code,
            "patterns": ["days", "weekends"],
            "hours_min_minutes": 24 * 60,
            "hours_max_minutes": 30 * 60,
            "starts_on": clock.today() + timedelta(days=28),
            "closes_on": clock.today() + timedelta(days=21),
            "description": "You will help people who live here with the things that make a good day.",
            "driving": Need.NOT_NEEDED,
            "experience": Need.NOT_NEEDED,
            "training": "Care Certificate, paid",
            "is_training_paid": True,
            "value_keys": [],
            "status": OpportunityStatus.LIVE,
            "first_published_at": clock.now(),
            "created_at": clock.now(),
            "number": number,
        }

    def vacancy(self, workplace: Workplace | None = None, **changes: Any) -> Vacancy:
        """Make a live vacancy for one care worker at £12.90 an hour."""
        values = self._opportunity(workplace)
        number = values.pop("number")
        values |= {
            "kind": OpportunityKind.JOB,
            "reference": f"V-TEST{number}",
            "posts": 1,
            "contract": Contract.PERMANENT,
            "pay_period": PayPeriod.HOUR,
            "pay_min_pence": 1290,
            "pay_max_pence": 1340,
            "sponsorship": Sponsorship.NONE,
            "revision": self.next_revision(),
        }
        return self._kept(Vacancy(**(values | changes)))

    def placement(self, workplace: Workplace | None = None, **changes: Any) -> Placement:
        """Make a live work experience placement with two places."""
        values = self._opportunity(workplace)
        number = values.pop("number")
        values |= {
            "kind": OpportunityKind.PLACEMENT,
            "reference": f"P-TEST{number}",
            "title": "Work experience in a care home",
            "scheme": Scheme.WORK_EXPERIENCE,
            "places": 2,
            "weeks": 4,
            "revision": self.next_revision(),
        }
        return self._kept(Placement(**(values | changes)))

    def answers(
        self, user: User, ratings: Mapping[str, Mapping[str, int]], *, is_finished: bool = True, **changes: Any
    ) -> list[Sitting]:
        """Make sittings in which a person rated the responses of live questions, by question key; with their scores."""
        questions = {question.key: question for question in list_live_questions()}
        by_value: dict[str, list[str]] = {}
        for key in ratings:
            by_value.setdefault(questions[key].value_key, []).append(key)
        now = clock.now()
        sittings = []
        for value_key, keys in by_value.items():
            values = {
                "user_id": user.id,
                "value_key": value_key,
                "seed": 7,
                "started_at": now,
                "completed_at": now if is_finished else None,
                "questions": [
                    SittingQuestion(question_key=key, question_version=questions[key].version, position=place)
                    for place, key in enumerate(keys)
                ],
            }
            sitting = self._kept(Sitting(**(values | changes)))
            for key in keys:
                for response_key, rating in ratings[key].items():
                    self._kept(
                        ScreeningAnswer(
                            sitting_id=sitting.id,
                            question_key=key,
                            response_key=response_key,
                            rating=rating,
                            answered_at=now,
                        )
                    )
            score_sitting(sitting.id)
            sittings.append(sitting)
        db.session.commit()
        return sittings

    def candidate(self, user: User | None = None, **changes: Any) -> Candidate:
        """Make a candidate who said who they are."""
        person = user or self.user()
        values = {
            "user_id": person.id,
            "first_name": "Amara",
            "last_name": "Okoye",
            "phone": "07700 900123",
            "created_at": clock.now(),
            "changed_at": clock.now(),
        }
        return self._kept(Candidate(**(values | changes)))

    def findable(self, user: User | None = None, **changes: Any) -> Candidate:
        """Make a candidate of Bletchley (MK3 6DX) whom employers may invite."""
        values = {
            "postcode": "MK3 6DX",
            "lat": 51.9951,
            "lon": -0.7421,
            "travel_miles": 5,
            "is_findable": True,
            "findable_since": clock.now(),
        }
        return self.candidate(user, **(values | changes))

    def invitation(
        self, vacancy: Vacancy | None = None, candidate: Candidate | None = None, **changes: Any
    ) -> Invitation:
        """Make an invitation that waits for its answer."""
        advert = vacancy or self.vacancy()
        values = {
            "reference": f"I-TEST{next(self.numbers)}",
            "vacancy_id": advert.id,
            "candidate_id": (candidate or self.findable()).id,
            "organisation_id": advert.organisation_id,
            "message": "We would like to meet you.",
            "status": InvitationStatus.INVITED,
            "sent_at": clock.now(),
            "expires_on": clock.today() + timedelta(days=14),
        }
        if changes.get("status", InvitationStatus.INVITED) is not InvitationStatus.INVITED:
            values["ended_at"] = clock.now()
        return self._kept(Invitation(**(values | changes)))

    def application(
        self, vacancy: Vacancy | None = None, candidate: Candidate | None = None, **changes: Any
    ) -> Application:
        """Make a submitted application."""
        person = candidate or self.candidate()
        number = next(self.numbers)
        values = {
            "reference": f"A-TEST{number}",
            "candidate_id": person.id,
            "vacancy_id": (vacancy or self.vacancy()).id,
            "status": ApplicationStatus.SUBMITTED,
            "source": Source.SERVICE,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": person.user.email,
            "phone": person.phone,
            "postcode": "MK3 6EB",
            "experience": "I cared for my gran for two years.",
            "why": "I like people and I am patient.",
            "created_at": clock.now(),
            "changed_at": clock.now(),
            "submitted_at": clock.now(),
        }
        return self._kept(Application(**(values | changes)))

    def booking(
        self, placement: Placement | None = None, candidate: Candidate | None = None, **changes: Any
    ) -> Booking:
        """Make a booking that was asked for."""
        values = {
            "reference": f"B-TEST{next(self.numbers)}",
            "placement_id": (placement or self.placement()).id,
            "candidate_id": (candidate or self.candidate()).id,
            "status": BookingStatus.REQUESTED,
            "asked_at": clock.now(),
        }
        return self._kept(Booking(**(values | changes)))

    def referral(self, adviser: User | None = None, opportunity: Any = None, **changes: Any) -> Referral:
        """Make a referral that waits for the person's agreement."""
        number = next(self.numbers)
        values = {
            "reference": f"R-TEST{number}",
            "adviser_id": (adviser or self.user(Role.ADVISER, office="Bletchley Jobcentre")).id,
            "office": "Bletchley Jobcentre",
            "opportunity_id": (opportunity or self.placement()).id,
            "first_name": "Sam",
            "last_name": "Price",
            "email": f"referred{number}@example.com",
            "token_hash": f"{number:064d}",
            "status": ReferralStatus.MADE,
            "made_at": clock.now(),
            "expires_on": clock.today() + timedelta(days=14),
        }
        return self._kept(Referral(**(values | changes)))

    def alert(self, email: str = "amara@example.com", **changes: Any) -> Alert:
        """Make an alert that is on, for everything, that writes as soon as it finds something."""
        address = db.session.scalar(sa.select(AlertAddress).where(AlertAddress.email == email))
        values = {
            "address": address or AlertAddress(email=email),
            "name": "Care work near me",
            "search": f"q=&n={next(self.numbers)}",
            "frequency": Frequency.AT_ONCE,
            "weekday": clock.today().weekday(),
            "status": AlertStatus.ON,
            "created_at": clock.now(),
            "wanted_at": clock.now(),
        }
        return self._kept(Alert(**(values | changes)))

    def match(self, alert: Alert, opportunity: Any, **changes: Any) -> AlertMatch:
        """Let an alert have found an opportunity a moment ago."""
        values = {"alert_id": alert.id, "opportunity_id": opportunity.id, "found_at": clock.now()}
        return self._kept(AlertMatch(**(values | changes)))

    def format_request(self, user: User | None = None, **changes: Any) -> FormatRequest:
        """Make a wish to answer about respect in another way; arranged when it says for when."""
        is_arranged = bool(changes.get("arranged_for"))
        values = {
            "reference": f"F-TEST{next(self.numbers)}",
            "user": user or self.user(),
            "value_keys": ["cwp_respect"],
            "status": FormatStatus.ARRANGED if is_arranged else FormatStatus.ASKED,
            "asked_at": clock.now(),
            "arranged_at": clock.now() if is_arranged else None,
        }
        return self._kept(FormatRequest(**(values | changes)))

    def note_on_answer(self, answer: ScreeningAnswer, **changes: Any) -> AnswerContest:
        """Make what a person says about an answer; it asks for no review."""
        values = {
            "reference": f"N-TEST{next(self.numbers)}",
            "sitting_id": answer.sitting_id,
            "question_key": answer.question_key,
            "note": "I see it otherwise.",
            "status": ContestStatus.OPEN,
            "made_at": clock.now(),
        }
        return self._kept(AnswerContest(**(values | changes)))

    def employment(self, started_on: date, **changes: Any) -> Employment:
        """Make a start in care work, confirmed by the employer."""
        values = {
            "employer_name": "Larkfield Care",
            "role_code": 8,
            "service_code": 2,
            "lad_code": "E06000042",
            "source": Source.SERVICE,
            "evidence": Evidence.EMPLOYER,
            "started_on": started_on,
            "recorded_at": clock.now(),
        }
        return self._kept(Employment(**(values | changes)))
