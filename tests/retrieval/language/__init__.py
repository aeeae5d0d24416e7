"""Tests of keywords as people type them."""
