"""The council's desk for people who answer in another way: who waits, what is arranged, and bringing it to its end."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.candidates.queries import find_candidate
from careers.database import db
from careers.formats import commands, policies, queries
from careers.formats.blueprint import bp
from careers.formats.forms import ArrangeForm, CompleteForm, WriteForm
from careers.formats.views.writing import text_of, words_of_saving
from careers.screening.bank import get_value
from careers.web import say, signed_in_user

REQUEST = "/council/formats/<reference>"


@bp.route("/council/formats")
@requires(Permission.FORMAT_HANDLE)
def list_formats() -> ResponseReturnValue:
    today = clock.today()
    return render_template(
        "formats/list_formats.html",
        waiting=[
            (each, (today - clock.local(each.request.asked_at).date()).days, policies.is_late(each.request, today))
            for each in queries.list_open()
        ],
        ended=queries.list_ended(),
        promise=policies.PROMISED_WORKING_DAYS,
        in_words=policies.in_words,
        promised_by=policies.promised_by,
    )


@bp.route(REQUEST)
@requires(Permission.FORMAT_HANDLE, writes_on_get=True)
def show_request(reference: str) -> ResponseReturnValue:
    wish = queries.get_request(reference)
    situations = queries.list_situations(wish)
    page = render_template(
        "formats/show_request.html",
        wish=wish,
        candidate=find_candidate(wish.user_id),
        where=policies.in_words(wish),
        is_late=policies.is_late(wish, clock.today()),
        values=[get_value(key) for key in wish.value_keys],
        finished=queries.list_finished_values(wish),
        written={each.value_key: each.text for each in wish.written},
        situations=situations,
        left=[each for each in situations if not each.is_answered],
    )
    commands.note_look(wish, by=signed_in_user())
    db.session.commit()
    return page


@bp.route(f"{REQUEST}/arrange", methods=["GET", "POST"])
@requires(Permission.FORMAT_HANDLE)
def arrange_format(reference: str) -> ResponseReturnValue:
    wish = queries.get_request(reference)
    form = ArrangeForm(obj=wish)
    if not form.validate_on_submit():
        return render_template("formats/arrange_format.html", wish=wish, form=form)
    commands.arrange_format(wish, arranged_for=form.arranged_for.data or "", by=signed_in_user())
    db.session.commit()
    say("Arranged. The person was told.")
    return redirect(url_for("formats.show_request", reference=reference))


@bp.route(f"{REQUEST}/complete", methods=["GET", "POST"])
@requires(Permission.FORMAT_HANDLE)
def complete_format(reference: str) -> ResponseReturnValue:
    wish, form = queries.get_request(reference), CompleteForm()
    if form.validate_on_submit():
        commands.complete_format(wish, outcome=form.outcome.data or "", by=signed_in_user())
        db.session.commit()
        say("Completed. The person was told.")
        return redirect(url_for("formats.show_request", reference=reference))
    left = {each.question.value_key for each in queries.list_situations(wish) if not each.is_answered}
    return render_template(
        "formats/complete_format.html",
        wish=wish,
        form=form,
        values=[get_value(key) for key in wish.value_keys],
        rated={each.question.value_key for each in queries.list_situations(wish)} - left,
        finished=queries.list_finished_values(wish),
        written={each.value_key for each in wish.written},
    )


@bp.route(f"{REQUEST}/writing/<value_key>", methods=["GET", "POST"])
@requires(Permission.FORMAT_HANDLE)
def write_down(reference: str, value_key: str) -> ResponseReturnValue:
    wish, value = queries.get_request(reference), get_value(value_key)
    form = WriteForm(data={"text": text_of(wish, value_key)})
    if form.validate_on_submit():
        commands.write_answer(wish, value_key, form.text.data or "", by=signed_in_user())
        db.session.commit()
        say(words_of_saving(value.name, form.text.data))
        return redirect(url_for("formats.show_request", reference=reference))
    return render_template(
        "formats/write_answer.html",
        form=form,
        value=value,
        back_url=url_for("formats.show_request", reference=reference),
        is_for_person=True,
    )
