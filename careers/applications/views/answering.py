"""One application as the person who made it sees it: its history and fit, an offer to answer, the way out."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.applications import policies, queries
from careers.applications.blueprint import bp
from careers.applications.commands import applying as commands
from careers.applications.forms import DeclineForm, WithdrawForm
from careers.applications.models import ApplicationStatus
from careers.applications.standing import standing_of, timeline_of
from careers.database import db
from careers.formats.policies import in_words
from careers.formats.queries import find_latest
from careers.matching.fit import from_dict
from careers.web import say, signed_in_user


@bp.route("/account/applications/<reference>")
@requires(Permission.ACCOUNT_READ)
def show_application(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    application = queries.get_own(user.id, reference)
    if application.status is ApplicationStatus.DRAFT:
        return redirect(url_for("applications.start_application", reference=application.vacancy.reference))
    employer = application.vacancy.organisation.name
    events = [
        (event, "you" if actor and actor.id == user.id else employer if actor and actor.organisation_id else "")
        for event, actor in queries.list_history(application)
    ]
    other_format = find_latest(user.id, application.vacancy.value_keys)
    return render_template(
        "applications/show_application.html",
        format_words=in_words(other_format) if other_format else "",
        application=application,
        vacancy=application.vacancy,
        standing=standing_of(application, clock.today()),
        timeline=timeline_of(events),
        fit=from_dict(application.fit) if application.fit else None,
        can_withdraw=ApplicationStatus.WITHDRAWN in policies.ARROWS[application.status],
        messages=queries.list_messages(application),
    )


@bp.route("/account/applications/<reference>/accept", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def accept_offer(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    application = queries.get_own(user.id, reference)
    form = PressForm()
    if not form.validate_on_submit():
        return render_template("applications/accept_offer.html", application=application, form=form)
    commands.accept_offer(application, by=user)
    db.session.commit()
    say("You have accepted the offer. Congratulations.")
    return redirect(url_for("applications.show_application", reference=reference))


@bp.route("/account/applications/<reference>/decline", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def decline_offer(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    application = queries.get_own(user.id, reference)
    form = DeclineForm()
    if not form.validate_on_submit():
        return render_template("applications/decline_offer.html", application=application, form=form)
    commands.decline_offer(application, reason=form.reason.data or "", by=user)
    db.session.commit()
    say("You have declined the offer. We have told the employer.")
    return redirect(url_for("applications.show_application", reference=reference))


@bp.route("/account/applications/<reference>/withdraw", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def withdraw_application(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    application = queries.get_own(user.id, reference)
    form = WithdrawForm()
    if not form.validate_on_submit():
        return render_template("applications/withdraw_application.html", application=application, form=form)
    commands.withdraw_application(application, reason=form.reason.data or "", by=user)
    db.session.commit()
    say("You have withdrawn your application. We have told the employer.")
    return redirect(url_for("applications.show_application", reference=reference))


@bp.route("/account/applications/<reference>/delete", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def delete_draft(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    application = queries.get_own(user.id, reference)
    form = PressForm()
    if not form.validate_on_submit():
        return render_template("applications/delete_draft.html", application=application, form=form)
    commands.delete_draft(application, by=user)
    db.session.commit()
    say("The draft is deleted")
    return redirect(url_for("applications.account"))
