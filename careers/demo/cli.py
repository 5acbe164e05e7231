"""`flask demo load`: fill an empty database with the demonstration."""

from datetime import datetime

import click
import sqlalchemy as sa
from flask import current_app

from careers import clock
from careers.command_line import BadArguments, PlainCommand, PlainGroup
from careers.database import db, writing
from careers.demo.area import has_postcodes
from careers.demo.load import load_demonstration
from careers.providers.models import Organisation

demo = PlainGroup("demo", help="The demonstration: invented people and employers at real places.")


@demo.command("load", cls=PlainCommand)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day as of which it is made; default: today.")
@click.option("--once", is_flag=True, help="Do nothing when it is there already.")
def load(today: datetime | None, once: bool) -> None:
    """Load the demonstration into an empty database, all of it or nothing."""
    if current_app.config["CAREERS_MODE"] != "demo":
        raise BadArguments(
            "the demonstration is loaded only with CAREERS_MODE=demo, so that it never meets real people"
        )
    if not has_postcodes(current_app.config["AREA_CODES"]):
        raise BadArguments("we hold no postcodes for AREA_CODES, so there is nowhere to put the demonstration")
    with writing():
        if db.session.scalar(sa.select(Organisation.id).limit(1)) is not None:
            _say_it_is_there(once=once)
            return
        loaded = load_demonstration(today.date() if today else clock.today(), current_app.config["AREA_CODES"])
        db.session.commit()
    click.echo(
        f"Loaded {loaded.workplaces} workplaces, {loaded.live} live opportunities, {loaded.people} people "
        f"and {loaded.starts} starts in work. All of it is invented."
    )


def _say_it_is_there(*, once: bool) -> None:
    if not once:
        raise BadArguments("the database has organisations already; the demonstration goes into an empty one only")
    click.echo("The demonstration is already loaded.")
