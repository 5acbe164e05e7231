"""Signing in by a code, by a support link, in the demonstration by a button; signing out."""

from hashlib import sha256

from flask import Blueprint, abort, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address
from flask_login import current_user, login_user, logout_user

from careers.access import Role, public
from careers.accounts import commands, queries
from careers.accounts.forms import AskForCodeForm, EnterCodeForm, PressForm
from careers.accounts.models import User
from careers.database import db
from careers.errors import NotAllowed
from careers.web import VISITOR, limiter, local_path, login_manager, say, signed_in_user

bp = Blueprint("accounts", __name__)

DEMO_USERS = {
    "candidate": ("candidate@demo.example", "A job seeker", "looks for work in care and applies"),
    "provider": ("provider@demo.example", "A care home manager", "posts vacancies, chooses and hires"),
    "adviser": ("adviser@demo.example", "A Jobcentre adviser", "refers people and follows what happens"),
    "officer": ("officer@demo.example", "A council officer", "checks employers and adverts"),
    "board": ("board@demo.example", "A workforce board member", "reads the figures"),
    "operator": ("operator@demo.example", "The operator", "watches messages and tasks"),
}

HOME_OF_ROLE = {
    Role.CANDIDATE: "/account",
    Role.PROVIDER_MANAGER: "/provider",
    Role.PROVIDER_MEMBER: "/provider",
    Role.ADVISER: "/adviser",
    Role.OFFICER: "/council",
    Role.BOARD_MEMBER: "/board",
    Role.OPERATOR: "/operations/mail",
}


@login_manager.user_loader
def load_user(session_id: str) -> User | None:
    """Return the user of a session, unless they signed out everywhere or were closed."""
    user_id, _, version = session_id.partition(".")
    user = queries.find_user(int(user_id)) if user_id.isdigit() else None
    return user if user is not None and user.is_active and version == str(user.session_version) else None


def _connection_and_address() -> str:
    """Tell apart who asks for whose code, without keeping the address: one stranger must leave codes for its owner."""
    address = request.form.get("email", "").strip().lower()
    return sha256(f"{get_remote_address()} {address}".encode()).hexdigest()


def _secret() -> str:
    return str(current_app.secret_key)


def _sign_in(user: User) -> ResponseReturnValue:
    target, visitor = session.get("next") or HOME_OF_ROLE[user.role], session.get(VISITOR)
    user_id = user.id
    db.session.commit()
    session.clear()
    if visitor:
        session[VISITOR] = visitor
    session.permanent = True
    login_user(db.session.get_one(User, user_id))
    return redirect(target)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit("30 per hour", methods=["POST"])
@limiter.limit("3 per 15 minutes", key_func=_connection_and_address, methods=["POST"])
def ask_for_code() -> ResponseReturnValue:
    target = local_path(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(target or HOME_OF_ROLE[current_user.role])
    form = AskForCodeForm()
    if not form.validate_on_submit():
        return render_template("accounts/ask_for_code.html", form=form, target=target or "")
    try:
        sign_in = commands.ask_for_code(form.email.data or "", secret=_secret())
    except NotAllowed as refusal:
        form.email.errors = [str(refusal)]
        return render_template("accounts/ask_for_code.html", form=form, target=target or "")
    session["sign_in_key"] = sign_in.key
    session["next"] = target or session.get("next")
    db.session.commit()
    return redirect(url_for("accounts.enter_code"))


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
@limiter.limit("60 per hour", methods=["POST"])
def enter_code() -> ResponseReturnValue:
    sign_in = queries.find_code(session.get("sign_in_key", ""))
    if sign_in is None:
        return redirect(url_for("accounts.ask_for_code"))
    form, email = EnterCodeForm(), sign_in.email
    if form.validate_on_submit():
        user = commands.use_code(sign_in.key, form.code.data or "", secret=_secret())
        if user is not None:
            return _sign_in(user)
        db.session.commit()
        form.code.errors = [commands.WRONG_CODE]
    return render_template("accounts/enter_code.html", form=form, email=email)


@bp.route("/sign-in/link/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30 per hour", methods=["POST"])
def use_link(token: str) -> ResponseReturnValue:
    form = PressForm()
    if not form.validate_on_submit():
        return render_template("accounts/use_link.html", form=form, token=token)
    user = commands.use_sign_in_link(token)
    if user is None:
        raise NotAllowed("This link was used already, or it is too old. Sign in with your e-mail address instead.")
    return _sign_in(user)


@bp.route("/sign-out", methods=["POST"])
@public
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        commands.sign_out_everywhere(signed_in_user())
        db.session.commit()
    logout_user()
    session.clear()
    say("You are signed out.")
    return redirect(url_for("home.start"))


@bp.route("/demo")
@public
def demo_sign_in() -> ResponseReturnValue:
    if current_app.config["CAREERS_MODE"] != "demo":
        abort(404)
    return render_template("accounts/demo_sign_in.html", users=DEMO_USERS, form=PressForm())


@bp.route("/demo/<key>", methods=["POST"])
@public
def demo_sign_in_as(key: str) -> ResponseReturnValue:
    if current_app.config["CAREERS_MODE"] != "demo" or key not in DEMO_USERS:
        abort(404)
    user = queries.find_user_by_email(DEMO_USERS[key][0])
    if user is None:
        raise NotAllowed("The demonstration has not been loaded yet. Run `flask demo load`.")
    session.pop("next", None)
    return _sign_in(commands.sign_in_user(user))
