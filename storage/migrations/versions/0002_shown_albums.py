"""Albums of numbered looks that answer no question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables of shown albums."""
    op.create_table(
        "shown_albums",
        sa.Column("serial", Serial, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("bot_id", sa.BigInteger, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("serial", name="pk_shown_albums"),
        sa.UniqueConstraint("id", name="uq_shown_albums_id"),
    )
    op.create_index("ix_shown_albums_bot_id_chat_id", "shown_albums", ["bot_id", "chat_id"])
    op.create_index("ix_shown_albums_person_id", "shown_albums", ["person_id"])
    op.create_table(
        "shown_looks",
        sa.Column("album", Serial, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("look_id", sa.Text, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("album", "number", name="pk_shown_looks"),
        sa.ForeignKeyConstraint(
            ["album"], ["shown_albums.serial"], name="fk_shown_looks_album", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_shown_looks_message_id", "shown_looks", ["message_id"])


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("shown_looks")
    op.drop_table("shown_albums")
