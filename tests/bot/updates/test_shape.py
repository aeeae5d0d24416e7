"""What comes by webhook is an update of Telegram's shape, or is refused at the door."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from bot.updates.shape import is_update

SENDER = {"id": 5, "is_bot": False, "first_name": "민지"}
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": SENDER, "text": "x"}
TAP = {"id": "1", "from": SENDER, "chat_instance": "1", "data": "x", "message": MESSAGE}


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "message": MESSAGE},
        {"update_id": 1, "edited_message": {**MESSAGE, "edit_date": 2}},
        {"update_id": 1, "callback_query": TAP},
        {"update_id": 1, "callback_query": {**TAP, "message": {**MESSAGE, "date": 0, "from": None}}},
        {"update_id": 1, "inline_query": {"id": "1", "from": SENDER, "query": "", "offset": ""}},
        {"update_id": 1, "poll": {}},
    ],
)
def test_an_update_is_one(update: dict[str, Any]) -> None:
    assert is_update(update)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("update_id",), "1"),
        (("update_id",), 2**64),
        (("message",), []),
        (("message", "text"), 5),
        (("message", "chat"), None),
        (("message", "chat", "id"), []),
        (("message", "from"), None),
        (("message", "from", "language_code"), 3.5),
        (("message", "entities"), [None]),
        (("message", "photo"), []),
        (("message", "date"), 2**60),
    ],
)
def test_what_telegram_never_sends_is_none(path: tuple[str, ...], value: Any) -> None:
    update = copy.deepcopy({"update_id": 1, "message": MESSAGE})
    holder: Any = update
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    assert not is_update(update)


@pytest.mark.parametrize("body", [None, [], "x", 1, {}])
def test_anything_else_is_none(body: Any) -> None:
    assert not is_update(body)
