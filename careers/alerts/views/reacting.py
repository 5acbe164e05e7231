"""Say why something that an alert found was no use, see what would change, and change it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import public
from careers.accounts.forms import PressForm
from careers.alerts import queries, words
from careers.alerts.adjusting import adjust
from careers.alerts.blueprint import bp
from careers.alerts.commands import changing as commands
from careers.alerts.forms import NotRelevantForm
from careers.alerts.models import NotRelevant
from careers.alerts.tokens import read_alert_token
from careers.alerts.views.managing import secret
from careers.database import db
from careers.jobs.cards import card_of
from careers.jobs.index import Hit
from careers.web import limiter, say


@bp.route("/alerts/<token>/not-relevant/<reference>", methods=["GET", "POST"])
@public
@limiter.limit("60 per hour", methods=["POST"])
def not_relevant(token: str, reference: str) -> ResponseReturnValue:
    alert = queries.get_alert(read_alert_token(secret(), token))
    entry = queries.get_found(alert.id, reference)
    card = card_of(Hit(entry, None), today=clock.today())
    form = NotRelevantForm(request.args if "submit" in request.args else None)
    if "submit" not in request.args or not form.validate():
        return render_template("alerts/not_relevant.html", alert=alert, card=card, token=token, form=form)
    reason, where = NotRelevant(form.why.data), words.where_of_alert(alert.lat, alert.lon, alert.area)
    change = adjust(words.query_of(alert.search), where, entry, reason)
    press = PressForm()
    if not press.validate_on_submit():
        return render_template(
            "alerts/confirm_not_relevant.html", alert=alert, card=card, token=token, change=change, form=press
        )
    query = change.query if change else None
    commands.note_not_relevant(queries.lock_alert(alert.id), entry, reason, query=query)
    db.session.commit()
    say(f"Your alert is changed. {change.words}" if change else "Thank you. We have noted it.")
    return redirect(url_for("alerts.show_alert", token=token))
