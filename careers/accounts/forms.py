"""Forms of signing in."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput, GovTextInput
from wtforms import StringField, SubmitField
from wtforms.validators import InputRequired, Length, Regexp

from careers.fields import EMAIL


class AskForCodeForm(FlaskForm):
    email = StringField(
        "Your e-mail address",
        widget=GovTextInput(),
        filters=[lambda text: text.strip() if text else text],
        validators=[
            InputRequired("Enter your e-mail address"),
            Length(max=254, message="Enter an e-mail address of at most 254 characters"),
            EMAIL,
        ],
    )
    submit = SubmitField("Send me a code", widget=GovSubmitInput())


class EnterCodeForm(FlaskForm):
    code = StringField(
        "Six-digit code",
        widget=GovTextInput(),
        filters=[lambda text: "".join(text.split()) if text else text],
        validators=[
            InputRequired("Enter the code from the e-mail"),
            Regexp(r"^[0-9]{6}$", message="Enter the six numbers from the e-mail, like 012345"),
        ],
    )
    submit = SubmitField("Sign in", widget=GovSubmitInput())


class PressForm(FlaskForm):
    """A form that is only a button (and its protection against forged requests)."""
