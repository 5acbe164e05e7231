"""Messages about invitations: who gets them, and their words."""

from datetime import date

from careers.access import Role
from careers.candidates.models import Candidate
from careers.database import db
from careers.invitations import emails
from tests.factories import Factory
from tests.invitations.conftest import Home, keys_of_messages_to
from tests.messages import assert_message, get_message

PERSON, MANAGER = "amara@example.com", "manager@larkfield.example"


def test_invited(make: Factory, home: Home, amara: Candidate) -> None:
    invitation = make.invitation(home.vacancy, amara, reference="I-7KQ3MX", message="Come and see us.")

    emails.send_invited(invitation)

    assert_message(f"invitation-sent:{invitation.id}", reads="invitations/invited", to=PERSON)
    message = get_message(f"invitation-sent:{invitation.id}")
    assert not [word for word in ("Amara", "Larkfield", "Come and see") if word in f"{message.text}{message.html}"]


def test_accepted_goes_to_those_who_may_invite_and_says_not_who(make: Factory, home: Home, amara: Candidate) -> None:
    gone = make.manager(home.organisation)
    gone.disabled_at = home.organisation.created_at
    elsewhere = make.user(Role.PROVIDER_MEMBER, organisation_id=make.organisation().id)
    db.session.commit()
    invitation = make.invitation(home.vacancy, amara)

    emails.send_accepted(invitation)

    key = f"invitation-accepted:{invitation.id}:user-{home.manager.id}"
    assert_message(key, reads="invitations/accepted", to=MANAGER)
    assert "Amara" not in (get_message(key).text or "")
    assert keys_of_messages_to(gone.email) == keys_of_messages_to(elsewhere.email) == []


def test_findable_ends(amara: Candidate) -> None:
    emails.send_findable_ends(amara, ends_on=date(2026, 12, 24))

    key = f"findable-ends:{amara.id}-2026-12-24"
    assert_message(key, reads="invitations/findable_ends", to=PERSON)
