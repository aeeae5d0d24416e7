"""What is measured, by whoever does it: one process is one bot, so these are of the module."""

from __future__ import annotations

from bot.figures.prometheus import Counter, Histogram

UPDATES = Histogram("codibot_update_seconds", "From an update's turn in the queue to its end.", "kind")
CALLS = Histogram("codibot_call_seconds", "Calls of Telegram's, waiting included.", "method", "outcome")
MODELS = Histogram("codibot_models_seconds", "Requests to the models' process, waiting included.", "request")
ANSWERS = Counter("codibot_answers_total", "Questions answered, by whether a look was found.", "outcome")
PICTURES = Counter("codibot_pictures_total", "An album's pictures: known to Telegram, or drawn.", "source")
ERRORS = Counter("codibot_errors_total", "Errors that reached a person as a sentence, by class.", "error")
