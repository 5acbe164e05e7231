"""How gunicorn serves the site: loaded once, shared by the workers, the lists of places read before they start."""

import os

from gunicorn.arbiter import Arbiter

from careers.geo.places import find_places
from careers.geo.postcodes import find_postcode

preload_app = True
workers = int(os.environ.get("WORKERS", "2"))
keepalive = 5
timeout = 30


def when_ready(_server: Arbiter) -> None:
    """Read places and postcodes before the workers fork, so that no visitor waits for them."""
    find_postcode("MK9 3EJ")
    find_places("Milton Keynes")
