"""Which group a person's answers put them in, at the level at which the board reports. Pure: answers in, group out."""

from collections.abc import Mapping
from typing import NamedTuple

from careers.equality.questionnaire import PREFER_NOT, get_question
from careers.equality.sealing import BLANK, DOES_NOT_APPLY

LEFT_BLANK = "left_blank"
NOT_ASKED = "not_asked"

CHARACTERISTICS = (
    "ethnicity_5",
    "sex",
    "disability_equality_act",
    "age_band_3",
    "sexual_orientation",
    "religion",
    "unpaid_care",
)
"""What the board may count by, coarse enough to publish. Gender identity is not among them while it is not asked."""

_SOURCES = {
    "ethnicity_5": ("ethnicity",),
    "age_band_3": ("age_band",),
    "disability_equality_act": ("llhc", "activity_restriction"),
}

Answers = Mapping[str, str]
"""One person's answers: question to code. A question that is not there was not asked."""


class Group(NamedTuple):
    """A group of people in a count. Those who did not say are counted but never compared (`is_compared`)."""

    key: str
    label: str
    is_compared: bool


def questions_behind(characteristic: str) -> tuple[str, ...]:
    """Return the questions that a characteristic is worked out from: itself, where it is asked as it is reported."""
    return _SOURCES.get(characteristic, (characteristic,))


def groups_of(characteristic: str) -> tuple[Group, ...]:
    """Return the groups of a characteristic in order, at last those who did not say; the same whatever the answers."""
    named = [option for option in get_question(characteristic).options if option.code != PREFER_NOT]
    return (
        *(Group(option.code, option.label, option.code != "unknown") for option in named),
        Group(PREFER_NOT, "Preferred not to say", False),
        Group(LEFT_BLANK, "Left blank", False),
        Group(NOT_ASKED, "Not asked", False),
    )


def group_of(characteristic: str, answers: Answers) -> str:
    """Return the key of the group that a person's answers put them in."""
    sources = questions_behind(characteristic)
    given = [answers.get(question) for question in sources if answers.get(question) != DOES_NOT_APPLY]
    for said, group in ((None, NOT_ASKED), (PREFER_NOT, PREFER_NOT), (BLANK, LEFT_BLANK)):
        if said in given:
            return group
    if characteristic == "disability_equality_act":
        return disability(*(answers.get(question, DOES_NOT_APPLY) for question in sources))
    answer = given[0] or ""
    return get_question(sources[0]).group_of(answer) or answer


def disability(llhc: str, activity_restriction: str) -> str:
    """Return disabled, not_disabled or unknown as the Equality Act 2010 measure has it.

    Disabled is who has a condition of 12 months or more that reduces day-to-day activity a lot or a little (GSS,
    "Measuring disability for the Equality Act 2010"). Unknown where either answer is missing.
    """
    if llhc == "no":
        return "not_disabled"
    if llhc != "yes":
        return "unknown"
    return {"a_lot": "disabled", "a_little": "disabled", "not_at_all": "not_disabled"}.get(
        activity_restriction, "unknown"
    )
