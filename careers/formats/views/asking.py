"""A person asks to answer in another way, says which would suit, and sees where it stands."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.formats import commands, policies, queries
from careers.formats.blueprint import bp
from careers.formats.forms import WishForm
from careers.screening.bank import get_value, values
from careers.web import local_path, say, signed_in_user


@bp.route("/values/another-way", methods=["GET", "POST"])
@requires(Permission.FORMAT_ASK)
def ask_for_format() -> ResponseReturnValue:
    user, form = signed_in_user(), PressForm()
    known = {value.key for value in values()}
    value_keys = [key for key in request.args.getlist("values") if key in known]
    return_to = local_path(request.args.get("return_to"))
    if not form.validate_on_submit():
        return render_template("formats/ask_for_format.html", form=form, values=[get_value(key) for key in value_keys])
    commands.ask_for_format(user, value_keys)
    db.session.commit()
    say("We have your request. It does not count against you.")
    return redirect(url_for("formats.show_format", return_to=return_to))


@bp.route("/account/another-way", methods=["GET", "POST"])
@requires(Permission.FORMAT_ASK)
def show_format() -> ResponseReturnValue:
    latest = queries.find_latest(signed_in_user().id)
    form = WishForm(obj=latest)
    return_to = local_path(request.args.get("return_to"))
    if latest is not None and form.validate_on_submit():
        commands.tell_wish(latest, way=form.way.data, contact=form.contact.data or "")
        db.session.commit()
        say("Saved. The council sees it.")
        return redirect(url_for("formats.show_format", return_to=return_to))
    return render_template(
        "formats/show_format.html",
        latest=latest,
        form=form,
        where=policies.in_words(latest) if latest else "",
        values=[get_value(key) for key in latest.value_keys] if latest else [],
        return_to=return_to,
    )


@bp.route("/account/another-way/withdraw", methods=["GET", "POST"])
@requires(Permission.FORMAT_ASK)
def withdraw_format() -> ResponseReturnValue:
    user, form = signed_in_user(), PressForm()
    latest = queries.find_latest(user.id)
    if latest is None:
        return redirect(url_for("formats.show_format"))
    if not form.validate_on_submit():
        return render_template("formats/withdraw_format.html", form=form)
    commands.withdraw_request(latest, by=user)
    db.session.commit()
    say("Your request is taken back. You can ask again at any time.")
    return redirect(url_for("formats.show_format"))
