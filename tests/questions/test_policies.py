"""What may become of a version of a question, and when an expert's link is open."""

from datetime import timedelta

import pytest

from careers import clock
from careers.errors import BadInput, NotAllowed
from careers.questions import policies
from careers.screening.bank import NOT_RATED_YET, QuestionStatus
from careers.screening.models import QuestionVersion

S = QuestionStatus
ARROWS = {
    (S.DRAFT, S.WITH_EXPERTS),
    (S.WITH_EXPERTS, S.PILOT),
    (S.PILOT, S.LIVE),
    *((status, S.RETIRED) for status in S if status is not S.RETIRED),
}


def version(status: QuestionStatus, **changes: object) -> QuestionVersion:
    values: dict[str, object] = {"question_key": "a-question", "number": 2, "key_source": NOT_RATED_YET}
    return QuestionVersion(status=status, **(values | changes))


@pytest.mark.parametrize("start", S)
@pytest.mark.parametrize("end", S)
def test_a_version_moves_along_the_arrows_only(start: QuestionStatus, end: QuestionStatus) -> None:
    if (start, end) in ARROWS:
        policies.check_can_move(version(start), end)
    else:
        with pytest.raises(NotAllowed, match=f"Version 2 is {start} now, so it cannot become {end}"):
            policies.check_can_move(version(start), end)


@pytest.mark.parametrize(("status", "used"), [(S.DRAFT, 1), *((each, 0) for each in S if each is not S.DRAFT)])
def test_only_a_draft_that_nobody_was_asked_can_be_changed(status: QuestionStatus, used: int) -> None:
    policies.check_can_change(version(S.DRAFT), used=0)

    with pytest.raises(NotAllowed, match="its words stay as they are"):
        policies.check_can_change(version(status), used=used)


@pytest.mark.parametrize("status", [S.DRAFT, S.WITH_EXPERTS, S.PILOT])
def test_one_version_is_worked_on_at_a_time(status: QuestionStatus) -> None:
    with pytest.raises(NotAllowed, match="Version 2 is being worked on"):
        policies.check_can_start_next(version(status))


@pytest.mark.parametrize("live", [1, 2])
def test_the_last_two_live_questions_of_a_value_stay(live: int) -> None:
    policies.check_can_retire(version(S.LIVE), live_of_value=3)
    policies.check_can_retire(version(S.PILOT), live_of_value=live)

    with pytest.raises(NotAllowed, match=f"{live} live questions.*could not be asked"):
        policies.check_can_retire(version(S.LIVE), live_of_value=live)


@pytest.mark.parametrize(
    ("status", "source", "can"),
    [
        (S.DRAFT, policies.NO_KEY, True),
        (S.WITH_EXPERTS, NOT_RATED_YET, True),
        (S.LIVE, NOT_RATED_YET, True),
        (S.LIVE, "rated by 9 experts, November 2026", False),
        (S.PILOT, NOT_RATED_YET, False),
        (S.RETIRED, NOT_RATED_YET, False),
    ],
)
def test_experts_rate_what_has_no_key_of_experts(status: QuestionStatus, source: str, can: bool) -> None:
    assert policies.can_be_rated(version(status, key_source=source)) is can


@pytest.mark.parametrize("rating", [2.5, 3, 3.5])
def test_a_starter_key_near_the_middle_is_refused(rating: float) -> None:
    policies.check_starter_key("key_a", 2.49)
    policies.check_starter_key("key_a", 3.51)
    policies.check_starter_key("key_a", None)

    with pytest.raises(BadInput, match="near the middle"):
        policies.check_starter_key("key_a", rating)


@pytest.mark.parametrize("name", ["", "new", "experts", "release", "import", "Big", "two words", "-a", "a" * 61])
def test_a_name_that_no_page_could_have_is_refused(name: str) -> None:
    policies.check_key_name("quiet-breakfast")

    with pytest.raises(BadInput, match="Choose another short name"):
        policies.check_key_name(name)


def test_a_draft_with_every_starter_key_says_that_it_is_ours_and_else_that_there_is_none() -> None:
    assert policies.key_source_of([1.0, 4.5]) == "written by the service, not yet rated by experts"
    assert policies.key_source_of([1.0, None]) == "no key yet"


def test_a_link_is_open_until_it_is_sent_or_its_time_is_over() -> None:
    now = clock.now()
    second = timedelta(seconds=1)

    assert policies.is_link_open(sent_at=None, expires_at=now + second, now=now)
    assert not policies.is_link_open(sent_at=None, expires_at=now, now=now)
    assert not policies.is_link_open(sent_at=now, expires_at=now + second, now=now)
