"""Tests of what lookbooks are."""
