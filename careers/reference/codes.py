"""The ASC-WDS code lists: job roles, main services, where people come from and why they leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from careers.reference.tables import read_rows


class JobGroup(StrEnum):
    """The four groups in which Skills for Care counts job roles."""

    DIRECT_CARE = "direct care"
    MANAGERIAL = "managerial"
    REGULATED_PROFESSIONAL = "regulated professional"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of an official list."""

    code: int
    name: str


_C = TypeVar("_C", bound=Code)


@dataclass(frozen=True, slots=True)
class JobRole(Code):
    """A job role: `name` is official, for exports; `plain_name` is ours, for the public pages."""

    group: JobGroup
    plain_name: str


@dataclass(frozen=True, slots=True)
class MainService(Code):
    """A main service: `name` is official, for exports; `plain_name` is ours, for the public pages."""

    group: str
    plain_name: str


@lru_cache
def job_roles() -> tuple[JobRole, ...]:
    """Return the job roles in the order of their codes."""
    plain = _plain_names("job_role")
    return tuple(
        JobRole(int(row["code"]), row["name"], JobGroup(row["group"]), plain[row["code"]])
        for row in read_rows("job_roles.csv")
    )


def roles_by_plain_name() -> list[tuple[int, str]]:
    """Return (code, plain name) of every job role in the order of the names, for people to choose from."""
    return sorted(((role.code, role.plain_name) for role in job_roles()), key=lambda choice: choice[1].lower())


@lru_cache
def main_services() -> tuple[MainService, ...]:
    """Return the main services in the order of their codes."""
    plain = _plain_names("main_service")
    return tuple(
        MainService(int(row["code"]), row["name"], row["group"], plain[row["code"]])
        for row in read_rows("main_services.csv")
    )


@lru_cache
def recruitment_sources() -> tuple[Code, ...]:
    """Return where a new starter was recruited from, in the order of the codes."""
    return _codes("recruitment_sources.csv")


@lru_cache
def leaving_reasons() -> tuple[Code, ...]:
    """Return why a worker left, by code. The list is that of a person's record, not of a workplace's."""
    return _codes("leaving_reasons.csv")


@lru_cache
def get_job_role(code: int) -> JobRole:
    """Return the job role of an ASC-WDS code; raise LookupError when there is none."""
    return _by_code(job_roles(), code, "job role")


@lru_cache
def get_main_service(code: int) -> MainService:
    """Return the main service of an ASC-WDS code; raise LookupError when there is none."""
    return _by_code(main_services(), code, "main service")


@lru_cache
def role_synonyms() -> Mapping[str, int]:
    """Return what people call a job, in small letters, with its role's code; official and plain names too."""
    terms = {row["term"]: int(row["code"]) for row in read_rows("role_synonyms.csv")}
    return MappingProxyType({role.plain_name.lower(): role.code for role in job_roles()} | terms)


def find_soc_group(role_code: int) -> tuple[str, str] | None:
    """Return the unit group of SOC 2020 that a job role belongs to, as (code, title), or None where none fits."""
    return _soc_groups().get(role_code)


@lru_cache
def _soc_groups() -> Mapping[int, tuple[str, str]]:
    return MappingProxyType({int(row["code"]): (row["soc2020"], row["title"]) for row in read_rows("soc_codes.csv")})


def _plain_names(which: str) -> dict[str, str]:
    return {row["code"]: row["plain_name"] for row in read_rows("plain_names.csv") if row["list"] == which}


def _codes(name: str) -> tuple[Code, ...]:
    return tuple(Code(int(row["code"]), row["name"]) for row in read_rows(name))


def _by_code(entries: tuple[_C, ...], code: int, what: str) -> _C:
    for entry in entries:
        if entry.code == code:
            return entry
    raise LookupError(f"No {what} has the code {code}")
