"""Landing pages: the jobs of a town, and of a role in a town. They exist only while there are some."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import public
from careers.finding import towns
from careers.finding.blueprint import bp
from careers.finding.views.suiting import fit_of_visitor, suited
from careers.jobs import cards, facets
from careers.jobs.pay import pay_in_words
from careers.jobs.search_query import SearchQuery
from careers.reference.codes import get_job_role
from careers.words import slug_of

MOST_CARDS, MOST_TOWNS = 20, 8


@bp.route("/jobs/in/<town>")
@bp.route("/jobs/<role>/in/<town>")
@public
def show_town(town: str, role: str = "") -> ResponseReturnValue:
    here, role_code = towns.find_town(town), towns.role_slugs().get(role)
    openings = here.openings(role_code) if here and (role_code or not role) else None
    if here is None or openings is None:
        abort(404)
    hits = towns.list_newest(here, role_code=role_code, most=MOST_CARDS)
    person = fit_of_visitor()
    others = [(get_job_role(code).plain_name, found) for code, found in here.roles.items() if code != role_code]
    return render_template(
        "finding/show_town.html",
        town=here,
        openings=openings,
        role_name=get_job_role(role_code).plain_name if role_code else "",
        role_slug=role,
        pay_words=pay_in_words(openings.lowest_pence, openings.highest_pence, is_yearly=False),
        cards=[suited(cards.card_of(hit, today=clock.today()), hit.entry, person) for hit in hits],
        search_url=facets.address(SearchQuery(place=here.name, role=(role_code,) if role_code else ())),
        roles=[(name, slug_of(name), found.count) for name, found in sorted(others, key=lambda item: -item[1].count)],
        nearby=towns.nearest_towns(here, role_code=role_code, most=MOST_TOWNS),
    )
