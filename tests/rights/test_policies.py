"""When a person's data can be deleted."""

import pytest

from careers.errors import NotAllowed
from careers.rights.policies import check_can_erase


def test_nothing_open_is_no_hindrance() -> None:
    check_can_erase([])


def test_a_refusal_names_what_is_open() -> None:
    with pytest.raises(NotAllowed, match=r"Still open: placement B-1, referral R-2\. Withdraw or answer"):
        check_can_erase(["placement B-1", "referral R-2"])
