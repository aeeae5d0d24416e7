"""Tests of people's own looks."""
