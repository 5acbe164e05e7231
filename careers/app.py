"""Build the application: settings, extensions, blueprints, commands. Reads top to bottom."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from careers.accounts.cli import accounts as accounts_cli
from careers.accounts.views import bp as accounts
from careers.alerts import hooks as _hooks  # noqa: F401  hangs its route on the blueprint
from careers.alerts.views import bp as alerts
from careers.applications.views import bp as applications
from careers.board.views import bp as board
from careers.candidates.views import bp as candidates
from careers.cli import init_cli
from careers.config import ROOT, Settings, read_settings
from careers.contests.views import bp as contests
from careers.database import db, init_database
from careers.demo.cli import demo as demo_cli
from careers.equality.sealing import configure as configure_sealing
from careers.equality.views import bp as equality
from careers.feeds.counting import bp as counting
from careers.feeds.crawling import bp as crawling
from careers.feeds.sharing import bp as sharing
from careers.feeds.views import bp as feeds
from careers.finding.views import bp as finding
from careers.formats.views import bp as formats
from careers.geo.cli import reference as reference_cli
from careers.geo.postcodes import keep_imports_in
from careers.home.views import health, help_pages, home
from careers.interviews.views import bp as interviews
from careers.invitations.views import bp as invitations
from careers.jobs.views import bp as jobs
from careers.logs import configure_logs
from careers.mail.rendering import configure as configure_mail
from careers.mail.views import bp as mail
from careers.page_links import page_links
from careers.pathways.views import bp as pathways
from careers.placements.views import bp as placements
from careers.providers.views import bp as providers
from careers.questions.cli import questions as questions_cli
from careers.questions.views import bp as questions
from careers.rate_limits import CalmMemoryStorage
from careers.rights.views import bp as rights
from careers.screening.views import bp as screening
from careers.security_headers import set_security_headers
from careers.sessions import QuickSessions
from careers.web import STATIC, check_marks, init_web
from careers.words import date_in_words, moment_in_words, time_in_words

BLUEPRINTS = (
    home,
    help_pages,
    health,
    accounts,
    jobs,
    finding,
    feeds,
    crawling,
    sharing,
    counting,
    alerts,
    mail,
    pathways,
    screening,
    formats,
    contests,
    questions,
    board,
    candidates,
    applications,
    equality,
    interviews,
    providers,
    invitations,
    placements,
    rights,
)
COMMANDS = (accounts_cli, demo_cli, questions_cli, reference_cli)


class Site(Flask):
    """The application. No view of it is a coroutine, so none needs to be looked at for that on every page."""

    session_interface = QuickSessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the view itself."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for the given settings, or for those of the environment."""
    settings = settings or read_settings()
    configure_logs(settings.log_level)
    app = Site(__name__, static_folder=None, template_folder=None, instance_path=settings.instance_path)
    Path(settings.instance_path).mkdir(parents=True, exist_ok=True)
    keep_imports_in(Path(settings.instance_path) / "reference")
    _configure(app, settings)
    _set_templates(app)
    init_database(app)
    Migrate(app, db, directory=str(ROOT / "careers" / "migrations"), render_as_batch=True)
    address_mail(settings)
    configure_sealing(settings.equality_key or settings.secret_key)
    init_web(app)
    set_security_headers(app, is_https=settings.public_url.startswith("https"))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for group in COMMANDS:
        app.cli.add_command(group)
    init_cli(app)
    check_marks(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]  # as below
    app.wsgi_app = WhiteNoise(app.wsgi_app, root=STATIC, prefix="static/", max_age=31_536_000)  # type: ignore[method-assign]  # Flask documents replacing wsgi_app
    return app


def address_mail(settings: Settings) -> None:
    """Tell the messages where the site is and who sends them: one process serves one site."""
    configure_mail(
        public_url=settings.public_url,
        service_name=settings.service_name,
        council_name=settings.council_name,
        contact_email=settings.contact_email,
        mail_from=settings.mail_from,
    )


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": True},
        SETTINGS=settings,
        CAREERS_MODE=settings.careers_mode,
        SERVICE_NAME=settings.service_name,
        COUNCIL_NAME=settings.council_name,
        AREA_CODES=settings.area_codes,
        PUBLIC_URL=settings.public_url,
        CONTACT_EMAIL=settings.contact_email,
        SESSION_COOKIE_NAME="careers",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https"),
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        MAX_CONTENT_LENGTH=512 * 1024,
        MAX_FORM_MEMORY_SIZE=512 * 1024,
        WTF_CSRF_TIME_LIMIT=settings.session_hours * 3600,
        RATELIMIT_DEFAULT=settings.rate_limit,
        RATELIMIT_STORAGE_URI=settings.redis_url or f"{CalmMemoryStorage.STORAGE_SCHEME[0]}://",
    )


def _set_templates(app: Flask) -> None:
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "templates"),
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["page_links"] = page_links
    app.jinja_env.filters.update(
        date_in_words=date_in_words, time_in_words=time_in_words, moment_in_words=moment_in_words
    )
    WTFormsHelpers(app)
