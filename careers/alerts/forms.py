"""Forms of alerts."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField

from careers.alerts.models import Frequency, NotRelevant
from careers.alerts.words import LONGEST_NAME
from careers.fields import EMAIL, LineField, RadiosField, Required, choices_of

FREQUENCY_LABELS = {
    Frequency.AT_ONCE: "As soon as we find something, at most once a day",
    Frequency.DAILY: "Each morning, if there is something new",
    Frequency.WEEKLY: "Once a week, if there is something new",
}
NOT_RELEVANT_LABELS = {
    NotRelevant.TOO_FAR: "It is too far away",
    NotRelevant.WRONG_HOURS: "The hours do not suit me",
    NotRelevant.LOW_PAY: "The pay is too low",
    NotRelevant.WRONG_WORK: "It is the wrong kind of work",
    NotRelevant.OTHER: "Another reason",
}


class ChangeAlertForm(FlaskForm):
    name = LineField(
        "What shall we call this alert?",
        [Required("Enter a name for the alert")],
        limit=LONGEST_NAME,
        description="Only you see it.",
    )
    frequency = RadiosField(
        "How often shall we write?",
        [Required("Choose how often we write")],
        choices=choices_of((frequency.value, label) for frequency, label in FREQUENCY_LABELS.items()),
        default=Frequency.DAILY.value,
    )
    submit = SubmitField("Keep these changes", widget=GovSubmitInput())

    def chosen_frequency(self) -> Frequency:
        return Frequency(self.frequency.data)


class NewAlertForm(ChangeAlertForm):
    email = LineField("Your e-mail address", [Required("Enter your e-mail address"), EMAIL], limit=254)
    submit = SubmitField("Get these e-mails", widget=GovSubmitInput())


class NotRelevantForm(FlaskForm):
    class Meta:
        csrf = False  # it only asks what would change

    why = RadiosField(
        "Why is it not right for you?",
        [Required("Choose a reason")],
        choices=choices_of((reason.value, label) for reason, label in NOT_RELEVANT_LABELS.items()),
    )
    submit = SubmitField("Go on", widget=GovSubmitInput())
