"""A provider's placements: the list, writing one on two pages, looking at it, publishing, closing."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.jobs.models import OpportunityStatus
from careers.placements.blueprint import bp
from careers.placements.commands import adverts as commands
from careers.placements.facts import facts_of
from careers.placements.forms import CLOSE, AboutForm, CloseForm, TimesForm
from careers.placements.models import Placement
from careers.placements.policies import adverts as policies
from careers.placements.policies.bookings import ASKING
from careers.placements.queries import adverts as queries
from careers.placements.schemes import get_scheme
from careers.placements.terms import PlacementFields
from careers.providers.queries import list_workplaces
from careers.web import say, signed_in_user


@bp.app_template_global()
def count_asked_places() -> int:
    """Return how many people asked the reader's organisation for a place and have no answer yet."""
    counts = queries.count_bookings_of(signed_in_user().organisation_id)
    return sum(count for (_, status), count in counts.items() if status in ASKING)


@bp.route("/provider/placements")
@requires(Permission.HIRING_READ)
def list_placements() -> ResponseReturnValue:
    user = signed_in_user()
    counts = queries.count_bookings_of(user.organisation_id)
    return render_template(
        "placements/list_placements.html",
        rows=[
            (placement, sum(counts.get((placement.id, status), 0) for status in ASKING))
            for placement in queries.list_placements_of(user.organisation_id)
        ],
        may_write=user.may(Permission.PLACEMENT_WRITE),
    )


@bp.route("/provider/placements/new", methods=["GET", "POST"])
@requires(Permission.PLACEMENT_WRITE)
def new_placement() -> ResponseReturnValue:
    user = signed_in_user()
    workplaces = list_workplaces(user.organisation_id)
    form = AboutForm(workplaces)
    if form.validate_on_submit():
        try:
            placement = commands.draft_placement(form.workplace(), by=user, **form.terms())
            db.session.commit()
            return redirect(_after_about(placement))
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
    return render_template(
        "placements/new_placement.html",
        form=form,
        workplaces=workplaces,
        can_add_workplaces=user.may(Permission.WORKPLACE_CHANGE),
    )


@bp.route("/provider/placements/<reference>/about", methods=["GET", "POST"])
@requires(Permission.PLACEMENT_WRITE)
def change_about(reference: str) -> ResponseReturnValue:
    placement = _changeable(reference)
    form = AboutForm(list_workplaces(placement.organisation_id), obj=placement)
    if form.validate_on_submit() and _kept(placement, form, form.fields()):
        return redirect(_after_about(placement))
    return render_template("placements/change_about.html", placement=placement, form=form)


@bp.route("/provider/placements/<reference>/times", methods=["GET", "POST"])
@requires(Permission.PLACEMENT_WRITE)
def change_times(reference: str) -> ResponseReturnValue:
    placement = _changeable(reference)
    is_written = placement.hours_max_minutes > 0
    dates = {"starts_on": placement.starts_on, "closes_on": placement.closes_on}
    form = TimesForm(obj=placement) if is_written else TimesForm(data=dates)
    if form.validate_on_submit() and _kept(placement, form, form.fields()):
        is_draft = placement.status is OpportunityStatus.DRAFT
        return redirect(_page("preview_placement" if is_draft else "show_own_placement", placement))
    scheme = get_scheme(placement.scheme, placement.starts_on)
    return render_template("placements/change_times.html", placement=placement, form=form, scheme=scheme)


@bp.route("/provider/placements/<reference>/preview")
@requires(Permission.HIRING_READ)
def preview_placement(reference: str) -> ResponseReturnValue:
    placement = queries.get_placement_of(signed_in_user().organisation_id, reference)
    today = clock.today()
    return render_template(
        "placements/preview_placement.html",
        placement=placement,
        form=PressForm(),
        problems=policies.list_problems(placement, today),
        facts=facts_of(placement, today=today) if placement.hours_max_minutes else [],
        scheme=get_scheme(placement.scheme, placement.starts_on),
    )


@bp.route("/provider/placements/<reference>/publish", methods=["POST"])
@requires(Permission.PLACEMENT_WRITE)
def publish_placement(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    commands.publish_placement(queries.get_placement_of(user.organisation_id, reference), by=user)
    db.session.commit()
    say("Your placement is live.")
    return redirect(url_for("placements.show_own_placement", reference=reference))


@bp.route("/provider/placements/<reference>/close", methods=["GET", "POST"])
@requires(Permission.PLACEMENT_WRITE)
def close_placement(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    placement = queries.get_placement_of(user.organisation_id, reference)
    form = CloseForm.of(placement)
    if not form.validate_on_submit():
        return render_template("placements/close_placement.html", placement=placement, form=form)
    if form.how.data == CLOSE:
        commands.close_placement(placement, by=user)
    else:
        commands.take_down_placement(placement, by=user)
    db.session.commit()
    say("The placement takes no new people. We have told those who were waiting for an answer.")
    return redirect(url_for("placements.show_own_placement", reference=reference))


def _changeable(reference: str) -> Placement:
    placement = queries.get_placement_of(signed_in_user().organisation_id, reference)
    policies.check_can_change(placement)
    return placement


def _kept(placement: Placement, form: AboutForm | TimesForm, fields: PlacementFields) -> bool:
    """Keep what was written on a page; a refusal goes on the form, and nothing typed is lost."""
    try:
        commands.change_placement(placement, by=signed_in_user(), **fields)
        db.session.commit()
    except BadInput as refusal:
        db.session.rollback()
        put_on_form(form, refusal)
        return False
    return True


def _after_about(placement: Placement) -> str:
    """Return where to go on from the first page: the second of a draft, else the placement's own page."""
    is_draft = placement.status is OpportunityStatus.DRAFT
    return _page("change_times" if is_draft else "show_own_placement", placement)


def _page(name: str, placement: Placement) -> str:
    return url_for(f"placements.{name}", reference=placement.reference)
