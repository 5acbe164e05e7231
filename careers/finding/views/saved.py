"""What a person keeps for later: their list, their notes, their reminders."""

from typing import NamedTuple

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.candidates.commands import ensure_candidate
from careers.candidates.queries import find_candidate
from careers.database import db
from careers.finding import queries
from careers.finding.blueprint import bp
from careers.finding.forms import NoteForm, SaveForm
from careers.finding.views.suiting import fit_of_visitor, suited
from careers.jobs import cards, saving
from careers.jobs import queries as jobs
from careers.jobs.index import Hit, Index
from careers.jobs.kept_similar import list_similar
from careers.jobs.models import Opportunity, OpportunityStatus, SavedOpportunity
from careers.jobs.policies import is_gone
from careers.matching.ranking import FitOrder
from careers.pathways.near_roles import near_role_codes
from careers.placements.policies.adverts import is_open
from careers.web import local_path, say, signed_in_user

STANDS = {
    OpportunityStatus.WITHDRAWN: "It was taken down.",
    OpportunityStatus.PAUSED: "The employer has paused it. It may open again.",
    OpportunityStatus.FULL: "All places are taken. One may become free.",
}
MOST_WITH_SIMILAR = 5


class ClosedRow(NamedTuple):
    """Something on the list that nobody can apply for now, with what is like it. No `url` when its page has gone."""

    saved: SavedOpportunity
    url: str
    stands: str
    similar: list[cards.Line]


@bp.route("/jobs/<reference>/save", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_CHANGE)
def save_job(reference: str) -> ResponseReturnValue:
    opportunity = jobs.get_public(reference)
    page = cards.public_path(opportunity.kind.value, reference)
    if is_gone(opportunity, clock.now()):
        abort(410)
    came_from = local_path(request.form.get("back"))  # a list, whose button shows what was done
    back = f"{came_from}#{reference}" if came_from else page
    if request.form.get("saved") == "no":
        saving.let_go(ensure_candidate(signed_in_user()), opportunity)
        db.session.commit()
        if not came_from:
            say("No longer saved.")
        return redirect(back)
    if not is_open(opportunity, clock.today()):
        say("It has closed in the meantime, so we did not save it.")
        return redirect(page)
    form = SaveForm()
    if not form.validate_on_submit():
        return render_template("finding/save_job.html", advert=opportunity, page=page, form=form)
    saving.save_opportunity(ensure_candidate(signed_in_user()), opportunity, note=form.note.data or "")
    db.session.commit()
    if not came_from:
        say("Saved. You find it under “Saved for later” on your account page.")
    return redirect(back)


@bp.route("/account/saved")
@requires(Permission.ACCOUNT_READ)
def saved_jobs() -> ResponseReturnValue:
    candidate = find_candidate(signed_in_user().id)
    kept = queries.list_saved(candidate.id) if candidate else []
    since = clock.now() - saving.PUT_BACK_FOR
    index = jobs.live_index()
    person = fit_of_visitor()
    open_rows = [(saved, card) for saved in kept if (card := _open_card(saved, index, person))]
    closed = [saved for saved in kept if not _open_card(saved, index, person)]
    closed.sort(key=lambda saved: (saved.opportunity.closes_on, saved.opportunity_id), reverse=True)
    return render_template(
        "finding/saved_jobs.html",
        open_rows=open_rows,
        closed_rows=[_closed_row(saved, has_similar=n < MOST_WITH_SIMILAR) for n, saved in enumerate(closed)],
        let_go=queries.list_saved(candidate.id, let_go_since=since) if candidate else [],
        is_reminded=candidate is None or candidate.is_reminded,
    )


@bp.route("/account/saved/<reference>/note", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_CHANGE)
def note_on_saved(reference: str) -> ResponseReturnValue:
    saved = queries.get_saved(signed_in_user().id, reference)
    form = NoteForm(obj=saved)
    if not form.validate_on_submit():
        return render_template("finding/note_on_saved.html", saved=saved, form=form)
    is_deleted = "delete" in request.form or not form.note.data
    saving.note_on_saved(saved, "" if is_deleted else form.note.data or "")
    db.session.commit()
    say("Your note is deleted" if is_deleted else "Your note is kept")
    return redirect(url_for("finding.saved_jobs"))


@bp.route("/account/saved/<reference>/take-off", methods=["POST"])
@requires(Permission.ACCOUNT_CHANGE)
def let_saved_go(reference: str) -> ResponseReturnValue:
    opportunity = jobs.get_public(reference)
    saving.let_go(ensure_candidate(signed_in_user()), opportunity)
    db.session.commit()
    return redirect(url_for("finding.saved_jobs"))


@bp.route("/account/saved/<reference>/put-back", methods=["POST"])
@requires(Permission.ACCOUNT_CHANGE)
def put_saved_back(reference: str) -> ResponseReturnValue:
    opportunity = jobs.get_public(reference)
    saving.put_back(ensure_candidate(signed_in_user()), opportunity)
    db.session.commit()
    say("It is on your list again")
    return redirect(url_for("finding.saved_jobs"))


@bp.route("/account/saved/reminders", methods=["POST"])
@requires(Permission.ACCOUNT_CHANGE)
def choose_reminders() -> ResponseReturnValue:
    is_reminded = request.form.get("reminders") != "no"
    saving.choose_reminders(ensure_candidate(signed_in_user()), is_reminded=is_reminded)
    db.session.commit()
    say("We will remind you before something you saved closes" if is_reminded else "We will send you no more reminders")
    return redirect(url_for("finding.saved_jobs"))


def _open_card(saved: SavedOpportunity, index: Index, person: FitOrder | None) -> cards.Card | None:
    entry = index.get(saved.opportunity_id) if is_open(saved.opportunity, clock.today()) else None
    return suited(cards.card_of(Hit(entry, None), today=clock.today()), entry, person) if entry is not None else None


def _closed_row(saved: SavedOpportunity, *, has_similar: bool) -> ClosedRow:
    advert: Opportunity = saved.opportunity
    is_reachable = not is_gone(advert, clock.now())
    similar = list_similar(advert, near_role_codes(advert.role_code))[:3] if has_similar else []
    return ClosedRow(
        saved=saved,
        url=cards.public_path(advert.kind.value, advert.reference) if is_reachable else "",
        stands=STANDS.get(advert.status, "It is closed."),
        similar=similar,
    )
