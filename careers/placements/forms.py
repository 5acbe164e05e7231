"""The pages on which placements are written, places asked for and decided, people referred, referrals answered."""

from collections.abc import Sequence
from typing import Any, Self

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField
from wtforms.validators import DataRequired, Optional

from careers import clock
from careers.candidates.forms import PHONE
from careers.fields import (
    EMAIL,
    CheckboxesField,
    DayField,
    HoursField,
    LineField,
    ListField,
    OrNone,
    RadiosField,
    Required,
    TextBoxField,
    TickField,
    WholeNumberField,
    choices_of,
)
from careers.jobs.models import OpportunityStatus
from careers.placements.models import Placement, Scheme
from careers.placements.policies.bookings import (
    DECLINE_REASONS,
    LEAVING_REASONS,
    NO_START_REASONS,
    WHY_LIMIT,
    WORDS_LIMIT,
    Ending,
)
from careers.placements.schemes import get_scheme
from careers.placements.terms import PlacementFields, PlacementTerms
from careers.providers.models import Workplace
from careers.reference.choices import PATTERN_LABELS, Need
from careers.reference.codes import roles_by_plain_name

OWN_REASON_LIMIT = 300


class AboutForm(FlaskForm):
    workplace_id = ListField("Workplace", [Required("Choose the workplace")], coerce=OrNone(int))
    scheme = RadiosField("What kind of placement is it?", [Required("Choose the kind of placement")], coerce=Scheme)
    title = LineField(
        "Title",
        [Required("Enter a title")],
        limit=100,
        description="Use words that people search for, like “Work experience in a care home”.",
    )
    role_code = ListField(
        "Which job can people try?", [Required("Choose the job that is nearest")], coerce=OrNone(int), choices=()
    )
    description = TextBoxField(
        "What will people do?",
        [Required("Say what people will do")],
        limit=4000,
        rows=8,
        description="What a usual day is like and who will be with them. Short sentences and everyday words.",
    )
    who_for = TextBoxField(
        "Who is it for?",
        [Required("Say who the placement is for")],
        limit=1000,
        rows=4,
        description="Such as people who have never worked in care, or students of a course.",
    )
    training = TextBoxField("What will they learn?", limit=1000, rows=4)
    expenses = LineField(
        "Which costs do you pay back?",
        limit=300,
        description="Such as bus fares or a meal. Only real costs: anything more would be pay.",
    )
    submit = SubmitField("Save and continue", widget=GovSubmitInput())

    def __init__(self, workplaces: Sequence[Workplace], **options: Any) -> None:
        super().__init__(**options)
        self.workplaces = {workplace.id: workplace for workplace in workplaces}
        places = [(place.id, f"{place.name}, {place.town}") for place in workplaces]
        self.workplace_id.choices = choices_of(places, first="Choose a workplace" if len(places) > 1 else "")
        self.role_code.choices = choices_of(roles_by_plain_name(), first="Choose a job")
        self.scheme.choices = choices_of((scheme.value, get_scheme(scheme, clock.today()).name) for scheme in Scheme)

    def workplace(self) -> Workplace:
        """Return the workplace that was chosen."""
        return self.workplaces[self.workplace_id.data]

    def fields(self) -> PlacementFields:
        """Return what was written, and where."""
        return {**self.terms(), "workplace": self.workplace()}

    def terms(self) -> PlacementTerms:
        """Return what was written."""
        return {
            "scheme": self.scheme.data,
            "title": self.title.data or "",
            "role_code": self.role_code.data,
            "description": self.description.data or "",
            "who_for": self.who_for.data or "",
            "training": self.training.data or "",
            "expenses": self.expenses.data or "",
        }


class TimesForm(FlaskForm):
    weeks = WholeNumberField("How many weeks?", [Required("Enter how many weeks it lasts")], least=1, most=60)
    hours_min_minutes = HoursField("Fewest hours a week", [Required("Enter the fewest hours a week")])
    hours_max_minutes = HoursField("Most hours a week", description="Leave this empty if it is always the same.")
    patterns = CheckboxesField(
        "When is it?",
        [Required("Choose when it is")],
        choices=choices_of((pattern.value, label) for pattern, label in PATTERN_LABELS.items()),
        description="Choose all that apply.",
    )
    places = WholeNumberField("How many places?", [Required("Enter how many people can come")], least=1, most=99)
    starts_on = DayField(
        "When does it start?",
        [Required("Enter when it starts")],
        description="The earliest day, for example 11 1 2027.",
    )
    closes_on = DayField(
        "Closing date",
        [Required("Enter the closing date")],
        description="The last day on which people can ask for a place.",
    )
    youngest_age = RadiosField(
        "Youngest age",
        [Required("Choose the youngest age")],
        choices=choices_of([(16, "16"), (17, "17"), (18, "18")]),
        coerce=int,
    )
    driving = RadiosField(
        "Driving",
        [Required("Choose whether driving is needed")],
        choices=choices_of((need.value, need.value.capitalize()) for need in Need),
        coerce=Need,
    )
    submit = SubmitField("Save and continue", widget=GovSubmitInput())

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that the most hours are not below the fewest."""
        super().validate(extra_validators)
        fewest, most = self.hours_min_minutes.data, self.hours_max_minutes.data
        if fewest and most and most < fewest:
            self.hours_max_minutes.errors = ["Enter a most that is not below the fewest"]
        if fewest == 0 and not self.hours_min_minutes.errors:
            self.hours_min_minutes.errors = ["Enter more than 0 hours"]
        return not self.errors

    def fields(self) -> PlacementFields:
        """Return what was written; an empty end of a range is the same as its beginning."""
        return {
            "weeks": self.weeks.data,
            "hours_min_minutes": self.hours_min_minutes.data,
            "hours_max_minutes": self.hours_max_minutes.data or self.hours_min_minutes.data,
            "patterns": self.patterns.data or [],
            "places": self.places.data,
            "starts_on": self.starts_on.data,
            "closes_on": self.closes_on.data,
            "youngest_age": self.youngest_age.data,
            "driving": self.driving.data,
        }


CLOSE, TAKE_DOWN = "close", "take down"


class CloseForm(FlaskForm):
    how = RadiosField("What do you want to do?", [Required("Choose what you want to do")])
    submit = SubmitField("Confirm", widget=GovSubmitInput())

    @classmethod
    def of(cls, placement: Placement) -> Self:
        """Return the form with what can be done: a draft has nobody to close it to."""
        form = cls()
        take_down = (TAKE_DOWN, "Take it down: it will not happen")
        close = (CLOSE, "Close it to new people: those who have a place keep it")
        is_draft = placement.status is OpportunityStatus.DRAFT
        form.how.choices = choices_of([take_down] if is_draft else [close, take_down])
        return form


class AskForPlaceForm(FlaskForm):
    first_name = LineField("First name", [Required("Enter your first name")], limit=60)
    last_name = LineField("Last name", [Required("Enter your last name")], limit=60)
    phone = LineField("Phone number (optional)", [Optional(), PHONE], limit=30)
    why = TextBoxField("Why would you like this placement? (optional)", limit=WHY_LIMIT, rows=5)
    submit = SubmitField("Ask for a place", widget=GovSubmitInput())


class WithdrawForm(FlaskForm):
    reason = TextBoxField("Why? (optional)", limit=OWN_REASON_LIMIT, rows=4)
    submit = SubmitField("Withdraw", widget=GovSubmitInput())


class DeclineForm(FlaskForm):
    reason = RadiosField("Why?", [Required("Choose a reason")], choices=choices_of(DECLINE_REASONS.items()))
    words = TextBoxField(
        "Your words to them", [Required("Write a sentence to the person. They will read it")], limit=WORDS_LIMIT, rows=4
    )
    submit = SubmitField("Send this decision", widget=GovSubmitInput())


class StartForm(FlaskForm):
    started_on = DayField("First day", [Required("Enter their first day")], description="Today or an earlier day.")
    submit = SubmitField("Confirm that they have started", widget=GovSubmitInput())


class EndForm(FlaskForm):
    how = RadiosField(
        "How did it end?",
        [Required("Choose how it ended")],
        choices=choices_of(
            [
                (Ending.COMPLETED.value, "They completed it"),
                (Ending.FOR_WORK.value, "They left early to start work"),
                (Ending.LEFT_EARLY.value, "They left early for another reason"),
            ]
        ),
        coerce=Ending,
    )
    ended_on = DayField("Last day", [Required("Enter their last day")], description="Today or an earlier day.")
    reason = ListField(
        "If they left early for another reason, which?",
        choices=choices_of(LEAVING_REASONS.items(), first="Choose a reason"),
        coerce=OrNone(str),
    )
    submit = SubmitField("Confirm how it ended", widget=GovSubmitInput())

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for a reason from those who left early."""
        super().validate(extra_validators)
        if self.how.data is Ending.LEFT_EARLY and not self.reason.data:
            self.reason.errors = ["Choose why they left early"]
        return not self.errors

    def sentence(self) -> str:
        """Return why they left early, or nothing."""
        return f"{LEAVING_REASONS[self.reason.data]}." if self.how.data is Ending.LEFT_EARLY else ""


class NoStartForm(FlaskForm):
    reason = RadiosField(
        "What happened?", [Required("Choose what happened")], choices=choices_of(NO_START_REASONS.items())
    )
    submit = SubmitField("Confirm that they did not start", widget=GovSubmitInput())

    def sentence(self) -> str:
        """Return what happened."""
        return f"{NO_START_REASONS[self.reason.data]}."


class ReferForm(FlaskForm):
    first_name = LineField("Their first name", [Required("Enter their first name")], limit=60)
    last_name = LineField("Their last name", [Required("Enter their last name")], limit=60)
    email = LineField(
        "Their e-mail address",
        [Required("Enter their e-mail address"), EMAIL],
        limit=254,
    )
    said_yes = TickField(
        "They have said that I may send them this",
        [DataRequired("Ask the person first, then tick the box")],
    )
    submit = SubmitField("Send it to them", widget=GovSubmitInput())


class AnswerReferralForm(FlaskForm):
    shares_attendance = TickField("Whether I start, and when I finish or leave")
    shares_outcome = TickField("What comes of it: whether I get the place or the job, and whether I start paid work")
    agree = SubmitField("I agree", widget=GovSubmitInput())
    decline = SubmitField("No thank you", widget=GovSubmitInput())
