"""What a button carries: a verb and its arguments, within Telegram's 64 bytes."""

from __future__ import annotations

from telegram import InlineKeyboardButton

MOST_BYTES = 64
"""https://core.telegram.org/bots/api#inlinekeyboardbutton"""


def tap(*parts: str | int) -> str:
    """A button's data, `save:ANSWER:3`. It names the state it leads to, so a double tap changes nothing."""
    data = ":".join(map(str, parts))
    if not fits(data):
        raise ValueError(f"a button carries at most {MOST_BYTES} bytes")
    return data


def fits(data: str) -> bool:
    """Whether Telegram would take it."""
    return 0 < len(data.encode()) <= MOST_BYTES


def parts_of(data: str) -> list[str]:
    """The verb and up to three arguments; the last may hold colons."""
    return data.split(":", 3)


def button(text: str, *parts: str | int) -> InlineKeyboardButton:
    """A button with its text and what it carries."""
    return InlineKeyboardButton(text, callback_data=tap(*parts))
