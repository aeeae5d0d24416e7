"""Tests of what arrives: stored first, answered once."""
