"""A provider and the people who ask for a place: who needs an answer, and each step, a page and a button each."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.jobs.seen import count_views
from careers.placements.blueprint import bp
from careers.placements.commands import bookings as commands
from careers.placements.disclosure import Guest, seen_by_provider, words_seen_by_provider
from careers.placements.forms import DeclineForm, EndForm, NoStartForm, StartForm
from careers.placements.policies.adverts import MOVES as PLACEMENT_MOVES
from careers.placements.policies.adverts import is_open
from careers.placements.policies.bookings import DECLINE_REASONS, MOVES, OPEN
from careers.placements.queries import adverts
from careers.placements.queries import bookings as queries
from careers.placements.standing import task_of_provider, timeline_of_booking
from careers.web import say, signed_in_user

BOOKING = "/provider/placements/<reference>/bookings/<booking_reference>"


@bp.route("/provider/placements/<reference>")
@requires(Permission.HIRING_READ, writes_on_get=True)
def show_own_placement(reference: str) -> ResponseReturnValue:
    user, today = signed_in_user(), clock.today()
    placement = adverts.get_placement_of(user.organisation_id, reference)
    guests = [seen_by_provider(booking) for booking in queries.list_bookings(placement)]
    rows = [(guest, task_of_provider(guest.booking, today)) for guest in guests]
    page = render_template(
        "placements/show_own_placement.html",
        placement=placement,
        due=[row for row in rows if row[1].is_due],
        under_way=[row for row in rows if not row[1].is_due and row[0].booking.status in OPEN],
        ended=[row for row in rows if row[0].booking.status not in OPEN],
        is_open=is_open(placement, today),
        can_end=bool(PLACEMENT_MOVES[placement.status]),
        may_write=user.may(Permission.PLACEMENT_WRITE),
        views=count_views(placement.id),
    )
    for guest in guests:
        if guest.is_identified:
            commands.note_look(guest.booking, by=user)
    db.session.commit()
    return page


@bp.route(BOOKING)
@requires(Permission.HIRING_READ, writes_on_get=True)
def show_booking(reference: str, booking_reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    guest = _guest(reference, booking_reference)
    booking = guest.booking
    events = [
        (event, actor.name if actor and actor.organisation_id == user.organisation_id else "")
        for event, actor in queries.list_history(booking)
    ]
    page = render_template(
        "placements/show_booking.html",
        guest=guest,
        booking=booking,
        placement=booking.placement,
        task=task_of_provider(booking, clock.today()),
        timeline=[
            event._replace(note=words_seen_by_provider(booking, event.note)) for event in timeline_of_booking(events)
        ],
        next_statuses=MOVES[booking.status],
        may_decide=user.may(Permission.BOOKING_DECIDE),
        form=PressForm(),
    )
    commands.note_look(booking, by=user)
    db.session.commit()
    return page


@bp.route(f"{BOOKING}/accept", methods=["GET", "POST"])
@requires(Permission.BOOKING_DECIDE)
def accept_booking(reference: str, booking_reference: str) -> ResponseReturnValue:
    guest, form = _guest(reference, booking_reference), PressForm()
    if not form.validate_on_submit():
        return render_template("placements/accept_booking.html", guest=guest, form=form)
    commands.accept_booking(guest.booking, by=signed_in_user())
    return _done(guest, "has a place. We have told them.")


@bp.route(f"{BOOKING}/decline", methods=["GET", "POST"])
@requires(Permission.BOOKING_DECIDE)
def decline_booking(reference: str, booking_reference: str) -> ResponseReturnValue:
    guest, form = _guest(reference, booking_reference), DeclineForm()
    if not form.validate_on_submit():
        return render_template("placements/decline_booking.html", guest=guest, form=form)
    commands.decline_booking(
        guest.booking,
        reason=DECLINE_REASONS[form.reason.data],
        words=form.words.data or "",
        by=signed_in_user(),
    )
    return _done(guest, "is told of your decision")


@bp.route(f"{BOOKING}/start", methods=["GET", "POST"])
@requires(Permission.BOOKING_DECIDE)
def start_booking(reference: str, booking_reference: str) -> ResponseReturnValue:
    guest = _guest(reference, booking_reference)
    form = StartForm(data={"started_on": clock.today()})
    if form.validate_on_submit():
        try:
            commands.start_booking(guest.booking, started_on=form.started_on.data, by=signed_in_user())
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
        else:
            return _done(guest, "has started")
    return render_template("placements/start_booking.html", guest=guest, form=form)


@bp.route(f"{BOOKING}/end", methods=["GET", "POST"])
@requires(Permission.BOOKING_DECIDE)
def end_booking(reference: str, booking_reference: str) -> ResponseReturnValue:
    guest = _guest(reference, booking_reference)
    form = EndForm(data={"ended_on": clock.today()})
    if form.validate_on_submit():
        try:
            commands.end_booking(
                guest.booking,
                ended_on=form.ended_on.data,
                ending=form.how.data,
                reason=form.sentence(),
                by=signed_in_user(),
            )
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
        else:
            return _done(guest, "has finished. We have told them what you noted.")
    return render_template("placements/end_booking.html", guest=guest, form=form)


@bp.route(f"{BOOKING}/did-not-start", methods=["GET", "POST"])
@requires(Permission.BOOKING_DECIDE)
def note_did_not_start(reference: str, booking_reference: str) -> ResponseReturnValue:
    guest, form = _guest(reference, booking_reference), NoStartForm()
    if not form.validate_on_submit():
        return render_template("placements/note_did_not_start.html", guest=guest, form=form)
    commands.note_did_not_start(guest.booking, reason=form.sentence(), by=signed_in_user())
    return _done(guest, "did not start. The place is free again.")


def _guest(reference: str, booking_reference: str) -> Guest:
    placement = adverts.get_placement_of(signed_in_user().organisation_id, reference)
    return seen_by_provider(queries.get_booking(placement, booking_reference))


def _done(guest: Guest, sentence: str) -> ResponseReturnValue:
    """Keep the decision, say it, and show the booking as it stands now."""
    booking = guest.booking
    target = url_for(
        "placements.show_booking", reference=booking.placement.reference, booking_reference=booking.reference
    )
    db.session.commit()
    say(f"Person {booking.reference} {sentence}")  # no name: a message travels in the cookie
    return redirect(target)
