"""Every setting, typed; the only reader of the environment."""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    SettingsConfigDict,
)

PREFIX = "CODIBOT_"
DEMO_LOOKBOOK = Path(__file__).parent.parent / "retrieval" / "builtin" / "demo_lookbook"
TELEGRAM = "https://api.telegram.org"
PLAYGROUND_TOKEN = "4300000001:codibot-in-the-playground-00000000"
"""Well-formed and worth nothing: the playground takes any such token for a bot of its own."""

Port = Annotated[int, Field(ge=0, le=65535)]


class SettingsError(Exception):
    """A setting that is unknown or has a bad value; the text names it and says what it may be."""


class Settings(BaseSettings):
    """The settings of one run, from the environment and `.env`; `.env.example` explains each."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    telegram_token: SecretStr | None = Field(None, validation_alias="TELEGRAM_TOKEN")
    telegram_api_url: str = Field(TELEGRAM, validation_alias="TELEGRAM_API_URL")

    data: Path = Path("data")
    lookbooks: Annotated[tuple[Path, ...], NoDecode] = (DEMO_LOOKBOOK,)
    language: Literal["ko", "en"] = "ko"

    cutout: str = "u2netp"
    embedder: str = "builtin"
    index: Literal["annoy", "pgvector"] = "annoy"
    models: str = "bot.current_recommender:CurrentRecommender"
    work: Literal["here", "jobs"] = "here"
    queue: int = Field(8, ge=1, le=1000)
    photo_seconds: float = Field(60.0, gt=0)

    database: str = Field("", validation_alias="CODIBOT_DATABASE_URL")

    playground_port: Port = 8090
    open_browser: bool = True

    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_host: str = "127.0.0.1"
    webhook_port: Port = 8081

    media_chat: int | str | None = None
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()

    health_port: Port = 0
    photos_a_minute: int = Field(20, ge=1)

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

    @property
    def index_dir(self) -> Path:
        """Where the index lies."""
        return self.data / "index"

    @property
    def posts_dir(self) -> Path:
        """The lookbook of people's own looks; it has a table as long as there are any."""
        return (self.data / "posts").resolve()

    @property
    def playground_dir(self) -> Path:
        """Where the playground keeps its state."""
        return self.data / "playground"

    @property
    def database_url(self) -> str:
        """The database as SQLAlchemy names it."""
        return self.database or f"sqlite+aiosqlite:///{self.data / 'codibot.db'}"

    @property
    def is_one_of_many(self) -> bool:
        """Whether other processes may answer for the bot: a webhook, and a server that keeps the inbox."""
        return bool(self.webhook_url) and self.database.startswith("postgres")

    @field_validator("telegram_token")
    @classmethod
    def _token_is_well_formed(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not re.fullmatch(r"\d+:[\w-]+", token.get_secret_value()):
            raise ValueError("must be a bot's token as BotFather gives it, such as 123456:ABC-def")
        return token

    @field_validator("telegram_api_url", "webhook_url")
    @classmethod
    def _url_is_http(cls, url: str) -> str:
        if url and not re.match(r"https?://[^/]", url):
            raise ValueError("must begin with https:// or http://")
        return url.rstrip("/")

    @field_validator("lookbooks", mode="before")
    @classmethod
    def _split_paths(cls, value: Any) -> Any:
        return tuple(filter(None, value.split(os.pathsep))) if isinstance(value, str) else value

    @field_validator("log_level", "log_format", "language", "index", mode="before")
    @classmethod
    def _lower_case(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch(r"[\d\s,]*", value):
            raise ValueError("must be people's numbers joined by commas, such as 12345,67890")
        return frozenset(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("media_chat")
    @classmethod
    def _media_chat_is_a_chat(cls, chat: int | str | None) -> int | str | None:
        if isinstance(chat, str) and not re.fullmatch(r"@\w{4,32}", chat):
            raise ValueError("must be a chat's number, such as -1001234567890, or a channel's @name")
        return chat

    @field_validator("webhook_secret")
    @classmethod
    def _secret_is_well_formed(cls, secret: SecretStr) -> SecretStr:
        # The characters that setWebhook accepts.
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret.get_secret_value()):
            raise ValueError("may hold letters, digits, _ and - alone, at most 256")
        return secret

    @model_validator(mode="after")
    def _pgvector_has_its_database(self) -> Self:
        if self.index == "pgvector" and not self.database.startswith("postgres"):
            raise ValueError(f"{PREFIX}DATABASE_URL must be postgresql://... where {PREFIX}INDEX is pgvector")
        return self

    @model_validator(mode="after")
    def _jobs_have_a_queue(self) -> Self:
        if self.work == "jobs" and not self.database.startswith("postgres"):
            raise ValueError(f"{PREFIX}WORK may be jobs where {PREFIX}DATABASE_URL is PostgreSQL's alone")
        return self

    @model_validator(mode="after")
    def _telegram_posts_to_https(self) -> Self:
        # A Bot API server of one's own posts to http://, too.
        if self.webhook_url.startswith("http://") and self.telegram_api_url == TELEGRAM:
            raise ValueError(f"{PREFIX}WEBHOOK_URL must begin with https:// for Telegram to post there")
        return self

    @model_validator(mode="after")
    def _webhook_has_its_secret(self) -> Self:
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise ValueError(f"{PREFIX}WEBHOOK_SECRET must be set where {PREFIX}WEBHOOK_URL is")
        return self


def load(env_file: Path | str = ".env", **overrides: Any) -> Settings:
    """The settings of this run; `overrides` (by field name) win over the environment, and that over the file.

    Raises SettingsError with the name of the setting that is unknown or has a bad value.
    """
    _refuse_unknown(_written(env_file), (PREFIX, "TELEGRAM_"))
    _refuse_unknown(os.environ, (PREFIX,))  # other programs' TELEGRAM_ names are no business of codibot's
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(_env_file=env_file, **given)  # type: ignore[call-arg]  # pydantic makes it at run time
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def has_desktop() -> bool:
    """Whether a browser can be opened where codibot runs."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in displays)


def names() -> tuple[str, ...]:
    """Every setting as the environment spells it."""
    fields = Settings.model_fields.items()
    return tuple(str(field.validation_alias or f"{PREFIX}{name.upper()}") for name, field in fields)


def _written(env_file: Path | str) -> Mapping[str, str | None]:
    try:
        return dotenv_values(env_file)
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file} is not written in UTF-8: save it so.") from None
    except OSError as error:
        raise SettingsError(f"{env_file} cannot be read: {error.strerror}.") from None


def _refuse_unknown(given: Mapping[str, str | None], prefixes: tuple[str, ...]) -> None:
    known = names()
    for name in given:
        if name.upper().startswith(prefixes) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.0)
            raise SettingsError(f"{name} is not a setting of codibot; did you mean {near[0]}?")


def _sentence(error: ValidationError) -> str:
    """Names the setting and what is wrong, never its value: it may be a secret."""
    first = error.errors(include_input=False, include_url=False)[0]
    what = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return f"{what}."
    name = str(first["loc"][0])
    spelled = name if name in names() else f"{PREFIX}{name.upper()}"
    return f"{spelled}: {what[0].lower()}{what[1:]}."
