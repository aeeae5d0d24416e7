"""Which looks came together, and of which a wish was told: news that are owed outlive the bot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes two columns."""
    op.add_column("known_looks", sa.Column("arrival", sa.Integer, nullable=False, server_default="0"))
    op.add_column("wardrobe", sa.Column("told_until", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Takes them away."""
    op.drop_column("wardrobe", "told_until")
    op.drop_column("known_looks", "arrival")
