"""The ASC-WDS code lists and their everyday names."""

import pytest

from careers.reference.codes import (
    JobGroup,
    find_soc_group,
    get_job_role,
    get_main_service,
    job_roles,
    leaving_reasons,
    main_services,
    recruitment_sources,
    role_synonyms,
    roles_by_plain_name,
)
from careers.reference.tables import read_rows


def test_the_lists_are_whole_and_in_the_order_of_their_codes() -> None:
    lists = (job_roles(), main_services(), recruitment_sources(), leaving_reasons())

    assert [len(entries) for entries in lists] == [37, 36, 11, 9]
    for entries in lists:
        codes = [entry.code for entry in entries]
        assert codes == sorted(set(codes))


def test_job_roles_are_the_codes_of_bulk_upload() -> None:
    expected = {*range(1, 12), 15, 16, 17, *range(23, 28), *range(34, 41), *range(42, 53)}

    assert {role.code for role in job_roles()} == expected


def test_a_job_role_has_its_official_and_its_everyday_name() -> None:
    role = get_job_role(40)

    assert (role.name, role.plain_name, role.group) == (
        "Care co-ordinator",
        "Care coordinator",
        JobGroup.OTHER,
    )


@pytest.mark.parametrize(
    ("code", "group"),
    [
        (8, JobGroup.DIRECT_CARE),
        (4, JobGroup.MANAGERIAL),
        (16, JobGroup.REGULATED_PROFESSIONAL),
        (25, JobGroup.OTHER),
    ],
)
def test_job_roles_are_counted_in_four_groups(code: int, group: JobGroup) -> None:
    assert get_job_role(code).group is group


def test_a_main_service_has_its_official_and_its_everyday_name() -> None:
    service = get_main_service(8)

    assert (service.name, service.plain_name) == ("Domiciliary care services", "Care at home")
    assert get_main_service(2).plain_name == "Care home"


def test_everyday_names_tell_entries_apart() -> None:
    assert len({role.plain_name for role in job_roles()}) == 37
    assert len({service.plain_name for service in main_services()}) == 36


def test_codes_that_are_gone_are_named_in_the_error() -> None:
    with pytest.raises(LookupError, match="No job role has the code 41"):
        get_job_role(41)
    with pytest.raises(LookupError, match="No main service has the code 77"):
        get_main_service(77)


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("carer", 8),
        ("care assistant", 8),
        ("care worker", 8),
        ("healthcare assistant", 38),
        ("hca", 38),
        ("care coordinator", 40),
        ("activities coordinator", 34),
        ("cook", 26),
        ("occupational therapy assistant", 36),
        ("job coach or employment support worker", 10),
    ],
)
def test_everyday_words_find_their_job_role(term: str, code: int) -> None:
    assert role_synonyms()[term] == code


def test_every_synonym_is_in_small_letters_and_leads_to_a_job_role() -> None:
    synonyms = role_synonyms()

    assert all(term == term.lower().strip() for term in synonyms)
    assert set(synonyms.values()) == {role.code for role in job_roles()}


def test_roles_are_offered_by_their_plain_names_in_the_order_of_the_alphabet() -> None:
    names = [name for _, name in roles_by_plain_name()]

    assert {code for code, _ in roles_by_plain_name()} == {role.code for role in job_roles()}
    assert [name.lower() for name in names] == sorted(name.lower() for name in names)
    assert (8, "Care worker") in roles_by_plain_name()


def test_a_role_has_its_group_in_the_standard_classification_where_one_fits() -> None:
    assert find_soc_group(8) == ("6135", "Care workers and home carers")
    assert find_soc_group(17) is None
    known = {row["soc2020"] for row in read_rows("soc_codes.csv")}
    assert all(len(code) == 4 and code.isdigit() for code in known)
    assert {int(row["code"]) for row in read_rows("soc_codes.csv")} <= {role.code for role in job_roles()}
