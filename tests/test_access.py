"""Every door tried as every kind of person: the table says who may come in, written from the contract's areas."""

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from careers.access import Mark, Permission, Role, mark_of, public, requires
from careers.web import check_marks
from tests.client import PageClient
from tests.factories import Factory

ANYBODY = frozenset(Role)
CANDIDATE = frozenset({Role.CANDIDATE})
HIRING = frozenset({Role.PROVIDER_MANAGER, Role.PROVIDER_MEMBER})
MANAGER = frozenset({Role.PROVIDER_MANAGER})
ADVISER = frozenset({Role.ADVISER})
OFFICER = frozenset({Role.OFFICER})
BOARD = frozenset({Role.OFFICER, Role.BOARD_MEMBER})
OPERATOR = frozenset({Role.OPERATOR})

SEEKERS: frozenset[Role | None] = frozenset({None, Role.CANDIDATE})

# The first pattern that fits an address decides. None: open to people who are not signed in, too.
DOORS: list[tuple[str, frozenset[Role] | frozenset[Role | None] | None]] = [
    (r"/account(/.*)?", CANDIDATE),
    (r"/jobs/[^/]+/apply(/.*)?", CANDIDATE),
    (r"/jobs/[^/]+/save", CANDIDATE),
    (r"/placements/[^/]+/ask(/.*)?", CANDIDATE),
    (r"/values/keep", ANYBODY),  # whoever has another kind of account reads why it keeps no answers
    (r"/values/(another-way|in-writing|answers)(/.*)?", CANDIDATE),
    (r"/values/.+", SEEKERS),
    (r"/provider/register", None),
    (r"/provider/register/details", CANDIDATE),
    (r"/provider/team/.+", MANAGER),
    (r"/provider/settings", MANAGER),
    (r"/provider/workplaces/.+", MANAGER),
    (r"/provider(/.*)?", HIRING),
    (r"/adviser(/.*)?", ADVISER),
    (r"/council(/.*)?", OFFICER),
    (r"/board/quality/reviews(/[^/]+/close)?", OFFICER),
    (r"/board(/.*)?", BOARD),
    (r"/operations(/.*)?", OPERATOR),
    (r".*", None),
]


def address_of(rule: Rule) -> str:
    """Return an address of a rule, with made-up values for its parameters."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: "999" if found[1] == "int" else "X-999999", rule.rule)


def who_may(path: str) -> frozenset[Role] | frozenset[Role | None] | None:
    return next(roles for pattern, roles in DOORS if re.fullmatch(pattern, path))


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "nobody signed in")
def test_each_door_opens_for_those_it_should_and_for_nobody_else(app: Flask, make: Factory, role: Role | None) -> None:
    organisation_id = make.organisation().id if role in HIRING else None
    user = make.user(role, organisation_id=organisation_id) if role else None
    wrong = []

    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            client = PageClient(app)
            if user:
                client.sign_in(user)
            path, allowed = address_of(rule), who_may(address_of(rule))
            answer = client.get(path) if method == "GET" else client.post(path)
            sent_to_sign_in = answer.status_code == 302 and answer.location.startswith("/sign-in")
            is_in = not sent_to_sign_in if role is None else answer.status_code != 403
            should_be_in = allowed is None or role in allowed
            if rule.endpoint in {"accounts.enter_code", "accounts.ask_for_code"}:
                continue
            if is_in != should_be_in or answer.status_code >= 500:
                wrong.append(f"{method} {path} as {role}: {answer.status_code}, in={is_in}, should={should_be_in}")

    assert not wrong, "\n".join(wrong)


def test_an_endpoint_without_a_mark_stops_the_service_from_starting() -> None:
    app = Flask("unmarked", static_folder=None)
    app.add_url_rule("/open", "open", lambda: "")

    with pytest.raises(RuntimeError, match="open carries neither"):
        check_marks(app)


def test_a_post_on_a_permission_to_read_stops_the_service_from_starting() -> None:
    app = Flask("reading", static_folder=None)
    app.add_url_rule("/x", "x", requires(Permission.BOARD_READ)(lambda: ""), methods=["POST"])

    with pytest.raises(RuntimeError, match="takes a POST on board:read"):
        check_marks(app)


def test_marks_are_read_back() -> None:
    assert mark_of(public(lambda: "")) == Mark(None)
    assert mark_of(requires(Permission.BOARD_READ, writes_on_get=True)(lambda: "")) == Mark(Permission.BOARD_READ, True)
    or_visitor = requires(Permission.VALUES_ANSWER, or_visitor=True)
    assert mark_of(or_visitor(lambda: "")) == Mark(Permission.VALUES_ANSWER, or_visitor=True)
    assert mark_of(lambda: "") is None
