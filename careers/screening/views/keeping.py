"""A person who has signed in keeps what they did as a visitor, or has it deleted."""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers.access import Permission, public
from careers.accounts.forms import PressForm
from careers.database import db
from careers.errors import NotAllowed
from careers.screening import bank, commands, queries
from careers.screening.bank import Value
from careers.screening.blueprint import bp
from careers.screening.queries import Person
from careers.screening.views.visit import visitor_of_request
from careers.web import VISITOR, say, signed_in_user

NOT_FOR_YOU = (
    "Answers to situations are kept for people who look for work. This account is for other work, so nothing was "
    "kept here. Sign out, and sign in with another e-mail address to keep them."
)


@bp.route("/keep", methods=["GET", "POST"])
@public  # open, so that somebody whose account cannot keep answers reads why
def keep_values() -> ResponseReturnValue:
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.ask_for_code", next=url_for("screening.keep_values")))
    user, visitor, form = signed_in_user(), visitor_of_request(), PressForm()
    if not user.may(Permission.VALUES_ANSWER):
        raise NotAllowed(NOT_FOR_YOU)
    if not form.validate_on_submit():
        return render_template("screening/keep_values.html", form=form, values=_values_of(visitor))
    if request.form.get("choice") == "delete":
        commands.forget_visitor(visitor)
        sentences = ["What was answered here before you signed in is deleted."]
    else:
        sentences = commands.keep_sittings(visitor, user_id=user.id)
    db.session.commit()
    session.pop(VISITOR, None)
    for sentence in sentences:
        say(sentence)
    return redirect(url_for("screening.show_profile"))


def _values_of(visitor: Person) -> list[Value]:
    """Return the values of which a visitor has answered something, in the order of the values."""
    sittings = queries.list_sittings(visitor)
    answered = queries.list_answered(sittings)
    keys = {sitting.value_key for sitting in sittings if sitting.id in answered}
    return [value for value in bank.values() if value.key in keys]
