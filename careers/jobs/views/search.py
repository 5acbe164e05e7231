"""Finding work: the search, an opportunity's page, an employer's page, what a person saved."""

from urllib.parse import urlsplit

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers import clock
from careers.access import Permission, public, requires
from careers.accounts.forms import PressForm
from careers.candidates.commands import ensure_candidate
from careers.candidates.queries import find_candidate
from careers.database import db
from careers.geo.districts import centre_of
from careers.jobs import cards, facets, queries
from careers.jobs.blueprint import bp
from careers.jobs.job_posting import job_posting
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.jobs.saving import let_go, save_opportunity
from careers.jobs.search_query import MILES, read_query
from careers.reference.apprenticeships import get_standard
from careers.screening.bank import get_value
from careers.web import say, signed_in_user
from careers.words import date_in_words


@bp.app_template_global()
def search_address() -> str:
    """Return the search that the reader came from, with its words and filters, else the whole search."""
    came_from = urlsplit(request.referrer or "")
    return f"/jobs?{came_from.query}" if came_from.path == "/jobs" and came_from.query else "/jobs"


@bp.route("/jobs")
@public
def search_jobs() -> ResponseReturnValue:
    query = read_query(request.args.to_dict(flat=False))
    centre = centre_of(current_app.config["AREA_CODES"])
    found = queries.search_opportunities(query, near=centre, exact="exact" in request.args)
    today = clock.today()
    label = found.place.location.label if found.place and found.place.location else ""
    return render_template(
        "jobs/search_jobs.html",
        query=query,
        results=found.results,
        place=found.place,
        place_label=label,
        cards=[cards.card_of(hit, today=today, place=label, pay_min=query.pay_min) for hit in found.results.hits],
        facets=facets.facets_of(query, found.results),
        chips=facets.chips_of(query),
        miles_choices=MILES,
        sort_labels=facets.SORT_LABELS,
        address=lambda **changes: facets.address(query, **changes),
    )


@bp.route("/jobs/<reference>")
@bp.route("/jobs/<reference>/<slug>")
@public
def show_job(reference: str, slug: str = "") -> ResponseReturnValue:
    opportunity = queries.get_public(reference)
    if opportunity.status is OpportunityStatus.WITHDRAWN:
        abort(410)
    if not isinstance(opportunity, Vacancy):
        return redirect(cards.public_path(opportunity.kind.value, reference))
    url = current_app.config["PUBLIC_URL"] + url_for("jobs.show_job", reference=reference)
    today = clock.today()
    is_open = opportunity.status is OpportunityStatus.LIVE and opportunity.closes_on >= today
    return render_template(
        "jobs/show_job.html",
        job=opportunity,
        is_open=is_open,
        facts=cards.facts_of(opportunity, today=today),
        posting=job_posting(opportunity, url=url) if is_open else None,
        url=url,
        is_saved=_is_saved(opportunity.id),
        values=[get_value(key) for key in opportunity.value_keys],
        standard=get_standard(opportunity.standard_ref) if opportunity.standard_ref else None,
        published_words=date_in_words(opportunity.first_published_at or opportunity.created_at),
        form=PressForm(),
    )


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
    return render_template("jobs/saved_jobs.html", cards=[cards.card_of(hit, today=clock.today()) for hit in hits])


@bp.route("/employers/<slug>")
@public
def show_employer(slug: str) -> ResponseReturnValue:
    organisation = queries.get_employer(slug)
    hits = queries.list_live_of(organisation)
    return render_template(
        "jobs/show_employer.html",
        organisation=organisation,
        cards=[cards.card_of(hit, today=clock.today()) for hit in hits],
    )


def _is_saved(opportunity_id: int) -> bool | None:
    """Say whether the signed-in candidate saved it; None for anybody who has no such list."""
    if not current_user.is_authenticated or not signed_in_user().may(Permission.ACCOUNT_CHANGE):
        return None
    candidate = find_candidate(signed_in_user().id)
    return candidate is not None and queries.is_saved(candidate.id, opportunity_id)
