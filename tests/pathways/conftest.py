"""What the tests of the map share: an index of openings that holds nothing of the test before."""

import pytest
from flask import Flask

from careers.jobs.queries import forget_index


@pytest.fixture
def app(app: Flask) -> Flask:
    """Give the application with an index to be loaded afresh."""
    forget_index()
    return app
