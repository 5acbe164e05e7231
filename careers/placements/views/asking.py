"""A placement as the public sees it, and asking for a place."""

from textwrap import shorten

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers import clock
from careers.access import Permission, public, requires
from careers.accounts.forms import PressForm
from careers.candidates.commands import ensure_candidate, fill_gaps
from careers.candidates.models import Candidate
from careers.candidates.queries import find_candidate
from careers.database import db
from careers.frames import render_framed
from careers.jobs.kept_similar import list_similar
from careers.jobs.policies import is_gone
from careers.jobs.queries import is_saved
from careers.pathways.near_roles import near_role_codes
from careers.placements.blueprint import bp
from careers.placements.commands import bookings as commands
from careers.placements.facts import facts_of
from careers.placements.forms import AskForPlaceForm
from careers.placements.models import Booking, Placement
from careers.placements.policies.adverts import is_open
from careers.placements.policies.bookings import answer_due_on
from careers.placements.queries import adverts
from careers.placements.queries import bookings as queries
from careers.placements.schemes import get_scheme
from careers.web import signed_in_user
from careers.words import date_in_words


@bp.route("/placements/<reference>")
@bp.route("/placements/<reference>/<slug>")
@public
def show_placement(reference: str, slug: str = "") -> ResponseReturnValue:
    placement = adverts.get_public_placement(reference)
    similar = list_similar(placement, near_role_codes(placement.role_code))
    if is_gone(placement, clock.now()):
        return render_template("finding/gone_job.html", advert=placement, similar=similar), 410
    today, employer = clock.today(), placement.organisation.told_elsewhere
    return render_framed(
        "placements/show_placement.html",
        placement=placement,
        shared_title=f"{placement.title}, {employer}",
        description=f"{placement.title} in {placement.workplace.town} with {employer}. "
        + shorten(placement.description, 120, placeholder="…"),
        is_open=is_open(placement, today),
        facts=facts_of(placement, today=today),
        scheme=get_scheme(placement.scheme, placement.starts_on),
        url=current_app.config["PUBLIC_URL"] + url_for("placements.show_placement", reference=placement.reference),
        published_words=date_in_words(placement.first_published_at or placement.created_at),
        similar=similar,
        **_of_visitor(placement),
    )


@bp.route("/placements/<reference>/ask", methods=["GET", "POST"])
@requires(Permission.BOOKING_ASK)
def ask_for_place(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    placement = adverts.get_public_placement(reference)
    candidate = find_candidate(user.id)
    booking = queries.find_open_booking(user.id, placement.id)
    if booking is not None:
        return redirect(url_for("placements.show_asked", booking_reference=booking.reference))
    form = _form_for(candidate)
    if not form.validate_on_submit():
        return render_template(
            "placements/ask_for_place.html",
            placement=placement,
            form=form,
            candidate=candidate,
            email=user.email,
            is_open=is_open(placement, clock.today()),
        )
    candidate = ensure_candidate(user)
    contact = {name: form[name].data or "" if name in form else "" for name in ("first_name", "last_name", "phone")}
    fill_gaps(candidate, **contact, postcode=None)
    booking = commands.ask_for_place(candidate, placement, why=form.why.data or "", by=user)
    asked = booking.reference
    db.session.commit()
    return redirect(url_for("placements.show_asked", booking_reference=asked))


@bp.route("/account/placements/<booking_reference>/asked")
@requires(Permission.ACCOUNT_READ)
def show_asked(booking_reference: str) -> ResponseReturnValue:
    booking = queries.get_own_booking(signed_in_user().id, booking_reference)
    return render_template(
        "placements/show_asked.html", booking=booking, placement=booking.placement, answer_by=answer_due_on(booking)
    )


def _form_for(candidate: Candidate | None) -> AskForPlaceForm:
    """Return the form with only what the profile does not say yet."""
    form = AskForPlaceForm()
    for name in ("first_name", "last_name", "phone"):
        if candidate is not None and getattr(candidate, name):
            del form[name]
    return form


def _of_visitor(placement: Placement) -> dict[str, bool | Booking | PressForm | None]:
    """Return what the page says to whoever looks: whether they can ask, what they asked, whether they saved it."""
    if not current_user.is_authenticated:
        return {"can_ask": True, "booking": None, "is_saved": False, "form": None}
    user = signed_in_user()
    if not user.may(Permission.BOOKING_ASK):
        return {"can_ask": False, "booking": None, "is_saved": None, "form": None}
    candidate = find_candidate(user.id)
    return {
        "can_ask": True,
        "booking": queries.find_open_booking(user.id, placement.id),
        "is_saved": candidate is not None and is_saved(candidate.id, placement.id),
        "form": PressForm(),
    }
