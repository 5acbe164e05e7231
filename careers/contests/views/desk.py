"""The council's desk for contested answers: who asks for a person, and what that person found."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.contests import commands, queries
from careers.contests.blueprint import bp
from careers.contests.forms import ReviewForm
from careers.database import db
from careers.screening.bank import get_value
from careers.screening.forms import SCALE
from careers.web import say, signed_in_user


@bp.route("/council/contests")
@requires(Permission.ANSWER_REVIEW)
def list_contests() -> ResponseReturnValue:
    today = clock.today()
    return render_template(
        "contests/list_contests.html",
        waiting=[
            (
                each,
                get_value(each.value_key),
                (today - clock.local(each.contest.asked_at or each.contest.made_at).date()).days,
            )
            for each in queries.list_waiting()
        ],
        reviewed=[(each, get_value(each.value_key)) for each in queries.list_reviewed()],
    )


@bp.route("/council/contests/<reference>", methods=["GET", "POST"])
@requires(Permission.ANSWER_REVIEW, writes_on_get=True)
def review_contest(reference: str) -> ResponseReturnValue:
    user, review, form = signed_in_user(), queries.get_review(reference), ReviewForm()
    if form.validate_on_submit():
        commands.review_contest(review, outcome=form.outcome.data or "", by=user)
        db.session.commit()
        say("Saved. The person was told.")
        return redirect(url_for("contests.list_contests"))
    page = render_template(
        "contests/review_contest.html",
        review=review,
        value=get_value(review.value_key),
        answered=queries.get_contested(review),
        form=form,
        scale=SCALE,
    )
    commands.note_look(review, by=user)
    db.session.commit()
    return page
