"""Trials of a lookbook's life: kills at random moments, and many more looks than there are."""
