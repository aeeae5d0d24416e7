"""Who saved a look is found by the look: every published post is asked for."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes an index."""
    op.create_index("ix_saved_looks_look_id", "saved_looks", ["look_id"])


def downgrade() -> None:
    """Takes it away."""
    op.drop_index("ix_saved_looks_look_id", "saved_looks")
