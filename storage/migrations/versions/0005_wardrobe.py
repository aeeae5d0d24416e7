"""Wardrobes, and the looks of which those who wish were told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes both tables."""
    op.create_table(
        "wardrobe",
        sa.Column("id", Serial, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("photo_digest", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("features", sa.LargeBinary, nullable=False),
        sa.Column("picture", sa.LargeBinary, nullable=False),
        sa.Column("is_wish", sa.Boolean, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wardrobe"),
        sa.UniqueConstraint(
            "person_id", "photo_digest", "place", name="uq_wardrobe_person_id_photo_digest_place"
        ),
    )
    op.create_table(
        "known_looks",
        sa.Column("look_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("look_id", name="pk_known_looks"),
    )


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("known_looks")
    op.drop_table("wardrobe")
