"""Answers to taps and inline queries: once, and in time."""

from __future__ import annotations

from typing import Any

from bot.playground.arguments import Arguments, as_text
from bot.playground.entities import read_text
from bot.playground.errors import ApiError, bad_request
from bot.playground.inline import tell
from bot.playground.keyboards import as_markup
from bot.playground.media import known
from bot.playground.methods.albums import item_caption
from bot.playground.methods.sending import captioned
from bot.playground.playground import Call
from bot.playground.records import InlineAnswer, Json, Query

WINDOW = 15.0  # undocumented; bots report about fifteen seconds
MAX_TEXT = 200
MONTH = 30 * 24 * 3600
MAX_RESULTS = 50
MAX_ID = 64
MAX_OFFSET = 64
CACHE_TIME = 300
DAY = 24 * 3600


async def answer_callback_query(call: Call) -> bool:
    """answerCallbackQuery: a toast, an alert, or only the end of the waiting."""
    query = _read_query(call, "callback_query_id", "callback")
    text = call.arguments.text("text").strip()
    _refuse_long_text(text)
    _answered(call, query)
    call.playground.events.publish(
        "callback_answer",
        bot_id=call.bot.id,
        query_id=query.id,
        show_alert=call.arguments.flag("show_alert"),
        cache_time=call.arguments.integer("cache_time", 0, 0, MONTH),
        **({"text": text} if text else {}),
    )
    return True


async def answer_inline_query(call: Call) -> bool:
    """answerInlineQuery: articles, and photos by file id."""
    query = _read_query(call, "inline_query_id", "inline")
    results = call.arguments.json("results", "inline query results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results: expected an Array")
    _refuse_too_many(results)
    next_offset = call.arguments.text("next_offset")
    _refuse_offset(next_offset)
    prepared = [_result(call, result) for result in results]
    _refuse_duplicates(prepared)
    person_id = query.person_id if call.arguments.flag("is_personal") else 0
    lasting = call.arguments.integer("cache_time", CACHE_TIME, 0, DAY)
    now = call.playground.clock.now()
    asked = call.bot.id, person_id, query.text, query.offset
    answer = call.world.keep_answer(InlineAnswer(*asked, prepared, next_offset, now + lasting), now)
    _answered(call, query)
    tell(call.playground, query, answer)
    return True


def _result(call: Call, result: Any) -> Json:
    """One result as it is kept: its id and title, and the message that it becomes."""
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: expected an Object")
    result_id = str(result.get("id", ""))
    _refuse_result_id(result_id)
    markup = as_markup(result.get("reply_markup"))
    return {
        "id": result_id,
        "type": result.get("type"),
        "title": str(result.get("title", "")),
        "description": str(result.get("description", "")),
        "reply_markup": markup.inline,
        "content": _content(call, result),
    }


def _content(call: Call, result: Json) -> Json:
    if result.get("type") == "photo" and "photo_file_id" in result:
        return captioned(call, known(call, "photo", str(result["photo_file_id"])), item_caption(result))
    words = result.get("input_message_content")
    if result.get("type") != "article" or not isinstance(words, dict):
        raise bad_request("can't parse inline query result: type is unsupported")
    renamed = {"text": words.get("message_text"), **{k: words.get(k) for k in ("parse_mode", "entities")}}
    text = read_text(Arguments({name: as_text(value) for name, value in renamed.items()}))
    return {"text": text.text, **({"entities": text.entities} if text.entities else {})}


def _read_query(call: Call, name: str, kind: str) -> Query:
    query = call.world.queries.get(call.arguments.text(name))
    if query is None or (query.bot_id, query.kind) != (call.bot.id, kind):
        raise _too_old()
    if query.answered or _late(call, query):
        raise _too_old()
    return query


def _too_old() -> ApiError:
    return bad_request("query is too old and response timeout expired or query ID is invalid")


def _late(call: Call, query: Query) -> bool:
    return call.playground.clock.now() - query.created > WINDOW


def _answered(call: Call, query: Query) -> None:
    query.answered = True
    call.world.queries.put(query)


def _refuse_long_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")


def _refuse_too_many(results: list[Any]) -> None:
    if len(results) > MAX_RESULTS:
        raise bad_request("too many inline query results specified")


def _refuse_offset(next_offset: str) -> None:
    if len(next_offset.encode()) > MAX_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")


def _refuse_result_id(result_id: str) -> None:
    if not 1 <= len(result_id.encode()) <= MAX_ID:
        raise bad_request("RESULT_ID_INVALID")


def _refuse_duplicates(results: list[Json]) -> None:
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
