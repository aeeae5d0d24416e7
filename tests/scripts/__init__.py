"""Tests of what builds and measures codibot, but never runs with it."""
