"""A person's own strengths, and taking situations again."""

from flask import current_app, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.screening import bank, commands, policies, queries
from careers.screening.blueprint import bp
from careers.screening.views.visit import errand_of_request, person_of_request, visitor_of_request


@bp.route("/profile")
@requires(Permission.VALUES_ANSWER, or_visitor=True)
def show_profile() -> ResponseReturnValue:
    person = person_of_request()
    scores = queries.scores_of(person)
    standing = queries.get_standing(person)
    again_on = policies.days_to_take_again(standing.completed_at, months_valid=queries.get_release().months_valid)
    return render_template(
        "screening/show_profile.html",
        form=PressForm(),
        values=bank.values(),
        scores=scores,
        standing=standing,
        under_way={each.question.value_key for each in standing.asked},
        again_on=again_on,
        today=clock.today(),
        has_visit=current_user.is_authenticated and bool(queries.list_sittings(visitor_of_request())),
        session_hours=round(current_app.permanent_session_lifetime.total_seconds() / 3600),
        is_visitor=not current_user.is_authenticated,
        key_sources=sorted({source for score in scores.values() for source in score.key_sources}),
    )


@bp.route("/again", methods=["POST"])
@requires(Permission.VALUES_ANSWER, or_visitor=True)
def take_again() -> ResponseReturnValue:
    person, errand = person_of_request(), errand_of_request()
    commands.take_again(person, errand.value_keys)
    asked = queries.get_standing(person, errand.value_keys).asked
    db.session.commit()
    return redirect(errand.page_of(asked[0]) if asked else errand.start)
