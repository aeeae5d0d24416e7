"""The evaluation, measured itself: each metric moves when what it measures is broken."""
