"""What several processes share: who answers an update, what work gave, how often somebody sent photos."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes a column and three tables."""
    op.add_column("inbox", sa.Column("holder", sa.BigInteger))
    op.create_table(
        "processes",
        sa.Column("id", Serial, nullable=False),
        sa.Column("bot_id", sa.BigInteger, nullable=False),
        sa.Column("beats", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_processes"),
    )
    op.create_index("ix_processes_bot_id", "processes", ["bot_id"])
    op.create_table(
        "work_results",
        sa.Column("id", sa.String(160), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_work_results"),
    )
    op.create_table(
        "looked_at",
        sa.Column("id", Serial, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_looked_at"),
    )
    op.create_index("ix_looked_at_person_id", "looked_at", ["person_id"])


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("looked_at")
    op.drop_table("work_results")
    op.drop_table("processes")
    op.drop_column("inbox", "holder")
