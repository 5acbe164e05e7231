"""A person's alerts: all on the account page, one behind the link of a message; confirm, change, stop."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address
from flask_login import current_user

from careers.access import Permission, public, requires
from careers.accounts.forms import PressForm
from careers.alerts import queries, words
from careers.alerts.blueprint import bp
from careers.alerts.commands import changing as commands
from careers.alerts.forms import FREQUENCY_LABELS, ChangeAlertForm
from careers.alerts.models import Alert, AlertStatus, EndReason
from careers.alerts.tokens import alert_token, read_address_token, read_alert_token
from careers.database import db
from careers.web import csrf, limiter, say, signed_in_user

WHY_ENDED = {
    EndReason.PERSON: "You stopped it, or your account was closed.",
    EndReason.BOUNCED: "Our messages to you came back.",
    EndReason.NO_ANSWER: "We asked whether you still want it and did not hear from you.",
    EndReason.REFUSED: "Your mail provider told us that you want no more messages.",
}
STATUS_TAGS = {
    AlertStatus.WAITING: ("Not confirmed", "sun"),
    AlertStatus.ON: ("On", "leaf"),
    AlertStatus.ENDED: ("Stopped", "quiet"),
}


def secret() -> str:
    """Return what our links are signed with."""
    return str(current_app.secret_key)


def _whose_alerts() -> str:
    """Tell apart whose alerts are stopped: mail providers press for many people from few servers."""
    address_id = read_address_token(secret(), (request.view_args or {}).get("token", ""))
    return f"alerts of {address_id}" if address_id is not None else get_remote_address()


def facts_of(alert: Alert) -> list[tuple[str, str]]:
    """Return what an alert looks for and how often it writes, as rows of a table of facts."""
    query, where = words.query_of(alert.search), words.where_of_alert(alert.lat, alert.lon, alert.area)
    return [*words.search_in_words(query, alert.place, where), ("How often", FREQUENCY_LABELS[alert.frequency])]


@bp.route("/account/alerts")
@requires(Permission.ACCOUNT_READ)
def list_alerts() -> ResponseReturnValue:
    standings = queries.list_alerts_of(signed_in_user().email)
    return render_template(
        "alerts/list_alerts.html",
        standings=standings,
        tokens={each.alert.id: alert_token(secret(), each.alert.id) for each in standings},
        facts_of=facts_of,
        status_tags=STATUS_TAGS,
        form=PressForm(),
    )


@bp.route("/alerts/<token>")
@public
def show_alert(token: str) -> ResponseReturnValue:
    alert = queries.get_alert(read_alert_token(secret(), token))
    is_own = current_user.is_authenticated and signed_in_user().email == alert.address.email
    return render_template(
        "alerts/show_alert.html",
        alert=alert,
        token=token,
        facts=facts_of(alert),
        found=queries.list_found(alert.id),
        why_ended=WHY_ENDED.get(alert.end_reason) if alert.end_reason else "",
        status_tag=STATUS_TAGS[alert.status],
        is_own=is_own and signed_in_user().may(Permission.ACCOUNT_READ),
        form=PressForm(),
    )


@bp.route("/alerts/<token>/on", methods=["POST"])
@public
@limiter.limit("60 per hour")
def turn_on_alert(token: str) -> ResponseReturnValue:
    alert = _locked(token)
    was_on = alert.status is AlertStatus.ON
    commands.turn_on(alert)
    db.session.commit()
    say("Thank you. We keep writing." if was_on else "Your alert is on. We write when there is something new.")
    return redirect(url_for("alerts.show_alert", token=token))


@bp.route("/alerts/<token>/stop", methods=["POST"])
@public
@limiter.limit("60 per hour")
def stop_alert(token: str) -> ResponseReturnValue:
    commands.stop_alert(_locked(token))
    db.session.commit()
    say("Stopped. We will not write about this search again.")
    return redirect(url_for("alerts.show_alert", token=token))


@bp.route("/alerts/<token>/change", methods=["GET", "POST"])
@public
@limiter.limit("60 per hour", methods=["POST"])
def change_alert(token: str) -> ResponseReturnValue:
    alert = queries.get_alert(read_alert_token(secret(), token))
    form = ChangeAlertForm(name=alert.name, frequency=alert.frequency.value)
    if not form.validate_on_submit():
        return render_template("alerts/change_alert.html", alert=alert, token=token, form=form)
    commands.change_alert(_locked(token), name=form.name.data or "", frequency=form.chosen_frequency())
    db.session.commit()
    say("Your alert is changed")
    return redirect(url_for("alerts.show_alert", token=token))


@bp.route("/alerts/stop-all/<token>", methods=["GET", "POST"])
@csrf.exempt  # a mail program presses it too (RFC 8058); the token is the proof
@public
@limiter.limit("60 per hour", key_func=_whose_alerts, methods=["POST"])  # in place of the limit of each connection
def stop_all(token: str) -> ResponseReturnValue:
    address = queries.get_address(read_address_token(secret(), token))
    if request.method == "POST":
        commands.stop_all(address.id)
        db.session.commit()
        return render_template("alerts/stop_all.html", is_done=True)
    return render_template("alerts/stop_all.html", is_done=False)


def _locked(token: str) -> Alert:
    return queries.lock_alert(read_alert_token(secret(), token))
