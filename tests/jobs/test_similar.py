"""What is like an advert: by role, by place, without one employer filling the list."""

from datetime import date
from typing import Any

import pytest

from careers.jobs.index import Entry, Index
from careers.jobs.similar import Subject, similar_to
from tests.jobs.entries import BLETCHLEY, PLAIN, TODAY, varied

BEDFORD, YORK = (52.136, -0.468), (53.96, -1.08)
CARE_WORKER, SENIOR, COOK = 8, 7, 26
SUBJECT = Subject(is_placement=False, role_code=CARE_WORKER, near_roles=(SENIOR,), point=BLETCHLEY)


def an_entry(id_: int, **changes: Any) -> Entry:
    lat, lon = changes.pop("at", BLETCHLEY)
    own = {"id": id_, "organisation_id": id_, "reference": f"V-{id_}", "lat": lat, "lon": lon, "role_code": CARE_WORKER}
    return varied(PLAIN, **own | changes)


def similar(*entries: Entry, subject: Subject = SUBJECT, limit: int = 4) -> list[int]:
    return similar_to(subject, Index(entries), TODAY, without=1, limit=limit)


def test_itself_and_what_has_closed_and_other_work_are_left_out() -> None:
    closed = an_entry(2, closes_on=date(2026, 11, 23))

    assert similar(an_entry(1), closed, an_entry(3, role_code=COOK), an_entry(4)) == [4]


def test_the_same_role_nearby_then_near_roles_then_further_away() -> None:
    entries = [
        an_entry(2, at=BEDFORD),
        an_entry(3, role_code=SENIOR),
        an_entry(4, at=BEDFORD, role_code=SENIOR),
        an_entry(5),
        an_entry(6, at=YORK),
    ]

    assert similar(*entries) == [5, 3, 2, 4]


def test_one_employer_does_not_fill_the_list() -> None:
    same = [an_entry(number, organisation_id=50) for number in range(2, 8)]

    assert similar(*same, an_entry(9, at=BEDFORD)) == [2, 3, 9]


def test_a_placement_is_like_placements_first() -> None:
    subject = SUBJECT._replace(is_placement=True)

    assert similar(an_entry(2), an_entry(3, kind="placement", role_code=COOK), subject=subject) == [3, 2]


@pytest.mark.parametrize("limit", [1, 3, 5])
def test_there_are_at_most_as_many_as_asked(limit: int) -> None:
    assert len(similar(*(an_entry(number) for number in range(2, 12)), limit=limit)) == limit


def test_nothing_alike_is_an_empty_list() -> None:
    assert similar() == []
