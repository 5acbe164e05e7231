"""Situations on paper: made ready, printed, and what the person ticked there typed in by an officer."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.errors import NotAllowed
from careers.formats import commands, queries
from careers.formats.blueprint import bp
from careers.formats.models import FormatRequest
from careers.formats.views.desk import REQUEST
from careers.screening.bank import shuffled_responses
from careers.screening.forms import SCALE, form_for
from careers.screening.queries import Asked
from careers.web import say, signed_in_user


@bp.route(f"{REQUEST}/paper/make", methods=["POST"])
@requires(Permission.FORMAT_HANDLE)
def make_paper(reference: str) -> ResponseReturnValue:
    wish, form = queries.get_request(reference), PressForm()
    if form.validate_on_submit():
        commands.make_paper(wish, by=signed_in_user())
        db.session.commit()
    return redirect(url_for("formats.show_paper", reference=reference))


@bp.route(f"{REQUEST}/paper")
@requires(Permission.FORMAT_HANDLE, writes_on_get=True)
def show_paper(reference: str) -> ResponseReturnValue:
    wish = queries.get_request(reference)
    situations = queries.list_situations(wish) if wish.paper_made_at else ()
    if not situations:
        return redirect(url_for("formats.show_request", reference=reference))
    page = render_template(
        "formats/show_paper.html",
        wish=wish,
        situations=[(each.question.situation, shuffled_responses(each.question, each.seed)) for each in situations],
        scale=SCALE,
    )
    commands.note_look(wish, by=signed_in_user())
    db.session.commit()
    return page


@bp.route(f"{REQUEST}/ratings/<key>", methods=["GET", "POST"])
@requires(Permission.FORMAT_HANDLE)
def enter_ratings(reference: str, key: str) -> ResponseReturnValue:
    wish = queries.get_request(reference)
    situations = queries.list_situations(wish) if wish.paper_made_at else ()
    place = next((number for number, each in enumerate(situations) if each.question.key == key), None)
    if place is None:
        say("This situation is not asked, or it is finished.")
        return redirect(url_for("formats.show_request", reference=reference))
    asked = situations[place]
    form = form_for(asked.question, seed=asked.seed, saved=asked.ratings)
    if form.forgery(request.form):
        raise NotAllowed("What was sent did not fit this situation, so nothing was kept. Go back and type it in again.")
    if form.validate_on_submit():
        commands.enter_ratings(
            wish,
            question_key=key,
            version=form.version.data or 0,
            ratings=form.ratings,
            by=signed_in_user(),
        )
        db.session.commit()
        return redirect(_after(wish, situations, place))
    return render_template(
        "formats/enter_ratings.html",
        wish=wish,
        form=form,
        question=asked.question,
        place=place + 1,
        count=len(situations),
        back_url=_page(wish, situations[place - 1]) if place else url_for("formats.show_request", reference=reference),
    )


def _page(wish: FormatRequest, asked: Asked) -> str:
    return url_for("formats.enter_ratings", reference=wish.reference, key=asked.question.key)


def _after(wish: FormatRequest, situations: Sequence[Asked], place: int) -> str:
    """Return the next situation without ratings, or the request when that was the last."""
    following = next((each for each in situations[place + 1 :] if not each.is_answered), None)
    return _page(wish, following) if following else url_for("formats.show_request", reference=wish.reference)
