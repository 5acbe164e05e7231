"""Who takes part in this request, and what they came to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import request, session, url_for
from flask_login import current_user

from careers.screening import bank
from careers.screening.queries import Asked, Person
from careers.web import VISITOR, local_path, signed_in_user


@dataclass(frozen=True)
class Errand:
    """What a person came to answer: the questions of some values, and the page to go back to afterwards."""

    value_keys: list[str]
    return_to: str | None

    @property
    def start(self) -> str:
        """The page that says what it is for."""
        return url_for("screening.start_values", values=self.value_keys, return_to=self.return_to)

    @property
    def finish(self) -> str:
        """The page that shows what was answered, to change or to finish."""
        return url_for("screening.finish_values", values=self.value_keys, return_to=self.return_to)

    @property
    def end(self) -> str:
        """Where the person goes when they have finished, or when they stop."""
        return self.return_to or url_for("screening.show_profile")

    def page_of(self, asked: Asked) -> str:
        """The page of a situation."""
        return url_for(
            "screening.answer_question", key=asked.question.key, values=self.value_keys, return_to=self.return_to
        )

    def page_before(self, asked: Asked, all_asked: Sequence[Asked]) -> str:
        """The situation before this one, or the start."""
        place = all_asked.index(asked)
        return self.page_of(all_asked[place - 1]) if place else self.start

    def page_after(self, key: str, all_asked: Sequence[Asked]) -> str:
        """The next situation not answered yet, from this one on and then from the first; or the end of them."""
        place = next(number for number, each in enumerate(all_asked) if each.question.key == key)
        following = [each for each in (*all_asked[place + 1 :], *all_asked[:place]) if not each.is_answered]
        return self.page_of(following[0]) if following else self.finish


def errand_of_request() -> Errand:
    """Return what the address of this request says; values that we do not have are left out."""
    known = {value.key for value in bank.values()}
    value_keys = [key for key in request.args.getlist("values") if key in known]
    return Errand(value_keys, local_path(request.args.get("return_to")))


def visitor_of_request() -> Person:
    """Return the visitor whom this browser's session knows, whether or not somebody has signed in since.

    A session without a secret is nobody: no sitting has an empty hash.
    """
    secret = session.get(VISITOR)
    return Person(visitor_hash=sha256(secret.encode()).hexdigest() if secret else "")


def person_of_request() -> Person:
    """Return who takes part: the person signed in, or the visitor whose session this is."""
    return Person(user_id=signed_in_user().id) if current_user.is_authenticated else visitor_of_request()
