"""How good the answers are: one definition of each metric, shared by all rows."""
