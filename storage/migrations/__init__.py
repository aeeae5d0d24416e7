"""How older databases become the present one; Alembic runs these at start."""
