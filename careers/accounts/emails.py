"""Messages about signing in."""

from careers.accounts.models import SignInCode, User
from careers.mail.commands import put_in_outbox


def send_code(sign_in: SignInCode, code: str) -> None:
    """Send a person the code they asked for."""
    put_in_outbox(event_key=f"sign-in-code:{sign_in.id}", template="accounts/sign_in_code", to=sign_in.email, code=code)


def send_invitation(user: User) -> None:
    """Tell a person that an account was made for them."""
    put_in_outbox(
        event_key=f"invitation:{user.id}", template="accounts/invitation", to=user.email, name=user.name, role=user.role
    )
