"""The pages on which a vacancy is written. Each gives its answers by the names of the commands."""

from collections.abc import Sequence
from typing import Any, Self

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField
from wtforms.validators import Optional

from careers.fields import (
    AtMost,
    CheckboxesField,
    DayField,
    HoursField,
    LineField,
    ListField,
    OrNone,
    PoundsField,
    RadiosField,
    Required,
    TextBoxField,
    TickField,
    WholeNumberField,
    choices_of,
)
from careers.jobs.models import PayPeriod, Sponsorship, Vacancy
from careers.jobs.policies import MOST_VALUES, has_pay, has_visits
from careers.jobs.terms import VacancyFields, VacancyTerms
from careers.providers.models import Workplace
from careers.reference.apprenticeships import standards
from careers.reference.choices import CONTRACT_LABELS, PATTERN_LABELS, ROUNDS_LABELS, Contract, Need, Rounds
from careers.reference.codes import roles_by_plain_name
from careers.screening.bank import values


class StepForm(FlaskForm):
    """A page of the form that an advert is written on."""

    def fields(self) -> VacancyFields:
        """Return what was written, by the names of the commands."""
        raise NotImplementedError


class JobForm(StepForm):
    workplace_id = ListField(
        "Workplace", [Required("Choose the workplace")], coerce=OrNone(int), description="Where the work is run from."
    )
    title = LineField(
        "Job title",
        [Required("Enter the job title")],
        limit=100,
        description="Use words that people search for, like “Care assistant, nights”.",
    )
    role_code = ListField("Job role", [Required("Choose the job role that is nearest")], coerce=OrNone(int))
    posts = WholeNumberField(
        "How many posts?", [Required("Enter how many people you want to hire")], least=1, most=99, default=1
    )
    contract = RadiosField(
        "Contract",
        [Required("Choose the contract")],
        choices=choices_of((contract.value, label) for contract, label in CONTRACT_LABELS.items()),
        coerce=Contract,
    )
    standard_ref = ListField("Apprenticeship standard", coerce=OrNone(str))
    starts_on = DayField(
        "When does the work start?",
        [Required("Enter when the work starts")],
        description="The earliest day, for example 11 1 2027. The pay must be lawful on this day.",
    )
    closes_on = DayField(
        "Closing date",
        [Required("Enter the closing date")],
        description="The last day on which people can apply. At most 90 days from today.",
    )
    submit = SubmitField("Save and continue", widget=GovSubmitInput())

    def __init__(self, workplaces: Sequence[Workplace], **options: Any) -> None:
        super().__init__(**options)
        self.workplaces = {workplace.id: workplace for workplace in workplaces}
        places = [(place.id, f"{place.name}, {place.town}") for place in workplaces]
        self.workplace_id.choices = choices_of(places, first="Choose a workplace" if len(places) > 1 else "")
        self.role_code.choices = choices_of(roles_by_plain_name(), first="Choose a job role")
        self.standard_ref.choices = choices_of(
            ((standard.ref, f"{standard.title} (level {standard.level}, {standard.ref})") for standard in standards()),
            first="Choose a standard",
        )

    @property
    def workplace(self) -> Workplace:
        """The workplace chosen."""
        return self.workplaces[self.workplace_id.data]

    def fields(self) -> VacancyFields:
        """Return what was written, and where the work is."""
        return {"workplace": self.workplace, **self.terms()}

    def terms(self) -> VacancyTerms:
        """Return what was written."""
        return {
            "title": self.title.data or "",
            "role_code": self.role_code.data,
            "posts": self.posts.data,
            "contract": self.contract.data,
            "standard_ref": self.standard_ref.data,
            "starts_on": self.starts_on.data,
            "closes_on": self.closes_on.data,
        }


class PayForm(StepForm):
    pay_period = RadiosField(
        "Is the pay for an hour or a year?",
        [Required("Choose an hour or a year")],
        choices=choices_of([(PayPeriod.HOUR.value, "An hour"), (PayPeriod.YEAR.value, "A year")]),
        coerce=PayPeriod,
        default=PayPeriod.HOUR,
    )
    pay_min_pence = PoundsField("Lowest pay", [Required("Enter the pay")])
    pay_max_pence = PoundsField("Highest pay", description="Leave this empty if everybody gets the same.")
    hours_min_minutes = HoursField("Fewest hours a week", [Required("Enter the fewest hours a week")])
    hours_max_minutes = HoursField("Most hours a week", description="Leave this empty if it is always the same.")
    patterns = CheckboxesField(
        "When is the work?",
        [Required("Choose when the work is")],
        choices=choices_of((pattern.value, label) for pattern, label in PATTERN_LABELS.items()),
        description="Choose all that apply.",
    )
    is_travel_paid = RadiosField(
        "Do you pay for travel and waiting between visits?",
        [Optional()],
        choices=choices_of([("yes", "Yes, or there is none"), ("no", "No, we pay for the visits only")]),
        default="yes",
        description="The law counts this time as work. Pay for visits must be high enough to cover it.",
    )
    contact_minutes = HoursField("Hours of visits in a usual week")
    unpaid_travel_minutes = HoursField("Hours of unpaid travel and waiting in that week")
    submit = SubmitField("Save and continue", widget=GovSubmitInput())

    @classmethod
    def of(cls, vacancy: Vacancy) -> Self:
        """Return the form as filled in so far; a new draft has no pay yet."""
        form = cls(obj=vacancy if has_pay(vacancy) else None)
        if not has_visits(vacancy.service_code):
            del form.is_travel_paid, form.contact_minutes, form.unpaid_travel_minutes
        elif not form.is_submitted():
            form.is_travel_paid.data = "no" if vacancy.unpaid_travel_minutes else "yes"
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """Check what only makes sense together: ranges, and visits with their travel."""
        super().validate(extra_validators)
        for low, high, words in (
            (self.pay_min_pence, self.pay_max_pence, "Enter a highest pay that is not below the lowest"),
            (self.hours_min_minutes, self.hours_max_minutes, "Enter a most that is not below the fewest"),
        ):
            if low.data is not None and high.data is not None and high.data < low.data:
                high.errors = [*high.errors, words]
        if self.hours_min_minutes.data == 0 and not self.hours_max_minutes.data and not self.hours_max_minutes.errors:
            self.hours_max_minutes.errors = ["Enter the most hours a week"]
        for field, words in (
            ("contact_minutes", "Enter the hours of visits"),
            ("unpaid_travel_minutes", "Enter the hours of unpaid travel and waiting"),
        ):
            if self._is_travel_unpaid() and not self[field].data and not self[field].errors:
                self[field].errors = [words]
        return not self.errors

    def fields(self) -> VacancyFields:
        """Return what was written; an empty end of a range is the same as its beginning."""
        is_unpaid = self._is_travel_unpaid()
        return {
            "pay_period": self.pay_period.data,
            "pay_min_pence": self.pay_min_pence.data,
            "pay_max_pence": self.pay_max_pence.data or self.pay_min_pence.data,
            "hours_min_minutes": self.hours_min_minutes.data,
            "hours_max_minutes": self.hours_max_minutes.data or self.hours_min_minutes.data,
            "patterns": self.patterns.data or [],
            "contact_minutes": self.contact_minutes.data if is_unpaid else None,
            "unpaid_travel_minutes": self.unpaid_travel_minutes.data if is_unpaid else None,
        }

    def _is_travel_unpaid(self) -> bool:
        return "is_travel_paid" in self and self.is_travel_paid.data == "no"


class AboutForm(StepForm):
    description = TextBoxField(
        "What will the person do?",
        [Required("Describe the work")],
        limit=4000,
        rows=10,
        description="What a usual day is like, who they help, who they work with. Short sentences and everyday words.",
    )
    requirements = TextBoxField(
        "What do they need?",
        limit=2000,
        description="Only what the work really asks for. Say what they do not need, too.",
    )
    training = TextBoxField("What training do you give?", limit=1000, rows=4)
    is_training_paid = TickField("We pay for the training and for the time it takes")
    benefits = TextBoxField(
        "What else do they get?", limit=1000, rows=4, description="Such as mileage, meals, a pension, paid breaks."
    )
    submit = SubmitField("Save and continue", widget=GovSubmitInput())

    def fields(self) -> VacancyFields:
        """Return what was written."""
        return {
            "description": self.description.data or "",
            "requirements": self.requirements.data or "",
            "training": self.training.data or "",
            "is_training_paid": self.is_training_paid.data,
            "benefits": self.benefits.data or "",
        }


class PeopleForm(StepForm):
    value_keys = CheckboxesField(
        "What matters most in this job?",
        [AtMost(MOST_VALUES, f"Choose up to {MOST_VALUES}")],
        choices=choices_of((value.key, value.name) for value in values()),
        description=f"Choose up to {MOST_VALUES}. People answer questions about these, or about all seven.",
    )
    experience = RadiosField(
        "Experience of care work",
        [Required("Choose whether experience is needed")],
        choices=choices_of((need.value, need.value.capitalize()) for need in Need),
        coerce=Need,
        description="Looking after a relative or a friend is experience too.",
    )
    driving = RadiosField(
        "Driving",
        [Required("Choose whether driving is needed")],
        choices=choices_of((need.value, need.value.capitalize()) for need in Need),
        coerce=Need,
        description="Choose “Needed” only if walking, a bike, the bus or a lift will not do.",
    )
    rounds = RadiosField(
        "How do people get from visit to visit?",
        [Optional()],
        choices=choices_of([*((key.value, label) for key, label in ROUNDS_LABELS.items()), ("", "It varies")]),
        coerce=OrNone(Rounds),
        description="Many who look for this work do not drive. Rounds on foot or by bike stand out.",
    )
    youngest_age = RadiosField(
        "Youngest age",
        [Required("Choose the youngest age")],
        choices=choices_of([(18, "18"), (17, "17"), (16, "16")]),
        coerce=int,
        description="There is no oldest age: the law does not allow one.",
    )
    sponsorship = RadiosField(
        "Can you sponsor a visa?",
        [Required("Choose whether you can sponsor a visa")],
        choices=choices_of(
            [
                (Sponsorship.NONE.value, "No"),
                (Sponsorship.IN_COUNTRY.value, "Yes, for people who are in the UK already and may switch to us"),
            ]
        ),
        coerce=Sponsorship,
        description="Care workers can no longer be recruited from abroad.",
    )
    submit = SubmitField("Save and continue", widget=GovSubmitInput())

    @classmethod
    def of(cls, vacancy: Vacancy) -> Self:
        """Return the form as filled in so far; only care at home has rounds."""
        form = cls(obj=vacancy)
        if not has_visits(vacancy.service_code):
            del form.rounds
        return form

    def fields(self) -> VacancyFields:
        """Return what was written."""
        return {
            **({"rounds": self.rounds.data} if "rounds" in self else {}),
            "value_keys": self.value_keys.data or [],
            "experience": self.experience.data,
            "driving": self.driving.data,
            "youngest_age": self.youngest_age.data,
            "sponsorship": self.sponsorship.data,
        }
