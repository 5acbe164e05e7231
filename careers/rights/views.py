"""The pages on which a person sees, takes and deletes what is held about them."""

import json

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.rights import commands, queries
from careers.web import say, signed_in_user

bp = Blueprint("rights", __name__, url_prefix="/account/data")


@bp.route("")
@requires(Permission.ACCOUNT_READ)
def show_data() -> ResponseReturnValue:
    return render_template("rights/show_data.html", held=queries.what_is_held(signed_in_user()))


@bp.route("/download")
@requires(Permission.ACCOUNT_READ)
def download_data() -> ResponseReturnValue:
    return current_app.response_class(
        json.dumps(queries.what_is_held(signed_in_user()), indent=2, ensure_ascii=False),
        mimetype="application/json",
        headers={"Content-Disposition": "attachment; filename=my-data.json"},
    )


@bp.route("/delete", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_CHANGE)
def delete_data() -> ResponseReturnValue:
    user = signed_in_user()
    form = PressForm()
    if not form.validate_on_submit():
        return render_template("rights/delete_data.html", form=form, open_things=queries.list_open(user))
    commands.erase_own_data(user)
    db.session.commit()
    say("Your data is deleted")
    return redirect(url_for("rights.show_data"))
