"""Experts at the desk: who has a link, invite more, stop one."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.questions.blueprint import bp
from careers.questions.commands import experts as commands
from careers.questions.forms import invite_form
from careers.questions.policies import LINK_LIFETIME, is_link_open
from careers.questions.queries import experts as queries
from careers.questions.words import KIND_WORDS
from careers.screening.queries import get_release
from careers.web import limiter, say, signed_in_user


@bp.route("/council/questions/experts")
@requires(Permission.QUESTION_READ)
def list_experts() -> ResponseReturnValue:
    now = clock.now()
    return render_template(
        "questions/list_experts.html",
        rows=[
            (each, is_link_open(sent_at=each.sent_at, expires_at=each.expires_at, now=now))
            for each in queries.list_invitations()
        ],
        kind_words=KIND_WORDS,
        form=PressForm(),
    )


@bp.route("/council/questions/experts/invite", methods=["GET", "POST"])
@requires(Permission.QUESTION_WRITE)
@limiter.limit("30 per hour", methods=["POST"])
def invite_experts() -> ResponseReturnValue:
    versions = queries.list_rateable()
    form = invite_form(versions, request.args.getlist("version"))
    if form.validate_on_submit():
        try:
            invited = commands.invite_experts(
                form.chosen, kind=form.kind.data, emails_of=form.addresses, by=signed_in_user()
            )
            db.session.commit()
            say(f"{len(invited)} {'link' if len(invited) == 1 else 'links'} sent. We remind each person once.")
            return redirect(url_for("questions.list_experts"))
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
    return render_template(
        "questions/invite_experts.html",
        form=form,
        has_questions=bool(versions),
        least=get_release().least_experts,
        days=LINK_LIFETIME.days,
    )


@bp.route("/council/questions/experts/<int:invitation_id>/stop", methods=["POST"])
@requires(Permission.QUESTION_WRITE)
def stop_expert_link(invitation_id: int) -> ResponseReturnValue:
    commands.stop_link(queries.get_invitation(invitation_id), by=signed_in_user())
    db.session.commit()
    say("The link opens nothing any more.")
    return redirect(url_for("questions.list_experts"))
