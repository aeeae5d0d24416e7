"""What is logged: one event a line, as text or as JSON, and in neither a token."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

from bot.settings import Settings

ROOMS = ("bot", "retrieval", "storage")
TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")


def to_stderr(settings: Settings) -> None:
    """Libraries speak from warnings on: some log addresses, and a Bot API address holds the token."""
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if settings.log_format == "json" else AsText(TEXT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for room in ROOMS:
        logging.getLogger(room).setLevel(settings.log_level.upper())


def without_tokens(text: str) -> str:
    """A text as it may be shown."""
    return _TOKEN.sub("***", text)


class AsText(logging.Formatter):
    """A line, or several where there is a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Without tokens, wherever they come from: an exception's text, a traceback's."""
        return without_tokens(super().format(record))


class AsJson(logging.Formatter):
    """An object a line: time (UTC), level, logger, message, and error (a traceback) where there was one."""

    def format(self, record: logging.LogRecord) -> str:
        """As `AsText`, for machines."""
        event = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            event["error"] = self.formatException(record.exc_info)
        return without_tokens(json.dumps(event, ensure_ascii=False))
