"""An adviser's caseload: what needs them today, suggesting something to a person, following what they may know."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.geo.districts import centre_of
from careers.jobs import cards
from careers.jobs.queries import search_opportunities
from careers.jobs.search_query import MILES, read_query
from careers.placements import emails
from careers.placements.blueprint import bp
from careers.placements.commands import referrals as commands
from careers.placements.forms import ReferForm
from careers.placements.models import Referral, ReferralStatus
from careers.placements.policies import referrals as policies
from careers.placements.queries import referrals as queries
from careers.placements.standing import Task, task_of_adviser, timeline_of_referral
from careers.web import limiter, say, signed_in_user

R = ReferralStatus

GROUPS = (
    ("today", "What needs you today"),
    ("waiting", "Waiting for their answer"),
    ("agreed", "Agreed"),
    ("placed", "Has a place or a job"),
    ("ended", "Ended"),
)
GROUP_OF = {
    R.MADE: "waiting",
    R.AGREED: "agreed",
    R.RECEIVED: "agreed",
    R.CONTACTED: "agreed",
    R.PLACED: "placed",
    R.NOT_AGREED: "ended",
    R.NOT_SUITABLE: "ended",
    R.EXPIRED: "ended",
}


@bp.route("/adviser")
@requires(Permission.REFERRAL_READ)
def caseload() -> ResponseReturnValue:
    user, today = signed_in_user(), clock.today()
    rows = [(referral, task_of_adviser(referral, today)) for referral in queries.list_caseload(user)]
    return render_template(
        "placements/caseload.html",
        groups=[(key, title, [row for row in rows if _group_of(*row) == key]) for key, title in GROUPS],
        status_of=policies.status_for_adviser,
        news=queries.get_latest_news(user),
        may_refer=user.may(Permission.REFERRAL_MAKE),
    )


@bp.route("/adviser/refer")
@requires(Permission.REFERRAL_MAKE)
def choose_opportunity() -> ResponseReturnValue:
    query, today = read_query(request.args.to_dict(flat=False)), clock.today()
    named = queries.find_opportunity(query.q) if query.q else None
    if named is not None:
        return redirect(url_for("placements.refer_person", reference=named.reference))
    has_asked = bool(query.q or query.place)
    found = search_opportunities(query, near=centre_of(current_app.config["AREA_CODES"])) if has_asked else None
    return render_template(
        "placements/choose_opportunity.html",
        query=query,
        found=found,
        cards=[cards.card_of(hit, today=today) for hit in found.results.hits] if found else [],
        miles_choices=MILES,
    )


@bp.route("/adviser/refer/<reference>", methods=["GET", "POST"])
@requires(Permission.REFERRAL_MAKE)
@limiter.limit("60 per hour", methods=["POST"])
def refer_person(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    opportunity = queries.get_opportunity(reference)
    policies.check_can_refer(opportunity, clock.today())
    form = ReferForm()
    if not form.validate_on_submit():
        words = emails.preview_link(opportunity, by=user, answer_by=clock.today() + policies.LIFETIME)
        return render_template("placements/refer_person.html", opportunity=opportunity, form=form, words=words)
    referral = commands.refer_person(
        opportunity,
        first_name=form.first_name.data or "",
        last_name=form.last_name.data or "",
        email=form.email.data or "",
        by=user,
    )
    made = referral.reference
    db.session.commit()
    say("Sent. We tell you when they have answered.")
    return redirect(url_for("placements.show_referral", reference=made))


@bp.route("/adviser/referrals/<reference>")
@requires(Permission.REFERRAL_READ, writes_on_get=True)
def show_referral(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    referral = queries.get_referral_of(user, reference)
    page = render_template(
        "placements/show_referral.html",
        referral=referral,
        opportunity=referral.opportunity,
        status=policies.status_for_adviser(referral),
        task=task_of_adviser(referral, clock.today()),
        timeline=timeline_of_referral(queries.list_known_to_adviser(referral)),
        form=PressForm(),
    )
    commands.note_look(referral, by=user)
    db.session.commit()
    return page


@bp.route("/adviser/referrals/<reference>/send-again", methods=["POST"])
@requires(Permission.REFERRAL_MAKE)
@limiter.limit("20 per hour", methods=["POST"])
def send_link_again(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    commands.send_link_again(queries.get_referral_of(user, reference), by=user)
    db.session.commit()
    say("A new link is on its way. The old one no longer works.")
    return redirect(url_for("placements.show_referral", reference=reference))


@bp.route("/adviser/referrals/<reference>/cancel", methods=["GET", "POST"])
@requires(Permission.REFERRAL_MAKE)
def cancel_referral(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    referral = queries.get_referral_of(user, reference)
    form = PressForm()
    if not form.validate_on_submit():
        return render_template("placements/cancel_referral.html", referral=referral, form=form)
    commands.cancel_referral(referral, by=user)
    db.session.commit()
    say("The referral is cancelled")
    return redirect(url_for("placements.show_referral", reference=reference))


def _group_of(referral: Referral, task: Task) -> str:
    return "today" if task.is_due else GROUP_OF[policies.status_for_adviser(referral)]
