"""Two or three opportunities side by side."""

from urllib.parse import urlencode

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers import clock
from careers.access import Permission, public
from careers.candidates.queries import find_candidate
from careers.finding import queries
from careers.finding.blueprint import bp
from careers.finding.comparing import MOST_COMPARED, compare
from careers.geo.distance import LatLon
from careers.geo.districts import centre_of
from careers.geo.search import resolve_place
from careers.jobs.cards import public_path
from careers.jobs.models import Opportunity
from careers.jobs.policies import is_gone
from careers.placements.policies.adverts import is_open
from careers.web import signed_in_user

MOST_ASKED = 10
LONGEST_PLACE = 200


@bp.route("/jobs/compare")
@public
def compare_jobs() -> ResponseReturnValue:
    asked = list(dict.fromkeys(reference.strip().upper()[:12] for reference in request.args.getlist("ref")))
    now, today = clock.now(), clock.today()
    found = queries.list_public([reference for reference in asked if reference.isprintable()][:MOST_ASKED])
    shown = [advert for advert in found if not is_gone(advert, now)][:MOST_COMPARED]
    typed = request.args.get("place", "")[:LONGEST_PLACE]
    here, from_words = _start(typed)
    return render_template(
        "finding/compare_jobs.html",
        adverts=[
            (advert, public_path(advert.kind.value, advert.reference), is_open(advert, today)) for advert in shown
        ],
        rows=compare(shown, today=today, here=here),
        names=_names(shown),
        left_out=len(asked) - len(shown),
        typed=typed,
        from_words=from_words,
        is_place_unknown=bool(typed.strip()) and here is None,
        without=[
            urlencode(
                [("ref", other.reference) for other in shown if other is not advert] + [("place", typed)] * bool(typed)
            )
            for advert in shown
        ],
    )


def _start(typed: str) -> tuple[LatLon | None, str]:
    """Return where distances start, and its words: the place typed, else the postcode of a person's own profile."""
    place = resolve_place(typed, near=centre_of(current_app.config["AREA_CODES"])) if typed.strip() else None
    if place is not None:
        return (place.location.point, place.location.label) if place.location else (None, "")
    if current_user.is_authenticated and signed_in_user().may(Permission.ACCOUNT_READ):
        candidate = find_candidate(signed_in_user().id)
        if candidate is not None and candidate.lat is not None and candidate.lon is not None:
            return (candidate.lat, candidate.lon), "your postcode"
    return None, ""


def _names(adverts: list[Opportunity]) -> list[str]:
    """Return names that tell columns apart: the title, with the employer or even the reference only if it must be."""
    choices = [
        [advert.title for advert in adverts],
        [f"{advert.title}, {advert.organisation.name}" for advert in adverts],
        [f"{advert.title} ({advert.reference})" for advert in adverts],
    ]
    return next((names for names in choices if len(set(names)) == len(names)), choices[-1])
