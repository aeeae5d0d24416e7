"""Tests of photo, words and facets in, recommendations out."""
