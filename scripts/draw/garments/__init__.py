"""Garments: one module a family, each cut along the figure it is worn by."""
