"""Tests of colours as people see and name them."""
