"""Tests of how an index is built and searched."""
