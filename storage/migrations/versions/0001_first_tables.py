"""The first tables: choices, dialogues, inbox, answers, saved looks, sent files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes every table."""
    _choices_and_dialogues()
    _inbox()
    _answers()
    _saved_looks_and_sent_files()


def downgrade() -> None:
    """Takes every table away."""
    for table in ("sent_files", "saved_looks", "answer_looks", "answers", "inbox", "dialogues", "choices"):
        op.drop_table(table)


def _choices_and_dialogues() -> None:
    op.create_table(
        "choices",
        sa.Column("person_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("gender", sa.String(16)),
        sa.Column("seasons", sa.String(64), nullable=False),
        sa.Column("style", sa.String(64)),
        sa.Column("keywords", sa.Text, nullable=False),
        sa.Column("language", sa.String(16)),
        sa.PrimaryKeyConstraint("person_id", name="pk_choices"),
    )
    op.create_table(
        "dialogues",
        sa.Column("bot_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("step", sa.String(64), nullable=False),
        sa.Column("panel_message_id", sa.BigInteger),
        sa.Column("data", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", name="pk_dialogues"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", Serial, nullable=False),
        sa.Column("bot_id", sa.BigInteger, nullable=False),
        sa.Column("update_id", sa.BigInteger, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("closed_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("bot_id", "update_id", name="uq_inbox_bot_id_update_id"),
    )
    op.create_index("ix_inbox_bot_id_closed_at", "inbox", ["bot_id", "closed_at"])
    op.create_index("ix_inbox_chat_id", "inbox", ["chat_id"])


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("serial", Serial, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("bot_id", sa.BigInteger, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("features", sa.LargeBinary, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("photo_file_id", sa.Text),
        sa.Column("list_message_id", sa.BigInteger),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("serial", name="pk_answers"),
        sa.UniqueConstraint("id", name="uq_answers_id"),
    )
    op.create_index("ix_answers_bot_id_chat_id", "answers", ["bot_id", "chat_id"])
    op.create_index("ix_answers_person_id", "answers", ["person_id"])
    op.create_table(
        "answer_looks",
        sa.Column("answer", Serial, nullable=False),
        sa.Column("place", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("look_id", sa.Text, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("answer", "place", name="pk_answer_looks"),
        sa.ForeignKeyConstraint(
            ["answer"], ["answers.serial"], name="fk_answer_looks_answer", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_answer_looks_message_id", "answer_looks", ["message_id"])


def _saved_looks_and_sent_files() -> None:
    op.create_table(
        "saved_looks",
        sa.Column("id", Serial, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("look_id", sa.Text, nullable=False),
        sa.Column("collection", sa.Text, nullable=False),
        sa.Column("saved_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_looks"),
        sa.UniqueConstraint("person_id", "look_id", name="uq_saved_looks_person_id_look_id"),
    )
    op.create_table(
        "sent_files",
        sa.Column("bot_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("photo_digest", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("file_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "photo_digest", "number", name="pk_sent_files"),
    )
