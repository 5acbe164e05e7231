"""A person answers in writing: a value a page, then sends it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.formats import commands, queries
from careers.formats.blueprint import bp
from careers.formats.forms import WriteForm
from careers.formats.models import FormatRequest
from careers.screening.bank import get_value
from careers.web import say, signed_in_user


@bp.route("/values/in-writing", methods=["GET", "POST"])
@requires(Permission.FORMAT_ASK)
def send_written() -> ResponseReturnValue:
    user, form = signed_in_user(), PressForm()
    latest = queries.find_latest(user.id)
    if latest is None:
        return redirect(url_for("formats.ask_for_format"))
    if not latest.is_open:
        return redirect(url_for("formats.show_format"))
    if form.validate_on_submit():
        commands.send_written(latest, by=user)
        db.session.commit()
        say("Your answers are sent. Employers you apply to read them in place of scores.")
        return redirect(url_for("formats.show_format"))
    return render_template(
        "formats/send_written.html",
        form=form,
        values=[get_value(key) for key in latest.value_keys],
        written={each.value_key: each.text for each in latest.written},
    )


@bp.route("/values/in-writing/<value_key>", methods=["GET", "POST"])
@requires(Permission.FORMAT_ASK)
def write_answer(value_key: str) -> ResponseReturnValue:
    user, value = signed_in_user(), get_value(value_key)
    latest = queries.get_open(user.id)
    form = WriteForm(data={"text": text_of(latest, value_key)})
    if form.validate_on_submit():
        commands.write_answer(latest, value_key, form.text.data or "", by=user)
        db.session.commit()
        say(words_of_saving(value.name, form.text.data))
        return redirect(url_for("formats.send_written"))
    return render_template(
        "formats/write_answer.html",
        form=form,
        value=value,
        back_url=url_for("formats.send_written"),
        is_for_person=False,
    )


def text_of(latest: FormatRequest, value_key: str) -> str:
    """Return what is written about a value so far."""
    return next((each.text for each in latest.written if each.value_key == value_key), "")


def words_of_saving(value_name: str, text: str | None) -> str:
    """Return what to say once the words about a value are kept, or taken away."""
    return f"Saved: {value_name}." if text else f"Nothing is written about this value: {value_name}."
