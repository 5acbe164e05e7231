"""Rules of signing in."""

from datetime import timedelta

from careers.errors import NotAllowed

CODE_LIFETIME = timedelta(minutes=15)
CODES_PER_LIFETIME = 5
TRIES_PER_CODE = 5
LINK_LIFETIME = timedelta(hours=1)


def check_can_ask_for_code(asked_lately: int) -> None:
    """Refuse a sixth code to one address within 15 minutes."""
    if asked_lately >= CODES_PER_LIFETIME:
        raise NotAllowed("You have asked for several codes. Use the newest one, or wait 15 minutes and ask again.")
