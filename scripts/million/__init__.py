"""A million worn garments in PostgreSQL: how long, how large, how fast, how true (docs/scaling.md)."""
