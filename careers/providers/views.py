"""Workplaces and team of an employer; employers at the council's desk."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.accounts.queries import get_colleague, list_team
from careers.database import db
from careers.errors import BadInput, NotAllowed
from careers.fields import put_on_form
from careers.providers import commands, queries
from careers.providers.forms import FindLocationForm, InviteForm, SettingsForm, WorkplaceForm
from careers.providers.registering import answers_of
from careers.reference.codes import get_main_service
from careers.reference.cqc import find_location, search_locations
from careers.web import limiter, say, signed_in_user

bp = Blueprint("providers", __name__)

SAID_WHERE = {
    True: "Saved. Other job sites may list your adverts.",
    False: "Saved. Your adverts appear on this site only. Others take them down when they next fetch our list.",
}


@bp.route("/provider/workplaces")
@requires(Permission.HIRING_READ)
def list_workplaces() -> ResponseReturnValue:
    user = signed_in_user()
    return render_template(
        "providers/list_workplaces.html",
        workplaces=queries.list_workplaces(user.organisation_id),
        get_main_service=get_main_service,
        can_change=user.may(Permission.WORKPLACE_CHANGE),
    )


@bp.route("/provider/workplaces/new", methods=["GET", "POST"])
@requires(Permission.WORKPLACE_CHANGE)
def add_workplace() -> ResponseReturnValue:
    user = signed_in_user()
    find = FindLocationForm(request.args)
    location = find_location(request.args.get("location", ""))
    form = WorkplaceForm(data=answers_of(location) if location else None)
    if form.validate_on_submit():
        organisation = queries.get_organisation(user.organisation_id)
        location_id = location.location_id if location else None
        try:
            commands.add_workplace(organisation, by=user, cqc_location_id=location_id, **form.fields())
            db.session.commit()
            say("Workplace added. You can write a vacancy for it now.")
            return redirect(url_for("providers.list_workplaces"))
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
    return render_template(
        "providers/add_workplace.html",
        form=form,
        find=find,
        found=search_locations(find.find.data) if find.find.data else None,
    )


@bp.route("/provider/team")
@requires(Permission.HIRING_READ)
def show_team() -> ResponseReturnValue:
    user = signed_in_user()
    return render_template(
        "providers/show_team.html",
        team=[colleague for colleague in list_team(user.organisation_id or 0) if colleague.is_active],
        can_manage=user.may(Permission.TEAM_MANAGE),
        me=user,
    )


@bp.route("/provider/team/invite", methods=["GET", "POST"])
@requires(Permission.TEAM_MANAGE)
@limiter.limit("20 per hour", methods=["POST"])
def invite_colleague() -> ResponseReturnValue:
    user, form = signed_in_user(), InviteForm()
    if form.validate_on_submit():
        try:
            commands.invite_colleague(user, email=form.email.data or "", name=form.name.data or "")
            db.session.commit()
            say("Invitation sent.")
            return redirect(url_for("providers.show_team"))
        except NotAllowed as refusal:
            db.session.rollback()
            put_on_form(form, BadInput("email", str(refusal)))
    return render_template("providers/invite_colleague.html", form=form)


@bp.route("/provider/team/<int:user_id>/remove", methods=["GET", "POST"])
@requires(Permission.TEAM_MANAGE)
def remove_colleague(user_id: int) -> ResponseReturnValue:
    user, form = signed_in_user(), PressForm()
    colleague = get_colleague(user.organisation_id, user_id)
    if not form.validate_on_submit():
        return render_template("providers/remove_colleague.html", form=form, colleague=colleague)
    commands.remove_colleague(colleague, by=user)
    db.session.commit()
    say("Removed. They can no longer sign in.")
    return redirect(url_for("providers.show_team"))


@bp.route("/provider/settings", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_CHANGE)
def change_settings() -> ResponseReturnValue:
    user = signed_in_user()
    organisation = queries.get_organisation(user.organisation_id)
    form = SettingsForm(obj=organisation)
    if not form.validate_on_submit():
        return render_template("providers/change_settings.html", form=form, organisation=organisation)
    commands.rate_first(organisation, wanted=form.rates_first.data, by=user)
    is_moved = commands.allow_syndication(organisation, allowed=form.allows_syndication.data, by=user)
    db.session.commit()
    say(SAID_WHERE[organisation.allows_syndication] if is_moved else "Saved.")
    return redirect(url_for("providers.change_settings"))


@bp.route("/council/organisations")
@requires(Permission.COUNCIL_READ)
def list_organisations() -> ResponseReturnValue:
    return render_template("providers/list_organisations.html", organisations=queries.list_organisations())


@bp.route("/council/organisations/<int:organisation_id>")
@requires(Permission.COUNCIL_READ)
def show_organisation(organisation_id: int) -> ResponseReturnValue:
    organisation = queries.get_organisation(organisation_id)
    workplaces = queries.list_workplaces(organisation.id)
    return render_template(
        "providers/show_organisation.html",
        organisation=organisation,
        workplaces=[(place, find_location(place.cqc_location_id or "")) for place in workplaces],
        team=list_team(organisation.id),
        get_main_service=get_main_service,
        form=PressForm(),
    )


@bp.route("/council/organisations/<int:organisation_id>/verify", methods=["POST"])
@requires(Permission.ORGANISATION_VERIFY)
def verify_organisation(organisation_id: int) -> ResponseReturnValue:
    organisation = queries.get_organisation(organisation_id)
    commands.verify_organisation(organisation, by=signed_in_user())
    db.session.commit()
    say("Checked. Its managers were told, and its new vacancies go live without you.")
    return redirect(url_for("providers.show_organisation", organisation_id=organisation_id))
