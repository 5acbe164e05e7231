"""Forms of signing in."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput, GovTextInput
from wtforms import StringField, SubmitField
from wtforms.validators import InputRequired, Regexp

from careers.fields import EMAIL, LineField, Required


class AskForCodeForm(FlaskForm):
    email = LineField("Your e-mail address", [Required("Enter your e-mail address"), EMAIL], limit=254)
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
