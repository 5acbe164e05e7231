"""The page of a vacancy, and an employer's page."""

from datetime import date
from textwrap import shorten
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import public
from careers.finding import queries
from careers.finding.blueprint import bp
from careers.finding.job_posting import job_posting
from careers.finding.views.keeping import keeping_of_visitor
from careers.frames import render_kept
from careers.jobs import cards
from careers.jobs import queries as jobs
from careers.jobs.index import Hit
from careers.jobs.kept_similar import list_similar
from careers.jobs.models import Vacancy
from careers.jobs.policies import is_gone
from careers.pathways.near_roles import near_role_codes
from careers.placements.policies.adverts import is_open
from careers.providers.models import OrganisationKind
from careers.providers.queries import list_workplaces
from careers.reference.apprenticeships import get_standard
from careers.screening.bank import get_value
from careers.words import date_in_words


@bp.route("/jobs/<reference>")
@bp.route("/jobs/<reference>/<slug>")
@public
def show_job(reference: str, slug: str = "") -> ResponseReturnValue:
    found = queries.find_public_vacancy(reference)
    if found is None:
        return redirect(cards.public_path(jobs.get_public(reference).kind.value, reference))
    job, today = found.vacancy, clock.today()
    similar = list_similar(job, near_role_codes(job.role_code), newest=found.newest)
    if is_gone(job, clock.now()):
        return render_template("finding/gone_job.html", advert=job, similar=similar), 410
    return render_kept(
        "finding/show_job.html", (found.facts, tuple(similar), today), lambda: _values_of(job, similar, today)
    )


def _values_of(job: Vacancy, similar: list[cards.Line], today: date) -> dict[str, Any]:
    url = current_app.config["PUBLIC_URL"] + url_for("finding.show_job", reference=job.reference)
    may_apply = is_open(job, today)
    return {
        "job": job,
        "is_open": may_apply,
        "facts": cards.facts_of(job, today=today),
        "posting": job_posting(job, url=url) if may_apply else None,
        "url": url,
        "description": f"{job.title} in {job.workplace.town} with {job.organisation.name}. "
        + shorten(job.description, 120, placeholder="…"),
        "similar": similar,
        "values": [get_value(key) for key in job.value_keys],
        "standard": get_standard(job.standard_ref) if job.standard_ref else None,
        "published_words": date_in_words(job.first_published_at or job.created_at),
        **keeping_of_visitor(job.id),
    }


@bp.route("/employers/<slug>")
@public
def show_employer(slug: str) -> ResponseReturnValue:
    organisation = jobs.get_employer(slug)
    asked = request.args.get("page", "")
    asked_page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    ids, page, pages = queries.list_live_ids_of(organisation.id, page=max(1, asked_page))
    index, today = jobs.live_index(), clock.today()
    found = (index.get(opportunity_id) for opportunity_id in ids)
    url = current_app.config["PUBLIC_URL"] + url_for("finding.show_employer", slug=slug)
    is_person = organisation.kind is OrganisationKind.INDIVIDUAL
    return render_template(
        "finding/show_employer.html",
        organisation=organisation,
        is_person=is_person,
        workplaces=[] if is_person else list_workplaces(organisation.id),
        cards=[cards.card_of(Hit(entry, None), today=today) for entry in found if entry is not None],
        page=page,
        pages=pages,
        url=url if page == 1 else f"{url}?page={page}",
    )
