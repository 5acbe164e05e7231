"""Messages about contested answers. They say nothing of the answer, the note or the person."""

from careers.access import Role
from careers.accounts import queries as accounts
from careers.accounts.models import User
from careers.contests.models import AnswerContest
from careers.mail.commands import put_in_outbox
from careers.mail.rendering import contact_address


def send_asked(contest: AnswerContest) -> None:
    """Tell the council's officers that somebody asks for a review; its mailbox, where no officer has an account."""
    officers = [(f"user-{officer.id}", officer.email) for officer in accounts.list_of_role(Role.OFFICER)]
    for name, address in officers or [("mailbox", contact_address())]:
        put_in_outbox(
            event_key=f"contest-asked:{contest.id}-{contest.reference}:{name}",
            template="contests/asked",
            to=address,
            reference=contest.reference,
        )


def send_reviewed(contest: AnswerContest, user: User, value_key: str) -> None:
    """Tell a person that somebody has looked; what they found stands on the page."""
    put_in_outbox(
        event_key=f"contest-reviewed:{contest.id}-{contest.reference}",
        template="contests/reviewed",
        to=user.email,
        reference=contest.reference,
        value_key=value_key,
    )
