"""Tests of the collector against a site on this machine."""
