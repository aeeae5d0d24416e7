"""Plain records become what a person reads and taps."""
