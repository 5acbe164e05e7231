"""Ask for an e-mail about new work that fits a search."""

from dataclasses import replace

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers.access import Permission, public
from careers.alerts import words
from careers.alerts.blueprint import bp
from careers.alerts.commands import making as commands
from careers.alerts.commands.making import Wish
from careers.alerts.forms import NewAlertForm
from careers.database import db
from careers.errors import NotAllowed
from careers.geo.districts import centre_of
from careers.geo.search import resolve_place
from careers.jobs import facets
from careers.jobs.queries import where_of
from careers.jobs.search_query import read_query
from careers.web import limiter, say, signed_in_user


@bp.route("/alerts/new", methods=["GET", "POST"])
@public
@limiter.limit("30 per hour", methods=["POST"])
def new_alert() -> ResponseReturnValue:
    query = replace(read_query(request.args.to_dict(flat=False)), page=1, sort="")
    near = centre_of(current_app.config["AREA_CODES"])
    place = resolve_place(query.place, near=near) if query.place else None
    commands.check_can_watch(query, place)
    label, where = place.location.label if place and place.location else "", where_of(place)
    email = _own_address()
    form = NewAlertForm(name=words.default_name(query, label, where))
    if email:
        del form.email
    if form.validate_on_submit():
        wish = Wish(query, place, form.name.data or "", form.chosen_frequency())
        try:
            return _make(email, wish, form)
        except NotAllowed as refusal:
            db.session.rollback()
            form.name.errors = [*form.name.errors, str(refusal)]
    return render_template(
        "alerts/new_alert.html",
        form=form,
        facts=words.search_in_words(query, label, where),
        search_url=facets.address(query),
        own_email=email,
    )


@bp.route("/alerts/check-your-e-mail")
@public
def check_email() -> ResponseReturnValue:
    return render_template("alerts/check_email.html")


def _own_address() -> str:
    """Return the address of a person who is signed in and has an account page for alerts, else nothing."""
    if current_user.is_authenticated and signed_in_user().may(Permission.ACCOUNT_READ):
        return signed_in_user().email
    return ""


def _make(email: str, wish: Wish, form: NewAlertForm) -> ResponseReturnValue:
    if email:
        commands.add_alert(email, wish)
        db.session.commit()
        say("Your alert is on. We write when there is something new.")
        return redirect(url_for("alerts.list_alerts"))
    commands.ask_for_alert(form.email.data or "", wish, secret=str(current_app.secret_key))
    db.session.commit()
    return redirect(url_for("alerts.check_email"))
