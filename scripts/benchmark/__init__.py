"""How long people wait: honest timings, never tests."""
