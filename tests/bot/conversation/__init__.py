"""The conversation, person by person, over the playground."""
