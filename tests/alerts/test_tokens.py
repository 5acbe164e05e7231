"""The secret part of links."""

from careers.alerts.tokens import address_token, alert_token, read_address_token, read_alert_token

SECRET, OTHER = "s" * 40, "t" * 40


def test_a_token_opens_what_it_was_made_for_and_nothing_else() -> None:
    assert read_alert_token(SECRET, alert_token(SECRET, 17)) == 17
    assert read_address_token(SECRET, address_token(SECRET, 17)) == 17
    assert read_address_token(SECRET, alert_token(SECRET, 17)) is None
    assert read_alert_token(SECRET, address_token(SECRET, 17)) is None


def test_what_we_did_not_sign_opens_nothing() -> None:
    assert read_alert_token(SECRET, alert_token(OTHER, 17)) is None
    assert read_alert_token(SECRET, "17") is None
    assert read_alert_token(SECRET, alert_token(SECRET, 17)[:-1]) is None
    assert read_alert_token(SECRET, "é.é") is None
