"""Who may do what: roles, permissions, and which role holds which. A manager can read and sign this page."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """What can be done to what, as `resource:action`. A page that takes a POST never rests on a `:read`."""

    ACCOUNT_READ = "account:read"
    ACCOUNT_CHANGE = "account:change"
    VALUES_ANSWER = "values:answer"
    ANSWER_CONTEST = "answer:contest"
    FORMAT_ASK = "format:ask"
    APPLICATION_MAKE = "application:make"
    BOOKING_ASK = "booking:ask"
    EQUALITY_ANSWER = "equality:answer"
    INVITATION_ANSWER = "invitation:answer"

    HIRING_READ = "hiring:read"
    VACANCY_WRITE = "vacancy:write"
    APPLICANT_READ = "applicant:read"
    APPLICANT_DECIDE = "applicant:decide"
    INVITATION_SEND = "invitation:send"
    PLACEMENT_WRITE = "placement:write"
    BOOKING_DECIDE = "booking:decide"
    WORKPLACE_CHANGE = "workplace:change"
    TEAM_MANAGE = "team:manage"
    ORGANISATION_CHANGE = "organisation:change"

    REFERRAL_READ = "referral:read"
    REFERRAL_MAKE = "referral:make"

    COUNCIL_READ = "council:read"
    ORGANISATION_VERIFY = "organisation:verify"
    VACANCY_REVIEW = "vacancy:review"
    QUESTION_READ = "question:read"
    QUESTION_WRITE = "question:write"
    AUDIT_READ = "audit:read"
    FORMAT_HANDLE = "format:handle"
    ANSWER_REVIEW = "answer:review"

    BOARD_READ = "board:read"
    FAIRNESS_REVIEW = "fairness:review"

    OPERATIONS_READ = "operations:read"
    MAIL_RESEND = "mail:resend"


class Role(StrEnum):
    """The kinds of user. A person has one role per e-mail address."""

    CANDIDATE = "candidate"
    PROVIDER_MANAGER = "provider manager"
    PROVIDER_MEMBER = "provider member"
    ADVISER = "adviser"
    OFFICER = "council officer"
    BOARD_MEMBER = "board member"
    OPERATOR = "operator"


_HIRING = frozenset(
    {
        Permission.HIRING_READ,
        Permission.VACANCY_WRITE,
        Permission.APPLICANT_READ,
        Permission.APPLICANT_DECIDE,
        Permission.INVITATION_SEND,
        Permission.PLACEMENT_WRITE,
        Permission.BOOKING_DECIDE,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CANDIDATE: frozenset(
        {
            Permission.ACCOUNT_READ,
            Permission.ACCOUNT_CHANGE,
            Permission.VALUES_ANSWER,
            Permission.ANSWER_CONTEST,
            Permission.FORMAT_ASK,
            Permission.APPLICATION_MAKE,
            Permission.BOOKING_ASK,
            Permission.EQUALITY_ANSWER,
            Permission.INVITATION_ANSWER,
        }
    ),
    Role.PROVIDER_MEMBER: _HIRING,
    Role.PROVIDER_MANAGER: _HIRING
    | {Permission.WORKPLACE_CHANGE, Permission.TEAM_MANAGE, Permission.ORGANISATION_CHANGE},
    Role.ADVISER: frozenset({Permission.REFERRAL_READ, Permission.REFERRAL_MAKE}),
    Role.OFFICER: frozenset(
        {
            Permission.COUNCIL_READ,
            Permission.ORGANISATION_VERIFY,
            Permission.VACANCY_REVIEW,
            Permission.QUESTION_READ,
            Permission.QUESTION_WRITE,
            Permission.AUDIT_READ,
            Permission.FORMAT_HANDLE,
            Permission.ANSWER_REVIEW,
            Permission.BOARD_READ,
            Permission.FAIRNESS_REVIEW,
        }
    ),
    Role.BOARD_MEMBER: frozenset({Permission.BOARD_READ}),
    Role.OPERATOR: frozenset({Permission.OPERATIONS_READ, Permission.AUDIT_READ, Permission.MAIL_RESEND}),
}


@dataclass(frozen=True)
class Mark:
    """What an endpoint asks for: nobody in particular (`permission` None) or a permission.

    `writes_on_get` is for pages whose reading leaves an audit row, so that the request opens a writing transaction.
    `or_visitor` opens a page to people who are not signed in too: whoever is, needs the permission.
    """

    permission: Permission | None
    writes_on_get: bool = False
    or_visitor: bool = False


def public(view: View) -> View:
    """Mark a view as open to anyone."""
    view.access_mark = Mark(None)  # type: ignore[attr-defined]  # functions take attributes; Callable's type does not say so
    return view


def requires(
    permission: Permission, *, writes_on_get: bool = False, or_visitor: bool = False
) -> Callable[[View], View]:
    """Mark a view as open to signed-in people whose role holds `permission`."""

    def mark(view: View) -> View:
        view.access_mark = Mark(permission, writes_on_get, or_visitor)  # type: ignore[attr-defined]  # as above
        return view

    return mark


def mark_of(view: Callable[..., Any]) -> Mark | None:
    """Return the mark a view carries, or None when somebody forgot it."""
    mark = getattr(view, "access_mark", None)
    return mark if isinstance(mark, Mark) else None


def may(role: Role, permission: Permission) -> bool:
    """Say whether a role holds a permission."""
    return permission in ROLE_PERMISSIONS[role]
