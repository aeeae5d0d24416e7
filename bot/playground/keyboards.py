"""Reply markup: inline keyboards checked button by button, the other kinds taken as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.playground.arguments import Arguments
from bot.playground.errors import bad_request
from bot.playground.records import Json

MAX_BUTTONS = 100
MAX_ROW = 8
MAX_DATA = 64
INLINE = "inline_keyboard"
PLAIN = ("keyboard", "remove_keyboard", "force_reply")
ACTIONS = (
    "url",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
)

MAY_BE_EMPTY = ("switch_inline_query", "switch_inline_query_current_chat")


@dataclass(frozen=True, slots=True)
class Markup:
    """An inline keyboard to show with the message, or the fact that some other kind came with it."""

    inline: Json | None = None
    plain: bool = False


def read_markup(arguments: Arguments) -> Markup:
    """The reply markup of a sent message. Raises ApiError 400 for a keyboard Telegram would not show."""
    return as_markup(arguments.json("reply_markup", "reply keyboard markup"))


def as_markup(raw: Any) -> Markup:
    """A reply markup's JSON, read. Raises ApiError 400."""
    if raw is None or raw == {}:
        return Markup()
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if INLINE in raw:
        return Markup(inline=inline_keyboard(raw[INLINE]))
    return Markup(plain=any(kind in raw for kind in PLAIN))


def read_inline_markup(arguments: Arguments) -> Json | None:
    """The inline keyboard of an edit; None takes the old one away."""
    markup = read_markup(arguments)
    _refuse_plain(markup)
    return markup.inline


def inline_keyboard(rows: Any) -> Json | None:
    """An InlineKeyboardMarkup, None where it has no buttons."""
    _refuse_other_than_rows(rows)
    _refuse_too_many(rows)
    kept = [[_button(button) for button in row] for row in rows if row]
    return {INLINE: kept} if kept else None


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    _refuse_empty_label(button)
    action = _only_action(button)
    if action == "callback_data":
        _refuse_data(button[action])
    if action == "url":
        _refuse_url(button[action])
    return {"text": button["text"], action: button[action]}


def _only_action(button: Json) -> str:
    """The one thing the button does. Telegram takes the first of several; here several are refused."""
    actions = [name for name in ACTIONS if button.get(name) or (name in MAY_BE_EMPTY and name in button)]
    _refuse_no_action(actions)
    _refuse_several_actions(actions)
    return actions[0]


def _refuse_plain(markup: Markup) -> None:
    if markup.plain:
        raise bad_request("inline keyboard expected")


def _refuse_other_than_rows(rows: Any) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')


def _refuse_too_many(rows: list[list[Any]]) -> None:
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in rows):
        raise bad_request("reply markup is too long")


def _refuse_empty_label(button: Json) -> None:
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")


def _refuse_no_action(actions: list[str]) -> None:
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )


def _refuse_several_actions(actions: list[str]) -> None:
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action is expected")


def _refuse_data(data: Any) -> None:
    if not isinstance(data, str) or len(data.encode()) > MAX_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def _refuse_url(url: Any) -> None:
    if not isinstance(url, str) or not re.match(r"(https?://[^/\s]+\.[^/\s]+|tg://.+)", url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
