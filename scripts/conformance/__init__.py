"""The playground's answers, type-checked against somebody else's types of the Bot API."""
