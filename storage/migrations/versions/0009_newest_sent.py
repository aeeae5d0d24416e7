"""How far a chat was answered: what a broken-off attempt sent stands behind that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes a column."""
    op.add_column("inbox", sa.Column("newest", sa.BigInteger))


def downgrade() -> None:
    """Takes it away."""
    op.drop_column("inbox", "newest")
