"""Tests of calls to Telegram."""
