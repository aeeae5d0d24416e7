"""Written conversations: read, played against a running bot over HTTP, and written down as they went."""
