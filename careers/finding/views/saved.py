"""What a person keeps for later."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.candidates.commands import ensure_candidate
from careers.candidates.queries import find_candidate
from careers.database import db
from careers.finding.blueprint import bp
from careers.jobs import cards, queries
from careers.jobs.saving import let_go, save_opportunity
from careers.web import say, signed_in_user


@bp.route("/jobs/<reference>/save", methods=["POST"])
@requires(Permission.ACCOUNT_CHANGE)
def save_job(reference: str) -> ResponseReturnValue:
    opportunity, candidate = queries.get_public(reference), ensure_candidate(signed_in_user())
    is_wanted = request.form.get("saved") != "no"
    (save_opportunity if is_wanted else let_go)(candidate, opportunity)
    db.session.commit()
    say("Saved. You find it under “Saved for later” on your account page." if is_wanted else "No longer saved.")
    return redirect(cards.public_path(opportunity.kind.value, reference))


@bp.route("/account/saved")
@requires(Permission.ACCOUNT_READ)
def saved_jobs() -> ResponseReturnValue:
    candidate = find_candidate(signed_in_user().id)
    hits = queries.list_saved(candidate.id) if candidate else []
    return render_template("finding/saved_jobs.html", cards=[cards.card_of(hit, today=clock.today()) for hit in hits])
