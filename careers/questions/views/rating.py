"""The pages behind an expert's link: what it is about, one situation at a time, and sending. No account needed."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import public
from careers.accounts.commands import token_hash
from careers.accounts.forms import PressForm
from careers.database import db
from careers.questions.blueprint import bp
from careers.questions.commands import experts as commands
from careers.questions.models import ExpertInvitation
from careers.questions.policies import is_link_open
from careers.questions.queries import experts as queries
from careers.screening.forms import form_for
from careers.screening.queries import to_question
from careers.web import limiter, say

WRITES = "600 per hour"


def _is_open(invitation: ExpertInvitation) -> bool:
    return is_link_open(sent_at=invitation.sent_at, expires_at=invitation.expires_at, now=clock.now())


def _closed() -> ResponseReturnValue:
    return render_template("questions/link_closed.html"), 410


@bp.route("/experts/<token>")
@public
def open_expert_link(token: str) -> ResponseReturnValue:
    invitation = queries.get_invitation_by_token(token_hash(token))
    if not _is_open(invitation):
        return _closed()
    return render_template(
        "questions/open_expert_link.html",
        invitation=invitation,
        token=token,
        done=len(queries.list_ratings_by(invitation.id)),
        form=PressForm(),
    )


@bp.route("/experts/<token>/begin", methods=["POST"])
@public
@limiter.limit(WRITES)
def begin_rating(token: str) -> ResponseReturnValue:
    invitation = queries.get_invitation_by_token(token_hash(token))
    if not _is_open(invitation):
        return _closed()
    commands.begin_rating(invitation)
    target = _next(invitation, token, after=-1)
    db.session.commit()
    return redirect(target)


@bp.route("/experts/<token>/situations/<int:place>", methods=["GET", "POST"])
@public
@limiter.limit(WRITES, methods=["POST"])
def rate_question(token: str, place: int) -> ResponseReturnValue:
    invitation = queries.get_invitation_by_token(token_hash(token))
    if not _is_open(invitation):
        return _closed()
    if not 1 <= place <= len(invitation.questions):
        abort(404)
    version = invitation.questions[place - 1].version
    ratings = queries.list_ratings_by(invitation.id)
    question = to_question(version)
    form = form_for(question, seed=invitation.seed, saved=ratings.get(version.id, {}))
    is_leaving = "save_and_leave" in request.form
    here = url_for("questions.open_expert_link", token=token)
    if form.validate_on_submit():
        commands.rate_question(invitation, version, number=form.version.data or 0, ratings=form.ratings)
        target = here if is_leaving else _next(invitation, token, after=place - 1)
        db.session.commit()
    elif is_leaving:
        target = here
    else:
        before = url_for("questions.rate_question", token=token, place=place - 1) if place > 1 else here
        return render_template(
            "questions/rate_question.html",
            form=form,
            question=question,
            place=place,
            count=len(invitation.questions),
            back_url=before,
        )
    if is_leaving:
        say("What you have rated is saved. Come back by the link in our message.")
    return redirect(target)


@bp.route("/experts/<token>/send", methods=["GET", "POST"])
@public
@limiter.limit(WRITES, methods=["POST"])
def send_ratings(token: str) -> ResponseReturnValue:
    invitation, form = queries.get_invitation_by_token(token_hash(token)), PressForm()
    if not _is_open(invitation):
        return _closed()
    if form.validate_on_submit():
        commands.send_ratings(invitation)
        db.session.commit()
        return render_template("questions/ratings_sent.html")
    return render_template(
        "questions/send_ratings.html",
        invitation=invitation,
        token=token,
        rated=queries.list_ratings_by(invitation.id),
        form=form,
    )


def _next(invitation: ExpertInvitation, token: str, *, after: int) -> str:
    """Return the next situation not rated yet, from the one after this on and then from the first; or the end."""
    rated = queries.list_ratings_by(invitation.id)
    places = [*range(after + 1, len(invitation.questions)), *range(after + 1)]
    left = [place for place in places if invitation.questions[place].version_id not in rated]
    if left:
        return url_for("questions.rate_question", token=token, place=left[0] + 1)
    return url_for("questions.send_ratings", token=token)
