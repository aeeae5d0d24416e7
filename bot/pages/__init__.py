"""Pages for the owner: one file each, readable offline, in light and dark."""
