"""How gunicorn serves the site: loaded once, shared by the workers, the lists of places read before they start."""

import os

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from careers.crowd import door
from careers.geo.places import find_places
from careers.geo.postcodes import find_postcode

preload_app = True
workers = int(os.environ.get("WORKERS", "2"))
keepalive = 5
timeout = 30
backlog = 2048  # people who wait for a worker; careers/crowd.py sends them away before it is full


def when_ready(_server: Arbiter) -> None:
    """Read places and postcodes before the workers fork, so that no visitor waits for them."""
    find_postcode("MK9 3EJ")
    find_places("Milton Keynes")


def post_worker_init(worker: Worker) -> None:
    """Let a worker see how many people wait at the door."""
    door.watch(worker.sockets, workers=workers)
