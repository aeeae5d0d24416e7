"""Tests of drawn pictures."""
