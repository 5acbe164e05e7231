"""Why an advert suits a person and what may not, short enough for a card. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from careers.jobs.cards import Tags
from careers.jobs.index import Entry
from careers.matching.fit import Band, Fit, measure_fit
from careers.matching.ranking import FitOrder, offer_of_entry

TAGS = {Band.STRONG: "Suits you well", Band.GOOD: "Suits you"}
MOST_REASONS = 2


class Reasons(NamedTuple):
    """A tag, empty when there is too little to say, and sentences."""

    tag: str
    sentences: tuple[str, ...]

    def before(self, tags: Tags) -> Tags:
        """Return the tags of a card with this one before them."""
        return ((self.tag, "leaf"), *tags) if self.tag else tags


def reasons_for(entry: Entry, person: FitOrder) -> Reasons:
    """Return what to say on the card of an entry; nothing for a placement, whose fit is not measured."""
    offer = offer_of_entry(entry)
    if offer is None:
        return Reasons("", ())
    fit = measure_fit(person.wish, offer, {score.value_key: score for score in person.scores})
    return Reasons(TAGS.get(fit.band, ""), _sentences(fit))


def tag_for(entry: Entry, person: FitOrder | None) -> str:
    """Return the tag of an entry for a person; empty when nothing is known of them or of the fit."""
    return reasons_for(entry, person).tag if person else ""


def best_first(entries: Sequence[Entry], person: FitOrder | None) -> list[Entry]:
    """Return entries with those that suit a person before the others, otherwise in their order."""
    order = list(TAGS.values())
    tags = {entry.id: tag_for(entry, person) for entry in entries}
    return sorted(entries, key=lambda entry: order.index(tags[entry.id]) if tags[entry.id] else len(order))


def _sentences(fit: Fit) -> tuple[str, ...]:
    """Say the practical things that fit best, those that do not fit at all, and first every must-have that does not."""
    met = [part for part in fit.practical.parts if part.is_counted and part.points == part.out_of]
    best = sorted(met, key=lambda part: -part.out_of)[:MOST_REASONS]
    why = f"Why it suits you: {' '.join(part.candidate_sentence for part in best)}" if best else ""
    amiss = [part for part in fit.practical.parts if part.is_counted and part.points == 0 and not part.is_must_have]
    may_not = [*fit.unmet_must_haves, *sorted(amiss, key=lambda part: -part.out_of)[:MOST_REASONS]]
    why_not = f"What may not: {' '.join(part.candidate_sentence for part in may_not)}" if may_not else ""
    return tuple(filter(None, [why, why_not]))
