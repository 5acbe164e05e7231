"""The words of an advert as HTML, from templates that are rendered once (careers/stamps.py)."""

from functools import lru_cache

from flask import Flask, current_app
from markupsafe import Markup

from careers.jobs.blueprint import bp
from careers.jobs.models import Vacancy
from careers.providers.models import Workplace
from careers.reference.apprenticeships import get_standard
from careers.reference.choices import Rounds
from careers.screening.bank import get_value
from careers.stamps import escaped, stamp

READY = ("description", "values", "needs", "gifts", "standard", "way")


@bp.app_template_global()
def advert_html(job: Vacancy) -> Markup:
    """Return the words of a vacancy, from what people will do to how they get there."""
    app = _app()
    gifts = f"{job.training}\n{job.benefits}"
    fixed = (
        ("has_values", bool(job.value_keys)),
        ("has_needs", bool(job.requirements)),
        ("has_gifts", bool(job.training or job.benefits)),
        ("has_standard", bool(job.standard_ref)),
    )
    ready = (
        _paragraphs(app, job.description),
        _values(app, tuple(job.value_keys)),
        _paragraphs(app, job.requirements),
        _paragraphs(app, gifts),
        _standard(app, job.standard_ref) if job.standard_ref else "",
        getting_there_html(job.workplace, job.rounds),
    )
    return Markup(stamp(app, "jobs/_advert.html", (), READY, fixed).fill_escaped(ready))  # noqa: S704  our template, filled with escaped words


@bp.app_template_global()
def getting_there_html(workplace: Workplace, rounds: Rounds | None = None) -> Markup:
    """Return how people get to a workplace, and from visit to visit; nothing where nothing is known."""
    way, buses = workplace.getting_there, workplace.bus_routes
    if not (way or buses or rounds):
        return Markup()
    fixed = (("rounds", rounds.value if rounds else ""), ("has_way", bool(way)), ("has_buses", bool(buses)))
    one = stamp(_app(), "jobs/_getting_there.html", ("way", "buses"), (), fixed)
    return Markup(one.fill((way, buses)))  # noqa: S704  our template, filled with escaped words


def _paragraphs(app: Flask, text: str) -> str:
    paragraph = stamp(app, "components/_paragraph.html", ("words",))
    return "".join(paragraph.fill_escaped((line,)) for line in escaped([text])[0].split("\n") if line.strip())


@lru_cache(maxsize=500)
def _values(app: Flask, keys: tuple[str, ...]) -> str:
    return app.jinja_env.get_template("jobs/_values.html").render(values=[get_value(key) for key in keys])


@lru_cache(maxsize=100)
def _standard(app: Flask, ref: str) -> str:
    return app.jinja_env.get_template("jobs/_standard.html").render(standard=get_standard(ref))


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    return app
