"""One conversation by itself, from start to a saved look, over HTTP alone."""
