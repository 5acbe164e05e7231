"""The pages on which employers register, write about their workplaces and invite colleagues."""

from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField

from careers.fields import (
    EMAIL,
    LineField,
    ListField,
    OrNone,
    PostcodeField,
    RadiosField,
    Required,
    TextBoxField,
    TickField,
    choices_of,
)
from careers.providers.models import OrganisationKind
from careers.providers.terms import WorkplaceFields
from careers.reference.codes import main_services

KIND_LABELS = {
    OrganisationKind.CARE_PROVIDER: "A care provider",
    OrganisationKind.VOLUNTARY: "A charity or voluntary body",
    OrganisationKind.INDIVIDUAL: "A person who employs a personal assistant",
    OrganisationKind.COUNCIL: "A council",
    OrganisationKind.NHS: "Part of the NHS",
    OrganisationKind.COLLEGE: "A college or training provider",
}


def _services() -> list[tuple[int, str]]:
    """Return the main services by their plain names."""
    return sorted(
        ((service.code, service.plain_name) for service in main_services()), key=lambda choice: choice[1].lower()
    )


class FindLocationForm(FlaskForm):
    class Meta:
        csrf = False  # it only reads

    find = LineField(
        "Name, postcode or CQC location ID",
        [Required("Enter a name, a postcode or a CQC location ID")],
        limit=120,
        description="For example Rose Court, MK3 6EB or 1-123456789.",
    )
    search = SubmitField("Search", widget=GovSubmitInput())


class WorkplaceForm(FlaskForm):
    name = LineField("Name of the workplace", [Required("Enter the name of the workplace")], limit=120)
    street = LineField("Street", limit=120)
    town = LineField("Town or village", [Required("Enter the town or village")], limit=80)
    postcode = PostcodeField("Postcode", [Required("Enter the postcode")])
    service_code = ListField("Main service", [Required("Choose the main service")], coerce=OrNone(int))
    getting_there = TextBoxField(
        "How do people get there?",
        limit=500,
        rows=4,
        description="The way from the bus or the station, parking, a safe place for a bike.",
    )
    bus_routes = LineField(
        "Which buses stop near it?",
        limit=200,
        description="For example: routes 4 and 6 stop 200 metres away; the last one goes at 11pm.",
    )
    submit = SubmitField("Save this workplace", widget=GovSubmitInput())

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.service_code.choices = choices_of(_services(), first="Choose a service")

    def fields(self) -> WorkplaceFields:
        """Return what was written, by the names of the commands."""
        return {
            "name": self.name.data or "",
            "street": self.street.data or "",
            "town": self.town.data or "",
            "postcode": self.postcode.data,
            "service_code": self.service_code.data,
            "getting_there": self.getting_there.data or "",
            "bus_routes": self.bus_routes.data or "",
        }


class RegisterForm(WorkplaceForm):
    person_name = LineField("Your name", [Required("Enter your name")], limit=120)
    organisation_name = LineField(
        "Name of the employer",
        [Required("Enter the name of the employer")],
        limit=120,
        description="The legal name. It stands on every vacancy.",
    )
    kind = RadiosField(
        "What kind of employer is it?",
        [Required("Choose what kind of employer it is")],
        choices=choices_of((kind.value, label) for kind, label in KIND_LABELS.items()),
        coerce=OrganisationKind,
    )
    submit = SubmitField("Register this employer", widget=GovSubmitInput())


class InviteForm(FlaskForm):
    name = LineField("Their name", [Required("Enter their name")], limit=120)
    email = LineField(
        "Their work e-mail address",
        [Required("Enter their e-mail address"), EMAIL],
        limit=254,
        description="They sign in with it. An address has one account, so it must not be in use here yet.",
    )
    submit = SubmitField("Send the invitation", widget=GovSubmitInput())


class SettingsForm(FlaskForm):
    allows_syndication = TickField("Other job sites may list our adverts")
    rates_first = TickField("We rate what people wrote before we see how their values fit")
    submit = SubmitField("Save", widget=GovSubmitInput())
