"""Votes for one look of an answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "votes",
        sa.Column("answer_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("answer_id", "person_id", name="pk_votes"),
    )


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("votes")
