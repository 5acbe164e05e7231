"""A person's account: where each application stands and what happens next."""

from flask import render_template
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.applications import policies, queries
from careers.applications.blueprint import bp
from careers.applications.models import Application, ApplicationStatus
from careers.applications.standing import Standing, standing_of
from careers.candidates.queries import find_candidate
from careers.contests.queries import list_own
from careers.formats.policies import in_words
from careers.formats.queries import find_latest
from careers.jobs import queries as jobs
from careers.jobs.cards import Card, card_of
from careers.jobs.index import Hit
from careers.matching.queries import list_suitable
from careers.matching.reasons import Reasons
from careers.web import signed_in_user

SUITABLE = 3


@bp.route("/account")
@requires(Permission.ACCOUNT_READ)
def account() -> ResponseReturnValue:
    user = signed_in_user()
    candidate = find_candidate(user.id)
    rows = _rows(user.id)
    request = find_latest(user.id)
    applied = {application.vacancy_id for application, _ in rows}
    suitable = list_suitable(candidate, most=SUITABLE, but=applied) if candidate else []
    return render_template(
        "applications/account.html",
        candidate=candidate,
        suitable=[_suitable(hit, reasons) for hit, reasons in suitable],
        drafts=[row for row in rows if row[0].status is ApplicationStatus.DRAFT],
        under_way=[row for row in rows if row[0].status in policies.UNDER_WAY],
        ended_count=sum(row[0].status not in (ApplicationStatus.DRAFT, *policies.UNDER_WAY) for row in rows),
        format_words=in_words(request) if request else "",
        reviews=[each for each in list_own(user.id) if each.wants_review],
        saved=jobs.list_saved(candidate.id) if candidate else [],
    )


def _suitable(hit: Hit, reasons: Reasons) -> Card:
    card = card_of(hit, today=clock.today())
    return card._replace(tags=((reasons.tag, "leaf"), *card.tags), why=reasons.sentences)


@bp.route("/account/applications")
@requires(Permission.ACCOUNT_READ)
def list_applications() -> ResponseReturnValue:
    return render_template("applications/list_applications.html", rows=_rows(signed_in_user().id))


def _rows(user_id: int) -> list[tuple[Application, Standing]]:
    today = clock.today()
    return [(application, standing_of(application, today)) for application in queries.list_own(user_id)]
