"""The profile, and who looked at it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.candidates import commands, queries
from careers.candidates.forms import ProfileForm
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
        looks=queries.list_looks(user.id),
        messages=queries.list_messages(user.email),
    )
