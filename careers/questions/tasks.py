"""What the timetable does for the bank: a new release's scores, experts' reminders and addresses.

Each is safe to run twice.
"""

from datetime import datetime, timedelta

from careers.database import db
from careers.questions import policies
from careers.questions.commands import experts, releases
from careers.questions.queries import experts as expert_queries
from careers.screening.commands import score_under
from careers.screening.models import BankRelease
from careers.screening.queries import get_release, list_scored_releases, list_sittings_to_score

BATCH = 100
LOOKED_AFTER_FOR = timedelta(hours=1)
"""So long after it came into force a release's scores are looked through again.

An answer whose transaction began before the release was made, and ended after the last look, would else be missed.
"""


def score_releases(now: datetime) -> int:
    """Work out everybody's scores under a release that waits, then bring it into force; return how many scores.

    It comes into force in the first run that finds nothing left to work out, so nobody is ever without a score.
    """
    done = 0
    for release in list_scored_releases():
        if release.in_force_at is not None and release.in_force_at < now - LOOKED_AFTER_FOR:
            continue
        scored = _score_all(release)
        done += scored
        if release.in_force_at is None and not scored:
            releases.bring_into_force(release.id, now=now)
            db.session.commit()
            done += 1
    return done


def score_missing(_now: datetime) -> int:
    """Work out the scores under the release in force that nobody has worked out; return how many.

    There are none as a rule. There are after an upgrade from before scores were kept, however late the timetable runs.
    """
    return _score_all(get_release())


def _score_all(release: BankRelease) -> int:
    after, scored = 0, 0
    while batch := list_sittings_to_score(release.name, after=after, limit=BATCH):
        for sitting_id in batch:
            scored += score_under(release, sitting_id, is_first=True)
        db.session.commit()
        after = batch[-1]
    return scored


def remind_experts(now: datetime) -> int:
    """Remind experts once, a week before their link ends; return how many."""
    reminded = 0
    for invitation in expert_queries.list_to_remind(now, ends_before=now + policies.REMIND_BEFORE):
        reminded += experts.remind_expert(invitation, now=now)
        db.session.commit()
    return reminded


def forget_expert_addresses(now: datetime) -> int:
    """Forget the addresses of experts whose link was sent or is over; return how many."""
    forgotten = experts.forget_addresses(now)
    db.session.commit()
    return forgotten
