"""Who may register an employer, and who may check one."""

import pytest

from careers.access import Role
from careers.accounts.models import User
from careers.errors import NotAllowed
from careers.providers import policies
from careers.providers.models import Organisation


@pytest.mark.parametrize(
    ("role", "organisation_id", "has_profile", "begins"),
    [
        (Role.CANDIDATE, None, False, None),
        (Role.CANDIDATE, None, True, "You use this account to look for work."),
        (Role.PROVIDER_MANAGER, 1, False, "You belong to an employer already."),
        (Role.PROVIDER_MEMBER, 1, False, "You belong to an employer already."),
        (Role.ADVISER, None, False, "This account has the role of adviser."),
        (Role.OFFICER, None, False, "This account has the role of council officer."),
    ],
)
def test_only_a_new_account_registers_an_employer(
    role: Role, organisation_id: int | None, has_profile: bool, begins: str | None
) -> None:
    user = User(role=role, organisation_id=organisation_id)

    why = policies.why_not_register(user, has_profile=has_profile)

    assert (why is None) is (begins is None)
    assert (why or "").startswith(begins or "")


def test_the_check_refuses_with_the_same_sentence() -> None:
    with pytest.raises(NotAllowed, match="Use another e-mail address"):
        policies.check_can_register(User(role=Role.CANDIDATE, organisation_id=None), has_profile=True)


def test_nobody_checks_their_own_organisation() -> None:
    organisation = Organisation(id=7)

    policies.check_can_verify(organisation, User(role=Role.OFFICER, organisation_id=None))
    with pytest.raises(NotAllowed, match="Somebody outside"):
        policies.check_can_verify(organisation, User(role=Role.OFFICER, organisation_id=7))
