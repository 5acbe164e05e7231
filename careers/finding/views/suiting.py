"""What suits the person who is signed in, and why: said wherever they see an advert."""

from flask import render_template
from markupsafe import Markup

from careers.access import Permission
from careers.candidates.queries import find_candidate
from careers.jobs.cards import Card
from careers.jobs.index import Entry
from careers.jobs.queries import live_index
from careers.matching.queries import order_for
from careers.matching.ranking import FitOrder
from careers.matching.reasons import reasons_for
from careers.web import is_stranger, signed_in_user


def fit_of_visitor() -> FitOrder | None:
    """Return what orders adverts for the signed-in candidate; None for others, and for one who answered nothing yet."""
    if is_stranger() or not signed_in_user().may(Permission.ACCOUNT_READ):
        return None
    candidate = find_candidate(signed_in_user().id)
    return order_for(candidate) if candidate else None


def suited(card: Card, entry: Entry, person: FitOrder | None) -> Card:
    """Return the card of an entry with what suits the person and what may not."""
    if person is None:
        return card
    reasons = reasons_for(entry, person)
    return card._replace(tags=reasons.before(card.tags), why=(*card.why, *reasons.sentences))


def suits_html(opportunity_id: int) -> Markup:
    """Return what an advert's page says of how it suits the person; empty for strangers and when nothing is known."""
    person = fit_of_visitor()
    entry = live_index().get(opportunity_id) if person else None
    if person is None or entry is None:
        return Markup()
    reasons = reasons_for(entry, person)
    return Markup(render_template("finding/_suits.html", reasons=reasons)) if reasons.sentences else Markup()  # noqa: S704  our template
