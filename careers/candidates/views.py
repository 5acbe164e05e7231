"""The profile, who looked at it, and who may find it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.candidates import commands, queries
from careers.candidates.forms import FindableForm, ProfileForm
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.web import local_path, say, signed_in_user

bp = Blueprint("candidates", __name__, url_prefix="/account")


@bp.route("/profile", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_CHANGE)
def change_profile() -> ResponseReturnValue:
    user = signed_in_user()
    form = ProfileForm(obj=queries.find_candidate(user.id))
    if form.validate_on_submit():
        try:
            commands.change_profile(commands.ensure_candidate(user), **form.wishes())
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
        else:
            db.session.commit()
            say("Your profile is saved")
            return redirect(local_path(request.args.get("next")) or url_for("applications.account"))
    return render_template("candidates/change_profile.html", form=form)


@bp.route("/sharing")
@requires(Permission.ACCOUNT_READ)
def show_sharing() -> ResponseReturnValue:
    user = signed_in_user()
    return render_template(
        "candidates/show_sharing.html",
        candidate=queries.find_candidate(user.id),
        looks=queries.list_looks(user.id),
        messages=queries.list_messages(user.email),
    )


@bp.route("/sharing/invitations", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_CHANGE)
def choose_invitations() -> ResponseReturnValue:
    user = signed_in_user()
    candidate = queries.find_candidate(user.id)
    form = FindableForm(data={"is_findable": "yes" if candidate and candidate.is_findable else "no"})
    if not form.validate_on_submit():
        return render_template("candidates/choose_invitations.html", candidate=candidate, form=form)
    candidate = commands.ensure_candidate(user)
    if form.is_findable.data == "yes":
        commands.become_findable(candidate, by=user)
        say("Employers may invite you. Each time, you choose whether to answer.")
    else:
        commands.stop_being_findable(candidate, by=user)
        say("Employers can no longer invite you")
    db.session.commit()
    return redirect(url_for("candidates.show_sharing"))
