"""The pages on which people are invited, and on which they say no."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import SubmitField

from careers.fields import AtMost, CheckboxesField, RadiosField, Required, TextBoxField, choices_of
from careers.invitations.policies import DECLINE_REASONS, MESSAGE_LIMIT, MOST_AT_ONCE, FromNowOn


class InvitePeopleForm(FlaskForm):
    people = CheckboxesField(
        "Who do you want to invite?",
        [
            Required("Choose the people you want to invite"),
            AtMost(MOST_AT_ONCE, f"Choose up to {MOST_AT_ONCE} people at a time"),
        ],
        choices=[],
        validate_choice=False,  # somebody chosen may have left the list meanwhile: the others are still invited
    )
    message = TextBoxField(
        "Your message (optional)",
        limit=MESSAGE_LIMIT,
        rows=5,
        description="Everybody you invite reads the same words. Say what is good about working with you. "
        "Leave out phone numbers, postcodes, e-mail and web addresses.",
    )
    submit = SubmitField("Send the invitations", widget=GovSubmitInput())


class DeclineInvitationForm(FlaskForm):
    reason = RadiosField(
        "Why not? (optional)",
        choices=choices_of([*DECLINE_REASONS.items(), ("", "I would rather not say")]),
        default="",
        description="The employer does not see this. It reads “not this time”, whatever you choose.",
    )
    from_now_on = RadiosField(
        "Who may invite you from now on?",
        choices=choices_of(
            [
                (FromNowOn.ANYBODY.value, "Any employer, this one too"),
                (FromNowOn.NOT_THIS_EMPLOYER.value, "Other employers, but not this one"),
                (FromNowOn.NOBODY.value, "Nobody: stop all invitations"),
            ]
        ),
        coerce=FromNowOn,
        default=FromNowOn.ANYBODY,
    )
    submit = SubmitField("Say no thank you", widget=GovSubmitInput())
