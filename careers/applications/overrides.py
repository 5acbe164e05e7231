"""Whether an employer's decision went with the values band or against it. Pure.

A score decides nothing here, so some decisions must differ from it: a rate near zero would mean that people only press
what the score says. It is looked at for each employer as a whole, never held against one decision.

- A **yes** is the shortlist, an invitation or an offer, whatever the person does with it.
- A **no** is "not successful" before an offer, for a reason of the list that judges.
- Not counted: who still waits or withdrew, an employer that never answered, an advert that ended, a post that went to
  somebody else, a person who did not come, and a no after an offer (the yes before it counts).
- A strong band speaks for a yes: a no goes **against** it. A "some" band speaks for a no: a yes goes **against** it.
  A good band speaks for neither and a band that is not known for nothing, so neither is counted.
"""

from enum import StrEnum

from careers.applications.models import ApplicationStatus
from careers.applications.policies import NO_JUDGEMENT, TURN_DOWN_REASONS
from careers.matching.fit import Band

S = ApplicationStatus

YES = frozenset({S.SHORTLISTED, S.INTERVIEW, S.OFFERED})
"""Steps that an employer takes for a person."""

BEFORE_AN_OFFER = frozenset({S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW})

_OF_THE_LIST = tuple(TURN_DOWN_REASONS.values())
_NO_JUDGEMENT = tuple(TURN_DOWN_REASONS[key] for key in sorted(NO_JUDGEMENT))


class Decision(StrEnum):
    """What an employer decided about a person."""

    YES = "yes"
    NO = "no"
    NONE = "none"


class Verdict(StrEnum):
    """How a decision stands to the values band."""

    WITH = "with the band"
    AGAINST = "against the band"
    NOT_COUNTED = "not counted"


def decision_of(to: ApplicationStatus, *, came_from: ApplicationStatus, reason: str = "") -> Decision:
    """Return what a step of an application decided about the person; `reason` is the sentence kept with it."""
    if came_from is S.NOT_SUCCESSFUL:
        return Decision.NONE  # opened again: the decision is still to come
    if to in YES:
        return Decision.YES
    is_no = to is S.NOT_SUCCESSFUL and came_from in BEFORE_AN_OFFER
    is_judgement = reason.startswith(_OF_THE_LIST) and not reason.startswith(_NO_JUDGEMENT)
    return Decision.NO if is_no and is_judgement else Decision.NONE


def compare_with_band(band: Band, decision: Decision) -> Verdict:
    """Return whether a decision went with the values band or against it."""
    if decision is Decision.NONE or band not in {Band.STRONG, Band.SOME}:
        return Verdict.NOT_COUNTED
    is_for = band is Band.STRONG
    return Verdict.WITH if is_for is (decision is Decision.YES) else Verdict.AGAINST
