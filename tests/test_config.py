"""Settings are read, checked and shown without their secrets."""

from pathlib import Path

import pytest

from careers.config import BadSetting, read_settings

LONG_KEY = "k" * 40


def environment(folder: Path, **changes: str) -> dict[str, str]:
    return {"INSTANCE_PATH": str(folder), **changes}


def test_a_demonstration_needs_no_settings_and_keeps_its_made_up_key(tmp_path: Path) -> None:
    first, second = read_settings(environment(tmp_path)), read_settings(environment(tmp_path))

    assert first.is_demo
    assert first.database_url == f"sqlite:///{tmp_path}/careers.db"
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"CAREERS_MODE": "test"}, "CAREERS_MODE must be demo or production"),
        ({"CAREERS_MODE": "production"}, "SECRET_KEY must be set"),
        ({"CAREERS_MODE": "production", "SECRET_KEY": "short"}, "at least 32 characters"),
        (
            {"CAREERS_MODE": "production", "SECRET_KEY": LONG_KEY, "EQUALITY_KEY": "short"},
            "EQUALITY_KEY must be at least",
        ),
        ({"DATABASE_URL": "postgresql://127.0.0.1/careers"}, "demo runs on SQLite only"),
        ({"AREA_CODES": "Milton Keynes"}, "local authority codes"),
        ({"PUBLIC_URL": "careers.example"}, "PUBLIC_URL must be"),
        ({"RATE_LIMIT": "often"}, "RATE_LIMIT must be like"),
        ({"SESSION_HOURS": "a day"}, "SESSION_HOURS must be a whole number"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path, changes: dict[str, str], words: str) -> None:
    with pytest.raises(BadSetting, match=words):
        read_settings(environment(tmp_path, **changes))


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    settings = read_settings(
        environment(
            tmp_path,
            CAREERS_MODE="production",
            SECRET_KEY=LONG_KEY,
            DATABASE_URL="postgres://careers:pass-word@127.0.0.1/careers",
            SENDGRID_API_KEY="SG.secret",
            EQUALITY_KEY="e" * 40,
        )
    )

    shown = "\n".join(settings.lines())

    assert settings.database_url.startswith("postgresql+psycopg://")
    assert not [secret for secret in (LONG_KEY, "pass-word", "SG.secret", "e" * 40) if secret in shown]
    assert "CAREERS_MODE=production" in shown
