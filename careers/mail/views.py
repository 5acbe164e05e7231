"""The operator's page of messages: how the outbox stands, and what needs a person."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.database import db
from careers.mail import commands, queries
from careers.web import say, signed_in_user

bp = Blueprint("mail", __name__, url_prefix="/operations/mail")


@bp.route("")
@requires(Permission.OPERATIONS_READ)
def list_messages() -> ResponseReturnValue:
    return render_template(
        "mail/list_messages.html",
        counts=queries.count_by_status(),
        failed=queries.list_failed(),
        waiting=queries.list_waiting(),
        longest_due=queries.find_longest_due(clock.now()),
    )


@bp.route("/<int:message_id>/send-again", methods=["POST"])
@requires(Permission.MAIL_RESEND)
def send_again(message_id: int) -> ResponseReturnValue:
    commands.send_again(queries.get_message(message_id), by=signed_in_user())
    db.session.commit()
    say("The message is waiting to be sent again.")
    return redirect(url_for("mail.list_messages"))


@bp.route("/test", methods=["POST"])
@requires(Permission.MAIL_RESEND)
def send_test_message() -> ResponseReturnValue:
    user = signed_in_user()
    commands.send_test_message(user.email, user_id=user.id)
    db.session.commit()
    say("A test message to your own address is waiting to be sent.")
    return redirect(url_for("mail.list_messages"))
