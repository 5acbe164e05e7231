"""The sentence at the top of the board's page."""

from datetime import UTC, date, datetime

import pytest

from careers.applications.models import Source
from careers.board.figures import Scope
from careers.board.periods import months_up_to
from careers.board.post_figures import FilledCount, filled_figure
from careers.board.summary import NOTHING_YET, what_changed

SCOPE = Scope("E06000042", datetime(2026, 11, 24, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("september", "october", "sentence"),
    [
        (20, 31, "About 30 posts were filled in October 2026, about 10 more than in September 2026."),
        (31, 20, "About 20 posts were filled in October 2026, about 10 fewer than in September 2026."),
        (19, 21, "About 20 posts were filled in October 2026, about as many as in September 2026."),
        (20, 0, "No posts were filled in October 2026, about 20 fewer than in September 2026."),
        (20, 5, "How many posts were filled in October 2026 cannot be shown, to protect people."),
        (
            5,
            20,
            "About 20 posts were filled in October 2026. "
            "The number for September 2026 cannot be shown, to protect people.",
        ),
        (0, 0, NOTHING_YET),
    ],
)
def test_what_changed(september: int, october: int, sentence: str) -> None:
    counts = [
        FilledCount(date(2026, 9, 1), 8, 2, Source.SERVICE, september),
        FilledCount(date(2026, 10, 1), 8, 2, Source.SERVICE, october),
    ]

    assert what_changed(filled_figure(counts, months_up_to(SCOPE.today, 13), SCOPE)) == sentence
