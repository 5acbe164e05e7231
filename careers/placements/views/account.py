"""What a person does about placements and referrals of their own, signed in or by the link that reached them."""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, public, requires
from careers.accounts.commands import token_hash
from careers.accounts.forms import PressForm
from careers.database import db
from careers.placements.blueprint import bp
from careers.placements.commands import bookings as booking_commands
from careers.placements.commands import referrals as commands
from careers.placements.forms import AnswerReferralForm, WithdrawForm
from careers.placements.models import BookingStatus, Placement, Referral, ReferralStatus
from careers.placements.policies.adverts import is_open
from careers.placements.policies.bookings import MOVES
from careers.placements.queries import bookings as booking_queries
from careers.placements.queries import referrals as queries
from careers.placements.standing import standing_of
from careers.web import limiter, say, signed_in_user


@bp.route("/account/placements")
@requires(Permission.ACCOUNT_READ)
def list_own_placements() -> ResponseReturnValue:
    user, today = signed_in_user(), clock.today()
    referrals = queries.list_referrals_to(user)
    return render_template(
        "placements/list_own_placements.html",
        rows=[
            (booking, standing_of(booking, today), BookingStatus.WITHDRAWN in MOVES[booking.status])
            for booking in booking_queries.list_own_bookings(user.id)
        ],
        waiting=[
            referral
            for referral in referrals
            if referral.status is ReferralStatus.MADE and referral.expires_on >= today
        ],
        agreed=[referral for referral in referrals if referral.agreed_at is not None],
        told=queries.list_told_about(user),
        form=PressForm(),
    )


@bp.route("/account/placements/<booking_reference>/withdraw", methods=["GET", "POST"])
@requires(Permission.BOOKING_ASK)
def withdraw_booking(booking_reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    booking = booking_queries.get_own_booking(user.id, booking_reference)
    form = WithdrawForm()
    if not form.validate_on_submit():
        return render_template("placements/withdraw_booking.html", booking=booking, form=form)
    booking_commands.withdraw_booking(booking, reason=form.reason.data or "", by=user)
    db.session.commit()
    say("You have withdrawn. We have told the employer.")
    return redirect(url_for("placements.list_own_placements"))


@bp.route("/account/placements/referrals/<reference>/stop-sharing", methods=["POST"])
@requires(Permission.BOOKING_ASK)
def stop_sharing(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    commands.stop_sharing(queries.get_referral_to(user, reference), by=user)
    db.session.commit()
    say("Nothing more about this goes back to your adviser")
    return redirect(url_for("placements.list_own_placements"))


@bp.route("/account/placements/referrals/<reference>", methods=["GET", "POST"])
@requires(Permission.BOOKING_ASK)
def answer_own_referral(reference: str) -> ResponseReturnValue:
    here = url_for("placements.answer_own_referral", reference=reference)
    return _answer(queries.get_referral_to(signed_in_user(), reference), here)


@bp.route("/referrals/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per hour", methods=["POST"])
def answer_referral(token: str) -> ResponseReturnValue:
    referral = queries.get_referral_by_token(token_hash(token))
    response = make_response(_answer(referral, url_for("placements.answer_referral", token=token)))
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer(referral: Referral, here: str) -> ResponseReturnValue:
    """Show a referral to the person it is for, and keep their answer: opening the page changes nothing."""
    form = AnswerReferralForm()
    if form.validate_on_submit() and (form.agree.data or form.decline.data):
        if form.agree.data:
            commands.agree_to_referral(
                referral, shares_attendance=form.shares_attendance.data, shares_outcome=form.shares_outcome.data
            )
        else:
            commands.decline_referral(referral)
        db.session.commit()
        return redirect(here)
    opportunity = referral.opportunity
    return render_template(
        "placements/answer_referral.html",
        referral=referral,
        opportunity=opportunity,
        is_placement=isinstance(opportunity, Placement),
        is_waiting=referral.status is ReferralStatus.MADE and referral.expires_on >= clock.today(),
        is_open=is_open(opportunity, clock.today()),
        booking=queries.find_booking_of(referral) if referral.agreed_at else None,
        form=form,
    )
