"""People's own looks, and what others say of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes both tables."""
    op.create_table(
        "posts",
        sa.Column("serial", Serial, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("photo_file_id", sa.Text, nullable=False),
        sa.Column("gender", sa.String(16), nullable=False),
        sa.Column("seasons", sa.String(64), nullable=False),
        sa.Column("style", sa.String(64), nullable=False),
        sa.Column("tags", sa.Text, nullable=False),
        sa.Column("offered", sa.Text, nullable=False),
        sa.Column("credit", sa.Text, nullable=False),
        sa.Column("is_blurred", sa.Boolean, nullable=False),
        sa.Column("picture", sa.LargeBinary),
        sa.Column("digest", sa.String(64), nullable=False, server_default=""),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_saves", sa.Integer, nullable=False, server_default="0"),
        sa.Column("told_thanks", sa.Integer, nullable=False, server_default="0"),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("serial", name="pk_posts"),
        sa.UniqueConstraint("id", name="uq_posts_id"),
    )
    op.create_index("ix_posts_person_id", "posts", ["person_id"])
    op.create_index("ix_posts_state", "posts", ["state"])
    op.create_table(
        "voices",
        sa.Column("post_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("post_id", "person_id", "kind", name="pk_voices"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], ondelete="CASCADE", name="fk_voices_post_id"),
    )
    op.create_index("ix_voices_person_id", "voices", ["person_id"])


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("voices")
    op.drop_table("posts")
