"""The tables, in SQL that SQLite and PostgreSQL both understand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Moment(TypeDecorator[datetime]):
    """A point in time, always UTC and aware: SQLite forgets time zones, PostgreSQL tells that of its host."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


# SQLite numbers rows by itself only where the key is exactly INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

choices = Table(
    "choices",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("gender", String(16)),
    Column("seasons", String(64), nullable=False),  # sorted, joined by |
    Column("style", String(64)),
    Column("keywords", Text, nullable=False),
    Column("language", String(16)),
)

dialogues = Table(
    "dialogues",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("step", String(64), nullable=False),
    Column("panel_message_id", BigInteger),
    Column("data", Text, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Serial, primary_key=True),  # the order of arrival: Telegram's own numbers may start anew
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("payload", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("holder", BigInteger),  # the process that answers it, where several share the inbox
    Column("newest", BigInteger),  # the newest message that the bot had sent to the chat when it was closed
    UniqueConstraint("bot_id", "update_id"),
    Index(None, "bot_id", "closed_at"),
    Index(None, "chat_id"),
)

processes = Table(
    "processes",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("beats", BigInteger, nullable=False),  # goes on counting as long as the process lives
    Index(None, "bot_id"),
)

work_results = Table(
    "work_results",
    metadata,
    Column("id", String(160), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)

looked_at = Table(
    "looked_at",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "person_id"),
)

answers = Table(
    "answers",
    metadata,
    Column("serial", Serial, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("features", LargeBinary, nullable=False),
    Column("question", Text, nullable=False),
    Column("photo_file_id", Text),
    Column("list_message_id", BigInteger),
    Column("created_at", Moment, nullable=False),
    Index(None, "bot_id", "chat_id"),
    Index(None, "person_id"),
)

answer_looks = Table(
    "answer_looks",
    metadata,
    Column("answer", Serial, ForeignKey("answers.serial", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),  # from 1, as in `look_ids`
    Column("look_id", Text, nullable=False),
    Column("message_id", BigInteger),
    Index(None, "message_id"),
)

saved_looks = Table(
    "saved_looks",
    metadata,
    Column("id", Serial, primary_key=True),  # the order of saving
    Column("person_id", BigInteger, nullable=False),
    Column("look_id", Text, nullable=False),
    Column("collection", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    UniqueConstraint("person_id", "look_id"),
    Index(None, "look_id"),
)

shown_albums = Table(
    "shown_albums",
    metadata,
    Column("serial", Serial, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("about", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index(None, "bot_id", "chat_id"),
    Index(None, "person_id"),
)

shown_looks = Table(
    "shown_looks",
    metadata,
    Column("album", Serial, ForeignKey("shown_albums.serial", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # as drawn on the picture
    Column("look_id", Text, nullable=False),
    Column("message_id", BigInteger),
    Index(None, "message_id"),
)

links = Table(
    "links",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("target", Text, nullable=False),  # a look's id, an answer's id, a collection's name
    Column("created_at", Moment, nullable=False),
    Index(None, "person_id"),
)

wardrobe = Table(
    "wardrobe",
    metadata,
    Column("id", Serial, primary_key=True),  # the order of keeping
    Column("person_id", BigInteger, nullable=False),
    Column("photo_digest", String(64), nullable=False),
    Column("place", Integer, nullable=False),  # of the garment on its photo, from 0
    Column("features", LargeBinary, nullable=False),
    Column("picture", LargeBinary, nullable=False),  # WebP, the cutout alone
    Column("is_wish", Boolean, nullable=False),
    Column("kept_at", Moment, nullable=False),
    Column("told_until", Integer, nullable=False, server_default="0"),  # a wish: the newest arrival told of
    UniqueConstraint("person_id", "photo_digest", "place"),
)

known_looks = Table(
    "known_looks",
    metadata,
    Column("look_id", Text, primary_key=True),
    Column(
        "arrival", Integer, nullable=False, server_default="0"
    ),  # those that came together have one number
)

votes = Table(
    "votes",
    metadata,
    Column("answer_id", String(64), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
)

sent_files = Table(
    "sent_files",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("photo_digest", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("file_id", Text, nullable=False),
)

history = Table(
    "history",
    metadata,
    Column("id", Serial, primary_key=True),  # the order of what happened; rows are only ever added
    Column("at", Moment, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("details", Text, nullable=False),
)

daily_counts = Table(
    "daily_counts",
    metadata,
    Column("day", String(10), primary_key=True),  # ISO 8601, UTC
    Column("name", String(64), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

agreements = Table(
    "agreements",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(32), primary_key=True),
    Column("at", Moment, nullable=False),
)

posts = Table(
    "posts",
    metadata,
    Column("serial", Serial, primary_key=True),  # the order of beginning
    Column("id", String(64), nullable=False, unique=True),
    Column("person_id", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("photo_file_id", Text, nullable=False),
    Column("gender", String(16), nullable=False),
    Column("seasons", String(64), nullable=False),  # sorted, joined by |
    Column("style", String(64), nullable=False),
    Column("tags", Text, nullable=False),  # joined by |
    Column("offered", Text, nullable=False),  # joined by |
    Column("credit", Text, nullable=False),
    Column("is_blurred", Boolean, nullable=False),
    Column("picture", LargeBinary),  # JPEG; none before consent
    Column("digest", String(64), nullable=False, server_default=""),  # the picture's sha256
    Column("created_at", Moment, nullable=False),
    Column("told_saves", Integer, nullable=False, server_default="0"),
    Column("told_thanks", Integer, nullable=False, server_default="0"),
    Column("told_at", Moment),
    Index(None, "person_id"),
    Index(None, "state"),
)

voices = Table(
    "voices",
    metadata,
    Column("post_id", String(64), ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "person_id"),
)
