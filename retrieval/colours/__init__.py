"""Colours as people see and name them: how far apart, what called, which pieces wear them."""
