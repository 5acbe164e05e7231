"""Settings: read from the environment, checked at start, listed by `flask settings`."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECRETS = {"secret_key", "equality_key", "sendgrid_api_key", "database_url", "redis_url"}


class BadSetting(Exception):  # noqa: N818  the sentence is the point
    """A setting is missing or cannot be used; the message says which and how to mend it."""


@dataclass(frozen=True)
class Settings:
    """Every setting of the service. Field names in capitals are the environment variables."""

    careers_mode: str
    database_url: str
    secret_key: str
    instance_path: str
    service_name: str
    council_name: str
    area_codes: tuple[str, ...]
    public_url: str
    contact_email: str
    mail_from: str
    sendgrid_api_key: str
    sendgrid_host: str
    sendgrid_webhook_public_key: str
    redis_url: str
    session_hours: int
    log_level: str
    workers: int
    trusted_proxies: int
    rate_limit: str
    equality_key: str = ""

    @property
    def is_demo(self) -> bool:
        """Whether this is a demonstration: invented data, sign-in buttons, plain http allowed."""
        return self.careers_mode == "demo"

    def lines(self) -> list[str]:
        """Return one `NAME=value` line a setting, secrets hidden."""
        return [f"{f.name.upper()}={self._shown(f.name)}" for f in fields(self)]

    def _shown(self, name: str) -> str:
        value = getattr(self, name)
        if name in SECRETS and value:
            return "(set, not shown)"
        return ",".join(value) if isinstance(value, tuple) else str(value)


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of an environment; raise BadSetting with one clear sentence."""
    env = os.environ if environment is None else environment
    mode = env.get("CAREERS_MODE", "demo")
    if mode not in {"demo", "production"}:
        raise BadSetting("CAREERS_MODE must be demo or production")
    instance = Path(env.get("INSTANCE_PATH", str(ROOT / "instance"))).resolve()
    settings = Settings(
        careers_mode=mode,
        database_url=_database_url(env, instance),
        secret_key=_secret_key(env, mode, instance),
        instance_path=str(instance),
        service_name=env.get("SERVICE_NAME", "Care Careers"),
        council_name=env.get("COUNCIL_NAME", "Milton Keynes City Council"),
        area_codes=tuple(env.get("AREA_CODES", "E06000042,E06000055,E06000056,E06000032").split(",")),
        public_url=env.get("PUBLIC_URL", "http://127.0.0.1:" + env.get("PORT", "5000")).rstrip("/"),
        contact_email=env.get("CONTACT_EMAIL", "care-careers@council.example"),
        mail_from=env.get("MAIL_FROM", "care-careers@council.example"),
        sendgrid_api_key=env.get("SENDGRID_API_KEY", ""),
        sendgrid_host=env.get("SENDGRID_HOST", "https://api.sendgrid.com"),
        sendgrid_webhook_public_key=env.get("SENDGRID_WEBHOOK_PUBLIC_KEY", ""),
        redis_url=env.get("REDIS_URL", ""),
        session_hours=_whole(env, "SESSION_HOURS", 12),
        log_level=env.get("LOG_LEVEL", "INFO").upper(),
        workers=_whole(env, "WORKERS", 2),
        trusted_proxies=_whole(env, "TRUSTED_PROXIES", 0, least=0),
        rate_limit=env.get("RATE_LIMIT", "600 per minute"),
        equality_key=env.get("EQUALITY_KEY", ""),
    )
    _check(settings)
    return settings


def _database_url(env: Mapping[str, str], instance: Path) -> str:
    url = env.get("DATABASE_URL", f"sqlite:///{instance}/careers.db")
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)


def _secret_key(env: Mapping[str, str], mode: str, instance: Path) -> str:
    if env.get("SECRET_KEY"):
        return env["SECRET_KEY"]
    if mode == "production":
        raise BadSetting("SECRET_KEY must be set in production: a long random value, the same for every worker")
    kept = instance / "demo-secret-key"
    if not kept.exists():
        instance.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text().strip()


def _whole(env: Mapping[str, str], name: str, default: int, *, least: int = 1) -> int:
    text = env.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= 720:
        raise BadSetting(f"{name} must be a whole number from {least} to 720")
    return int(text)


def _check(settings: Settings) -> None:
    if settings.is_demo and not settings.database_url.startswith("sqlite"):
        raise BadSetting("CAREERS_MODE=demo runs on SQLite only, so that invented people never meet a shared database")
    if not settings.is_demo and len(settings.secret_key) < 32:
        raise BadSetting("SECRET_KEY must be at least 32 characters in production")
    if not settings.is_demo and settings.equality_key and len(settings.equality_key) < 32:
        raise BadSetting("EQUALITY_KEY must be at least 32 characters in production, or not set")
    if any(not re.fullmatch(r"[EWS]\d{8}", code) for code in settings.area_codes):
        raise BadSetting("AREA_CODES must be local authority codes like E06000042, joined by commas")
    if not re.fullmatch(r"[1-9]\d* per (second|minute|hour|day)", settings.rate_limit):
        raise BadSetting("RATE_LIMIT must be like 600 per minute")
    if not re.fullmatch(r"https?://[^/\s]+", settings.public_url):
        raise BadSetting("PUBLIC_URL must be the address people use, like https://careers.example.gov.uk")
