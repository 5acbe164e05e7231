"""The page of a vacancy, and an employer's page."""

from flask import abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers import clock
from careers.access import Permission, public
from careers.accounts.forms import PressForm
from careers.candidates.queries import find_candidate
from careers.finding.blueprint import bp
from careers.finding.job_posting import job_posting
from careers.jobs import cards, queries
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.reference.apprenticeships import get_standard
from careers.screening.bank import get_value
from careers.web import signed_in_user
from careers.words import date_in_words


@bp.route("/jobs/<reference>")
@bp.route("/jobs/<reference>/<slug>")
@public
def show_job(reference: str, slug: str = "") -> ResponseReturnValue:
    opportunity = queries.get_public(reference)
    if opportunity.status is OpportunityStatus.WITHDRAWN:
        abort(410)
    if not isinstance(opportunity, Vacancy):
        return redirect(cards.public_path(opportunity.kind.value, reference))
    url = current_app.config["PUBLIC_URL"] + url_for("finding.show_job", reference=reference)
    today = clock.today()
    is_open = opportunity.status is OpportunityStatus.LIVE and opportunity.closes_on >= today
    return render_template(
        "finding/show_job.html",
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


@bp.route("/employers/<slug>")
@public
def show_employer(slug: str) -> ResponseReturnValue:
    organisation = queries.get_employer(slug)
    hits = queries.list_live_of(organisation)
    return render_template(
        "finding/show_employer.html",
        organisation=organisation,
        cards=[cards.card_of(hit, today=clock.today()) for hit in hits],
    )


def _is_saved(opportunity_id: int) -> bool | None:
    """Say whether the signed-in candidate saved it; None for anybody who has no such list."""
    if not current_user.is_authenticated or not signed_in_user().may(Permission.ACCOUNT_CHANGE):
        return None
    candidate = find_candidate(signed_in_user().id)
    return candidate is not None and queries.is_saved(candidate.id, opportunity_id)
