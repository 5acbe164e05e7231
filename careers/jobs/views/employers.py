"""Registering an employer, and changing a workplace: both touch what lies above `providers` on the map.

Registering must know that the user has no profile as a candidate; a workplace that changes takes its adverts along.
"""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers.access import Permission, public, requires
from careers.candidates.queries import find_candidate
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.jobs import commands
from careers.jobs.blueprint import bp
from careers.providers import commands as providers
from careers.providers import policies
from careers.providers.forms import FindLocationForm, RegisterForm, WorkplaceForm
from careers.providers.models import OrganisationKind
from careers.providers.queries import get_workplace_of
from careers.providers.registering import answers_of
from careers.reference.cqc import CqcLocation, find_location, search_locations
from careers.web import limiter, say, signed_in_user


@bp.route("/provider/register")
@public
def find_employer() -> ResponseReturnValue:
    form = FindLocationForm(request.args)
    if "find" in request.args:
        form.validate()
    return render_template(
        "jobs/find_employer.html",
        form=form,
        found=search_locations(form.find.data) if form.find.data else None,
        refusal=_refusal() if current_user.is_authenticated else None,
    )


@bp.route("/provider/register/details", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_CHANGE)
@limiter.limit("20 per hour", methods=["POST"])
def register_employer() -> ResponseReturnValue:
    user = signed_in_user()
    has_profile = find_candidate(user.id) is not None
    policies.check_can_register(user, has_profile=has_profile)
    location = find_location(request.args.get("location", ""))
    form = _form(location)
    if form.validate_on_submit():
        try:
            providers.register_organisation(
                user,
                organisation_name=form.organisation_name.data or "",
                kind=form.kind.data,
                person_name=form.person_name.data or "",
                has_profile=has_profile,
                cqc_provider_id=location.provider_id if location else None,
                cqc_location_id=location.location_id if location else None,
                **form.fields(),
            )
            db.session.commit()
            say("Registered. You can write your first vacancy now.")
            return redirect(url_for("jobs.provider_home"))
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
    return render_template("jobs/register_employer.html", form=form, location=location)


@bp.route("/provider/workplaces/<int:workplace_id>", methods=["GET", "POST"])
@requires(Permission.WORKPLACE_CHANGE)
def change_workplace(workplace_id: int) -> ResponseReturnValue:
    user = signed_in_user()
    workplace = get_workplace_of(user.organisation_id, workplace_id)
    form = WorkplaceForm(obj=workplace)
    if form.validate_on_submit():
        try:
            commands.change_workplace(workplace, by=user, **form.fields())
            db.session.commit()
            say("Workplace saved.")
            return redirect(url_for("providers.list_workplaces"))
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
    return render_template("jobs/change_workplace.html", form=form, workplace=workplace)


def _refusal() -> str | None:
    user = signed_in_user()
    return policies.why_not_register(user, has_profile=find_candidate(user.id) is not None)


def _form(location: CqcLocation | None) -> RegisterForm:
    """Return the form, begun with what the CQC register says."""
    if location is None:
        return RegisterForm(data={"person_name": signed_in_user().name})
    about = {"organisation_name": location.provider_name[:120], "kind": OrganisationKind.CARE_PROVIDER}
    return RegisterForm(data={**answers_of(location), **about, "person_name": signed_in_user().name})
