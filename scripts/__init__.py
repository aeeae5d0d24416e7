"""Offline steps: drawing the demo lookbook, training, evaluation, benchmarks. Nothing imports this room."""
