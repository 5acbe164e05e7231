"""The bank as a file, out and in."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.database import db
from careers.questions.bank_files import csv_text, json_text
from careers.questions.blueprint import bp
from careers.questions.commands.importing import import_questions
from careers.questions.content import item_of
from careers.questions.forms import ImportForm
from careers.questions.queries.desk import list_versions
from careers.web import signed_in_user


def _file(text: str, ending: str, mimetype: str) -> Response:
    name = f"questions-{clock.today().isoformat()}.{ending}"
    return Response(text, mimetype=mimetype, headers={"Content-Disposition": f"attachment; filename={name}"})


@bp.route("/council/questions/export.json")
@requires(Permission.QUESTION_READ)
def export_json() -> ResponseReturnValue:
    return _file(json_text(map(item_of, list_versions())), "json", "application/json")


@bp.route("/council/questions/export.csv")
@requires(Permission.QUESTION_READ)
def export_csv() -> ResponseReturnValue:
    return _file(csv_text(map(item_of, list_versions())), "csv", "text/csv")


@bp.route("/council/questions/import", methods=["GET", "POST"])
@requires(Permission.QUESTION_WRITE)
def import_bank() -> ResponseReturnValue:
    form, done = ImportForm(), None
    if form.validate_on_submit():
        done = import_questions(form.file.data.read(), by=signed_in_user())
        db.session.commit()
    return render_template("questions/import_bank.html", form=form, done=done)
