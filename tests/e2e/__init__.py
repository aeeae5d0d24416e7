"""Whole conversations, over HTTP only."""
