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

READY = ("description", "values", "needs", "gifts", "standard", "way", "buses")


@bp.app_template_global()
def advert_html(job: Vacancy) -> Markup:
    """Return the words of a vacancy, from what people will do to how they get there."""
    app, place = _app(), job.workplace
    gifts = f"{job.training}\n{job.benefits}"
    description, needs, gifts, way, buses = escaped(
        (job.description, job.requirements, gifts, place.getting_there, place.bus_routes)
    )
    fixed = (
        ("has_values", bool(job.value_keys)),
        ("has_needs", bool(needs)),
        ("has_gifts", gifts != "\n"),
        ("has_standard", bool(job.standard_ref)),
        *_ways(way, buses, job.rounds),
    )
    paragraph = stamp(app, "components/_paragraph.html", ("words",)).fill_escaped
    description, needs, gifts = (
        "".join([paragraph((line,)) for line in text.split("\n") if line.strip()])
        for text in (description, needs, gifts)
    )
    standard = _standard(app, job.standard_ref) if job.standard_ref else ""
    ready = (description, _values(app, tuple(job.value_keys)), needs, gifts, standard, way, buses)
    return Markup(stamp(app, "jobs/_advert.html", (), READY, fixed).fill_escaped(ready))  # noqa: S704  our template, filled with escaped words


@bp.app_template_global()
def getting_there_html(workplace: Workplace) -> Markup:
    """Return how people get to a workplace; nothing where nothing is known."""
    way, buses = workplace.getting_there, workplace.bus_routes
    one = stamp(_app(), "jobs/_getting_there.html", ("way", "buses"), (), _ways(way, buses))
    return Markup(one.fill((way, buses)))  # noqa: S704  our template, filled with escaped words


def _ways(way: str, buses: str, rounds: Rounds | None = None) -> tuple[tuple[str, bool | str], ...]:
    """Return what is known of how people get to a workplace, and from visit to visit."""
    return ("rounds", rounds.value if rounds else ""), ("has_way", bool(way)), ("has_buses", bool(buses))


@lru_cache(maxsize=500)
def _values(app: Flask, keys: tuple[str, ...]) -> str:
    return app.jinja_env.get_template("jobs/_values.html").render(values=[get_value(key) for key in keys])


@lru_cache(maxsize=100)
def _standard(app: Flask, ref: str) -> str:
    return app.jinja_env.get_template("jobs/_standard.html").render(standard=get_standard(ref))


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    return app
