"""How gunicorn serves the site: loaded once, shared by the workers, the lists of places read before they start."""

import ctypes
import gc
import os
from contextlib import suppress

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from careers.crowd import door
from careers.geo.places import suggest_places
from careers.geo.postcodes import find_postcode
from careers.jobs.live import load_before_forking

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # as malloc.h numbers them

preload_app = True
workers = int(os.environ.get("WORKERS", "2"))
keepalive = 5
timeout = 30
backlog = 2048  # people who wait for a worker; careers/crowd.py sends them away before it is full


def when_ready(server: Arbiter) -> None:
    """Read places and live adverts before the workers fork: they share the memory, and no visitor waits for them."""
    find_postcode("MK9 3EJ")
    suggest_places("Xilton Keynes")  # a misspelt first letter: all tables are made for it
    load_before_forking(server.app.wsgi())
    gc.collect()
    _keep_no_freed_memory()
    gc.freeze()  # the collector of a worker need not look at, and so copy, what it shares


def _keep_no_freed_memory() -> None:
    """Give back to the machine what loading used, and let workers give back what a large search used.

    By itself the C library learns from large blocks to keep ever more. Only glibc has these calls.
    """
    library = ctypes.CDLL(None)
    with suppress(AttributeError):
        library.mallopt(M_MMAP_THRESHOLD, 1 << 20)
        library.mallopt(M_TRIM_THRESHOLD, 2 << 20)
        library.malloc_trim(0)


def post_worker_init(worker: Worker) -> None:
    """Let a worker see how many people wait at the door."""
    door.watch(worker.sockets, workers=workers)
