"""The page of a vacancy, and an employer's page."""

from datetime import date

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from careers import clock
from careers.access import public
from careers.finding import queries
from careers.finding.advert_html import facts_html, mail_of, similar_html
from careers.finding.blueprint import bp
from careers.finding.job_posting import job_posting
from careers.finding.views.keeping import keeping_of_visitor
from careers.finding.views.search import search_address
from careers.finding.views.suiting import fit_of_visitor, suited, suits_html
from careers.frames import Sharing, render_stamped
from careers.jobs import cards
from careers.jobs import queries as jobs
from careers.jobs.advert_html import advert_html
from careers.jobs.index import Hit
from careers.jobs.kept_similar import list_similar
from careers.jobs.models import OpportunityStatus, Sponsorship, Vacancy
from careers.jobs.policies import is_gone
from careers.pathways.near_roles import near_role_codes
from careers.placements.policies.adverts import is_open
from careers.providers.models import OrganisationKind
from careers.providers.queries import list_workplaces
from careers.words import date_in_words

ABOUT_LENGTH = 120


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
    return _page_of(job, similar, today)


def _page_of(job: Vacancy, similar: list[cards.Line], today: date) -> str:
    path = f"/jobs/{job.reference}"
    url = current_app.config["PUBLIC_URL"] + path
    facts, may_apply, employer = cards.facts_of(job, today=today), is_open(job, today), job.organisation
    published_on = clock.local(job.first_published_at or job.created_at).date()
    name = f"{job.title}, {employer.told_elsewhere}"
    about = f"{job.title} in {job.workplace.town} with {employer.told_elsewhere}. {_beginning(job.description)}"
    posting = job_posting(job, facts, url=url, published_on=published_on) if may_apply else ""
    return render_stamped(
        "finding/show_job.html",
        Sharing(name, about, path=path),
        plain={
            "title": job.title,
            "employer": employer.name,
            "employer_url": f"/employers/{employer.slug}",
            "town": job.workplace.town,
            "reference": job.reference,
            "path": path,
            "url": url,
            "name": name,
            "mail": mail_of(job, url),
            "days": str(employer.reply_days),
            "published": date_in_words(published_on),
            "back": search_address(),
        },
        ready={
            "facts": facts_html(facts),
            "suits": suits_html(job.id) if may_apply else Markup(),
            "words": advert_html(job),
            "similar": similar_html(job, similar),
            "posting": htmlsafe_json_dumps(posting, str),
        },
        **keeping_of_visitor(job.id),
        noun="job",
        is_open=may_apply,
        is_paused=job.status is OpportunityStatus.PAUSED and job.closes_on >= today,
        hides_identity=employer.hides_identity,
        is_sponsored=job.sponsorship is not Sponsorship.NONE,
    )


def _beginning(text: str) -> str:
    """Return the first words of a text, in one line of 120 characters at most."""
    words = " ".join(text[: 2 * ABOUT_LENGTH].split())
    return words if len(words) <= ABOUT_LENGTH else words[:ABOUT_LENGTH].rpartition(" ")[0] + "…"


@bp.route("/employers/<slug>")
@public
def show_employer(slug: str) -> ResponseReturnValue:
    organisation = jobs.get_employer(slug)
    asked = request.args.get("page", "")
    asked_page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    ids, page, pages = queries.list_live_ids_of(organisation.id, page=max(1, asked_page))
    index, today = jobs.live_index(), clock.today()
    found, person = (index.get(opportunity_id) for opportunity_id in ids), fit_of_visitor()
    url = current_app.config["PUBLIC_URL"] + url_for("finding.show_employer", slug=slug)
    is_person = organisation.kind is OrganisationKind.INDIVIDUAL
    return render_template(
        "finding/show_employer.html",
        organisation=organisation,
        is_person=is_person,
        workplaces=[] if is_person else list_workplaces(organisation.id),
        cards=[
            suited(cards.card_of(Hit(entry, None), today=today), entry, person) for entry in found if entry is not None
        ],
        page=page,
        pages=pages,
        url=url if page == 1 else f"{url}?page={page}",
    )
