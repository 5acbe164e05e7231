"""Tokens: the same for one vacancy, another for the next, and nothing to read in them."""

from hypothesis import given
from hypothesis import strategies as st

from careers.invitations.tokens import token_for

IDS = st.integers(1, 2**31 - 1)


@given(IDS, IDS, IDS, IDS)
def test_two_people_or_two_vacancies_never_share_a_token(vacancy: int, person: int, other: int, another: int) -> None:
    same = (vacancy, person) == (other, another)

    assert (token_for("s", vacancy, person) == token_for("s", other, another)) is same


def test_the_secret_decides() -> None:
    assert token_for("one", 1, 2) != token_for("two", 1, 2)
