"""The secret part of the links in our messages: signed, so that nothing of it need be stored. Pure."""

from hashlib import sha256

from itsdangerous import BadSignature, URLSafeSerializer


def alert_token(secret: str, alert_id: int) -> str:
    """Return what opens one alert for whoever reads its messages."""
    return str(_of_alerts(secret).dumps(alert_id))


def read_alert_token(secret: str, token: str) -> int | None:
    """Return the number of the alert that a token opens, or None when we did not sign it."""
    return _read(_of_alerts(secret), token)


def address_token(secret: str, address_id: int) -> str:
    """Return what stops every alert of an address."""
    return str(_of_addresses(secret).dumps(address_id))


def read_address_token(secret: str, token: str) -> int | None:
    """Return the number of the address that a token is for, or None when we did not sign it."""
    return _read(_of_addresses(secret), token)


def _of_alerts(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="careers.alerts.alert", signer_kwargs={"digest_method": sha256})


def _of_addresses(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="careers.alerts.address", signer_kwargs={"digest_method": sha256})


def _read(serializer: URLSafeSerializer, token: str) -> int | None:
    try:
        number = serializer.loads(token)
    except BadSignature:
        return None
    return number if isinstance(number, int) else None
