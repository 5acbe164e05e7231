"""A person's rights over their data: see it, take it along, have it deleted."""

import json

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.applications import own_data, queries
from careers.applications.blueprint import bp
from careers.applications.commands import applying as commands
from careers.candidates.commands import ensure_candidate
from careers.candidates.queries import find_candidate
from careers.database import db
from careers.web import say, signed_in_user


@bp.route("/account/data")
@requires(Permission.ACCOUNT_READ)
def show_data() -> ResponseReturnValue:
    return render_template("applications/show_data.html", held=own_data.what_is_held(signed_in_user()))


@bp.route("/account/data/download")
@requires(Permission.ACCOUNT_READ)
def download_data() -> ResponseReturnValue:
    return current_app.response_class(
        json.dumps(own_data.what_is_held(signed_in_user()), indent=2, ensure_ascii=False),
        mimetype="application/json",
        headers={"Content-Disposition": "attachment; filename=my-data.json"},
    )


@bp.route("/account/data/delete", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_CHANGE)
def delete_data() -> ResponseReturnValue:
    user = signed_in_user()
    form = PressForm()
    if not form.validate_on_submit():
        candidate = find_candidate(user.id)
        under_way = queries.count_under_way(candidate.id) if candidate else 0
        return render_template("applications/delete_data.html", form=form, under_way=under_way)
    commands.erase_own_data(ensure_candidate(user), by=user)
    db.session.commit()
    say("Your profile, answers, saved adverts and drafts are deleted")
    return redirect(url_for("applications.show_data"))
