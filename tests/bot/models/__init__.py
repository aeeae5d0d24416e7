"""Tests of the doors to the models."""
