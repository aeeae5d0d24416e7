"""Answers to taps and inline queries: once, and in time."""

from __future__ import annotations

from bot.playground.errors import bad_request
from bot.playground.playground import Call
from bot.playground.records import Query

WINDOW = 15.0
MAX_TEXT = 200
MONTH = 30 * 24 * 3600


async def answer_callback_query(call: Call) -> bool:
    """answerCallbackQuery: a toast, an alert, or only the end of the waiting."""
    query = _read_query(call, "callback_query_id")
    text = call.arguments.text("text").strip()
    _refuse_long_text(text)
    query.answered = True
    call.world.queries.put(query)
    call.playground.events.publish(
        "callback_answer",
        bot_id=call.bot.id,
        query_id=query.id,
        show_alert=call.arguments.flag("show_alert"),
        **({"text": text} if text else {}),
    )
    return True


def _read_query(call: Call, name: str) -> Query:
    query = call.world.queries.get(call.arguments.text(name))
    if query is None or query.bot_id != call.bot.id or query.answered or _late(call, query):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return query


def _late(call: Call, query: Query) -> bool:
    return call.playground.clock.now() - query.created > WINDOW


def _refuse_long_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")


async def answer_inline_query(call: Call) -> bool:
    """answerInlineQuery"""
    _read_query(call, "inline_query_id")
    return True
