"""The lookbook's history, counts for the owner without anybody's data, and who agreed to be written to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "history",
        sa.Column("id", Serial, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
    )
    op.create_table(
        "daily_counts",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("day", "name", name="pk_daily_counts"),
    )
    op.create_table(
        "agreements",
        sa.Column("person_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "kind", name="pk_agreements"),
    )


def downgrade() -> None:
    """Takes them away."""
    for table in ("agreements", "daily_counts", "history"):
        op.drop_table(table)
