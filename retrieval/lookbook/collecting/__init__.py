"""A polite collector: a site whose owner permits it becomes a lookbook (needs the extra `collect`)."""
