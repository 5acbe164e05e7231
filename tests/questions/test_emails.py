"""Messages to experts."""

from careers.accounts.models import User
from careers.database import db
from careers.mail.models import OutboxMessage
from careers.questions import emails
from careers.questions.commands.experts import invite_experts
from careers.questions.models import ExpertInvitation, ExpertKind
from tests.messages import assert_message
from tests.questions.conftest import KEY

SAM, TOKEN = "sam@people.example", "a-link-for-sam-alone"


def invitation(officer: User, *keys: str) -> ExpertInvitation:
    (made,) = invite_experts([(key, 1) for key in keys], kind=ExpertKind.WORKER, emails_of=[SAM], by=officer)
    db.session.query(OutboxMessage).delete()
    return made


def test_invited(officer: User) -> None:
    made = invitation(officer, KEY, "outside-the-shop")

    emails.send_invitation(made, token=TOKEN, count=12)

    assert_message(f"expert-invited:{made.id}", reads="questions/invited", to=SAM)


def test_reminded(officer: User) -> None:
    made = invitation(officer, KEY)

    emails.send_reminder(made, token=TOKEN)

    assert_message(f"expert-reminded:{made.id}", reads="questions/reminded", to=SAM)
