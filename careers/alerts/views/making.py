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
from careers.jobs import facets
from careers.jobs.asked_in_words import as_meant
from careers.jobs.queries import Found, search_opportunities, where_of
from careers.jobs.search_query import SearchQuery, read_query
from careers.web import limiter, say, signed_in_user


@bp.route("/alerts/new", methods=["GET", "POST"])
@public
@limiter.limit("30 per hour", methods=["POST"])
def new_alert() -> ResponseReturnValue:
    typed, found = _search_asked_for()
    query, place = _as_understood(typed, found), found.place
    commands.check_can_watch(query, place)
    label, where = place.location.label if place and place.location else "", where_of(place)
    exactly, email = facets.as_typed(typed, {"exact", *request.args}), _own_address()
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
        typed_instead=typed.q if query.q != typed.q else "",
        instead_url=f"{url_for('alerts.new_alert')}?{facets.encoded(typed)}{exactly}",
        has_none_with_all=found.results.matched_any,
        own_email=email,
    )


@bp.route("/alerts/check-your-e-mail")
@public
def check_email() -> ResponseReturnValue:
    return render_template("alerts/check_email.html")


def _search_asked_for() -> tuple[SearchQuery, Found]:
    """Return the search in the address, read as the search page reads it, and what it finds."""
    near = centre_of(current_app.config["AREA_CODES"])
    query = replace(read_query(request.args.to_dict(flat=False)), page=1, sort="")
    if "words" not in request.args:
        query = as_meant(query, near=near)
    return query, search_opportunities(query, near=near, exact="exact" in request.args)


def _as_understood(query: SearchQuery, found: Found) -> SearchQuery:
    """Return a search as the search page took it: what an alert looks for is what its owner saw.

    Misspelt words are mended, as no advert will ever have them; words for the whole country are no place.
    """
    everywhere = found.place is not None and found.place.is_nation_wide
    return replace(query, q=found.results.corrected_words or query.q, place="" if everywhere else query.place)


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
