"""People's own looks, from a photo to the lookbook and out of it again."""
