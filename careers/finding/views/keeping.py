"""What an advert's page says about keeping it, to whoever looks."""

from typing import TypedDict

from careers.access import Permission
from careers.accounts.forms import PressForm
from careers.candidates.queries import find_candidate
from careers.jobs.queries import is_saved
from careers.web import is_stranger, signed_in_user


class Keeping(TypedDict):
    """Whether the visitor saved it, None for those who keep no list; the form is there once they are signed in."""

    is_saved: bool | None
    form: PressForm | None


def keeping_of_visitor(opportunity_id: int) -> Keeping:
    """Return what the page needs. A stranger gets no form, so no session and no cookie: a link leads to signing in."""
    if is_stranger():
        return {"is_saved": False, "form": None}
    user = signed_in_user()
    if not user.may(Permission.ACCOUNT_CHANGE):
        return {"is_saved": None, "form": None}
    candidate = find_candidate(user.id)
    return {"is_saved": candidate is not None and is_saved(candidate.id, opportunity_id), "form": PressForm()}
