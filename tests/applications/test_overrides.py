"""Which decisions went against the values band, by the words of the definition."""

import pytest

from careers.applications.models import ApplicationStatus
from careers.applications.overrides import Decision, Verdict, compare_with_band, decision_of
from careers.applications.policies import TURN_DOWN_REASONS, turn_down_sentence
from careers.matching.fit import Band

S = ApplicationStatus
JUDGED = turn_down_sentence("experience", "Others had done this work for years.")


@pytest.mark.parametrize(
    ("came_from", "to", "reason", "expected"),
    [
        (S.SUBMITTED, S.SHORTLISTED, "", Decision.YES),
        (S.SHORTLISTED, S.INTERVIEW, "", Decision.YES),
        (S.INTERVIEW, S.OFFERED, "", Decision.YES),
        (S.SUBMITTED, S.NOT_SUCCESSFUL, JUDGED, Decision.NO),
        (S.SHORTLISTED, S.NOT_SUCCESSFUL, JUDGED, Decision.NO),
        (S.INTERVIEW, S.NOT_SUCCESSFUL, JUDGED, Decision.NO),
        (S.OFFERED, S.NOT_SUCCESSFUL, JUDGED, Decision.NONE),
        (S.ACCEPTED, S.NOT_SUCCESSFUL, JUDGED, Decision.NONE),
        (S.SUBMITTED, S.NOT_SUCCESSFUL, turn_down_sentence("filled", "Sorry."), Decision.NONE),
        (S.SUBMITTED, S.NOT_SUCCESSFUL, turn_down_sentence("stopped", "Sorry."), Decision.NONE),
        (S.INTERVIEW, S.NOT_SUCCESSFUL, turn_down_sentence("no-show", "We waited."), Decision.NONE),
        (S.SUBMITTED, S.NOT_SUCCESSFUL, "All the posts were filled.", Decision.NONE),
        (S.SUBMITTED, S.NOT_SUCCESSFUL, "The council withdrew the advert.", Decision.NONE),
        (S.DRAFT, S.SUBMITTED, "", Decision.NONE),
        (S.SHORTLISTED, S.WITHDRAWN, "", Decision.NONE),
        (S.SUBMITTED, S.NO_REPLY, "", Decision.NONE),
        (S.NOT_SUCCESSFUL, S.INTERVIEW, "", Decision.NONE),
    ],
)
def test_what_a_step_decides(
    came_from: ApplicationStatus, to: ApplicationStatus, reason: str, expected: Decision
) -> None:
    assert decision_of(to, came_from=came_from, reason=reason) is expected


@pytest.mark.parametrize(
    ("band", "decision", "expected"),
    [
        (Band.STRONG, Decision.NO, Verdict.AGAINST),
        (Band.SOME, Decision.YES, Verdict.AGAINST),
        (Band.STRONG, Decision.YES, Verdict.WITH),
        (Band.SOME, Decision.NO, Verdict.WITH),
        *((Band.GOOD, decision, Verdict.NOT_COUNTED) for decision in Decision),
        *((Band.UNKNOWN, decision, Verdict.NOT_COUNTED) for decision in Decision),
        *((band, Decision.NONE, Verdict.NOT_COUNTED) for band in Band),
    ],
)
def test_how_a_decision_stands_to_the_band(band: Band, decision: Decision, expected: Verdict) -> None:
    assert compare_with_band(band, decision) is expected


def test_no_reason_for_a_no_speaks_of_a_score() -> None:
    words = " ".join([*TURN_DOWN_REASONS, *TURN_DOWN_REASONS.values()]).lower()

    assert not any(word in words for word in ("value", "score", "point", "band", "fit", "rating", "situation"))
