"""Messages about signing in."""

from careers.access import Role
from careers.accounts.models import SignInCode, User
from careers.mail.commands import put_in_outbox

WHAT_THEY_CAN_DO = {
    Role.CANDIDATE: "You can look for work and apply.",
    Role.PROVIDER_MANAGER: "You can write vacancies, hire, and look after your team.",
    Role.PROVIDER_MEMBER: "You can write vacancies and hire with your team.",
    Role.ADVISER: "You can suggest work to people and follow what comes of it.",
    Role.OFFICER: "You can check employers and their vacancies, and read the figures.",
    Role.BOARD_MEMBER: "You can read the workforce board's figures.",
    Role.OPERATOR: "You can watch over the messages that the service sends.",
}


def send_code(sign_in: SignInCode, code: str) -> None:
    """Send a person the code they asked for."""
    put_in_outbox(event_key=f"sign-in-code:{sign_in.id}", template="accounts/sign_in_code", to=sign_in.email, code=code)


def send_invitation(user: User) -> None:
    """Tell a person that an account was made for them."""
    put_in_outbox(
        event_key=f"invitation:{user.id}",
        template="accounts/invitation",
        to=user.email,
        name=user.name,
        what=WHAT_THEY_CAN_DO[user.role],
    )
