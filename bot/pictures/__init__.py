"""Pictures drawn for people: numbers on photos, cards, small cutouts."""
