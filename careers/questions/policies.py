"""The life of a version of a question, what experts' links may do, and what a new key or release needs."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from careers.errors import BadInput, NotAllowed
from careers.screening.agreement import ExpertKey
from careers.screening.bank import FEWEST_QUESTIONS_A_VALUE, MIDDLE, NOT_RATED_YET, TOO_NEAR_THE_MIDDLE, QuestionStatus
from careers.screening.models import BankRelease, QuestionVersion

S = QuestionStatus

MOVES: dict[QuestionStatus, frozenset[QuestionStatus]] = {
    S.DRAFT: frozenset({S.WITH_EXPERTS, S.RETIRED}),
    S.WITH_EXPERTS: frozenset({S.PILOT, S.RETIRED}),
    S.PILOT: frozenset({S.LIVE, S.RETIRED}),
    S.LIVE: frozenset({S.RETIRED}),
    S.RETIRED: frozenset(),
}
"""Each status, and those that may follow it. What comes to nothing is retired from wherever it stands."""

UNFINISHED = frozenset({S.DRAFT, S.WITH_EXPERTS, S.PILOT})
"""Not live yet: a question has one such version at a time."""

MADE_FROM = frozenset({S.LIVE, S.RETIRED})
"""What a next version can be made from."""

NO_KEY = "no key yet"

NOT_BY_EXPERTS = frozenset({NO_KEY, NOT_RATED_YET})
"""Where a key comes from before experts have given one."""

LINK_LIFETIME = timedelta(days=21)
REMIND_BEFORE = timedelta(days=7)
MOST_EXPERTS_AT_ONCE = 30

PEOPLE_ADVISED_ON_TRIAL = 100
"""So many people should have been asked a question on trial before its answers count: fewer say little about it."""

SITUATION_LIMIT = 1_000
RESPONSE_LIMIT = 300
KEY_LIMIT = 60
REASON_LIMIT = 300
AUTHOR_LIMIT = 120
SOURCE_LIMIT = 200
FEWEST_RESPONSES, MOST_RESPONSES = 4, 5

QUESTION_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESPONSE_KEY = re.compile(r"[a-z0-9]{1,20}")
TAKEN_BY_PAGES = frozenset({"new", "release", "experts", "import"})
"""Names at which the desk has pages of its own."""


def check_can_move(version: QuestionVersion, to: QuestionStatus) -> None:
    """Refuse a step that the table does not have."""
    if to not in MOVES[version.status]:
        raise NotAllowed(
            f"Version {version.number} is {version.status} now, so it cannot become {to}. Reload its page."
        )


def check_can_change(version: QuestionVersion, *, used: int) -> None:
    """Refuse to change anything but a draft that nobody was asked."""
    if version.status is not S.DRAFT or used:
        raise NotAllowed("This version is past its draft, so its words stay as they are. Make the next version.")


def check_can_start_next(newest: QuestionVersion) -> None:
    """Refuse a next version while one is being worked on."""
    if newest.status not in MADE_FROM:
        raise NotAllowed(f"Version {newest.number} is being worked on. Finish it or retire it first.")


def check_can_pilot(*, has_taken_key: bool) -> None:
    """Refuse a pilot of what experts have not keyed."""
    if not has_taken_key:
        raise NotAllowed("Experts rate a question before people are asked it. Take the experts’ key first.")


def check_can_retire(version: QuestionVersion, *, live_of_value: int) -> None:
    """Refuse to leave a value with too few questions to ask."""
    check_can_move(version, S.RETIRED)
    if version.status is S.LIVE and live_of_value <= FEWEST_QUESTIONS_A_VALUE:
        raise NotAllowed(
            f"This value has {live_of_value} live questions, and {FEWEST_QUESTIONS_A_VALUE} are the fewest: people "
            "could not be asked about it any more. Make another question live first."
        )


def key_source_of(ratings: Collection[float | None]) -> str:
    """Return what stands beside a draft's key: ours, or none yet."""
    return NO_KEY if any(rating is None for rating in ratings) else NOT_RATED_YET


def check_starter_key(field: str, rating: float | None) -> None:
    """Refuse a starter key too near the middle of the scale: it would tell people apart by how they use the scale."""
    if rating is not None and abs(rating - MIDDLE) <= TOO_NEAR_THE_MIDDLE:
        raise BadInput(field, "Choose a rating below 2.5 or above 3.5: one near the middle tells nobody apart.")


def check_key_name(key: str) -> None:
    """Refuse a short name that no page could have."""
    if not QUESTION_KEY.fullmatch(key) or len(key) > KEY_LIMIT or key in TAKEN_BY_PAGES:
        raise BadInput("name", "Choose another short name: a few plain words, like “Quiet breakfast”.")


def can_be_rated(version: QuestionVersion) -> bool:
    """Say whether experts may be asked about a version: it has no key of experts yet, and may still get one."""
    return version.status in {S.DRAFT, S.WITH_EXPERTS, S.LIVE} and version.key_source in NOT_BY_EXPERTS


def check_can_be_rated(version: QuestionVersion) -> None:
    """Refuse to ask experts about what they have keyed, or what is no longer used."""
    if not can_be_rated(version):
        raise NotAllowed(f"Experts cannot rate “{version.question_key}” now. Reload the page and choose again.")


def check_can_take_key(key: ExpertKey | None, *, experts: int, release: BankRelease) -> ExpertKey:
    """Return the key; refuse with too few experts, or when they do not agree."""
    if experts < release.least_experts or key is None:
        raise NotAllowed(
            f"{experts} of at least {release.least_experts} experts have rated this version. Invite more, or wait."
        )
    if not key.is_kept:
        raise NotAllowed(" ".join(key.reasons))
    return key


def is_link_open(*, sent_at: datetime | None, expires_at: datetime, now: datetime) -> bool:
    """Say whether an expert's link still opens anything."""
    return sent_at is None and now < expires_at


def check_release_is_new(waiting: BankRelease | None) -> None:
    """Refuse a second release while one waits."""
    if waiting is not None:
        raise NotAllowed(f"Release {waiting.name} is being made ready. Wait until it is in force.")
