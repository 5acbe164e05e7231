"""The data that the demonstration is made from."""

import pytest
from rapidfuzz import fuzz, process

from careers.demo.banks import placement_kinds, posts, rows, sentences
from careers.jobs.wording import find_remarks
from careers.placements.models import Scheme
from careers.reference.choices import Contract
from careers.reference.codes import JobGroup, get_job_role, get_main_service
from careers.reference.cqc import normalise_name, registered_names

INVENTED = [row["name"] for table in ("organisations", "workplaces") for row in rows(table)]


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_name_is_not_and_is_not_nearly_a_registered_one(name: str) -> None:
    normalised = normalise_name(name)

    nearest = process.extractOne(normalised, registered_names(), scorer=fuzz.ratio)

    assert normalised not in registered_names()
    assert nearest[1] < 89, nearest[0]


def test_there_are_25_organisations_two_of_them_unchecked_and_60_workplaces() -> None:
    kinds = [row["kind"] for row in rows("organisations")]

    assert len(kinds) == 25
    assert [row["verified"] for row in rows("organisations")].count("no") == 2
    assert (kinds.count("council"), kinds.count("college"), kinds.count("individual employer")) == (1, 1, 2)
    assert len(rows("workplaces")) == 60


def test_workplaces_stand_for_the_main_services() -> None:
    services = {int(row["service_code"]) for row in rows("workplaces")}

    # care homes with and without nursing, day, care at home, carers, outreach, social work, Shared Lives, extra care
    assert services >= {1, 2, 6, 8, 13, 15, 16, 17, 54, 55}


def test_the_numbers_of_live_vacancies_apprenticeships_and_placements() -> None:
    apprenticeships = [post for post in posts() if post.contract is Contract.APPRENTICESHIP]

    assert sum(post.live for post in posts()) == 265
    assert sum(post.live for post in apprenticeships) == 30
    assert sum(kind.live for kind in placement_kinds()) == 35
    assert {kind.scheme for kind in placement_kinds()} == set(Scheme)
    assert all(post.standard_ref for post in apprenticeships)


def test_about_half_of_the_vacancies_are_for_care_workers_and_every_group_is_there() -> None:
    live = {post.key: post.live for post in posts()}
    care_workers = sum(post.live for post in posts() if post.role_code == 8)

    assert 0.48 <= care_workers / sum(live.values()) <= 0.6
    assert {get_job_role(post.role_code).group for post in posts()} == set(JobGroup)


def test_every_kind_draws_on_sentences_that_are_there_and_services_that_exist() -> None:
    groups = sentences()

    for kind in (*posts(), *placement_kinds()):
        assert {group for group, _ in kind.day} | {kind.shape} <= groups.keys(), kind.key
        assert all(number <= len(groups[group]) for group, number in kind.day), kind.key
        assert all(get_main_service(code) for code in kind.services), kind.key


def test_no_sentence_is_one_that_the_service_would_question() -> None:
    questioned = {text: remarks for group in sentences().values() for text in group if (remarks := find_remarks(text))}

    assert questioned == {}


def test_no_sentence_comes_twice() -> None:
    every = [text for group in sentences().values() for text in group]

    assert sorted(set(every)) == sorted(every)
