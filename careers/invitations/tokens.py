"""How a person is chosen on an employer's page without any number that says who they are. Pure."""

import hmac
from hashlib import sha256


def token_for(secret: str, vacancy_id: int, candidate_id: int) -> str:
    """Return what stands for a person on the page of one vacancy: on another's it differs, and none can be read."""
    words = f"invitation {vacancy_id} {candidate_id}".encode()
    return hmac.new(secret.encode(), words, sha256).hexdigest()[:24]
