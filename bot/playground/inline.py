"""Inline queries from the person's side: ask in any chat, send one of the results by way of the bot."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from bot.playground.errors import PageError
from bot.playground.history import Draft
from bot.playground.keyboards import Markup
from bot.playground.playground import Playground
from bot.playground.presence import Presence, refuse_outsider
from bot.playground.privacy import visible
from bot.playground.records import Bot, InlineAnswer, Json, Message, Person, Query
from bot.playground.views import Place, user_of, user_of_bot
from bot.playground.world import World

MAX_QUERY = 256


class Inline:
    """What people type after a bot's @name."""

    def __init__(self, playground: Playground, presence: Presence) -> None:
        self._playground = playground
        self._world = playground.world
        self._presence = presence

    def ask(self, bot: Bot, place: Place, person: Person, text: str, offset: str) -> Query:
        """Type a query. The bot is asked only where no earlier answer still holds. Raises PageError."""
        refuse_outsider(place, person)
        _refuse_long(text)
        now = self._playground.clock.now()
        query = Query(secrets.token_hex(8), bot.id, person.id, "inline", now, text=text, offset=offset)
        self._world.keep_query(query)
        answer = cached_answer(self._world, query, now)
        if answer is not None:
            tell(self._playground, query, answer)
            return query
        payload = {
            "id": query.id,
            "from": user_of(person),
            "query": text,
            "offset": offset,
            "chat_type": "sender" if place.id == person.id else getattr(place, "type", "private"),
        }
        self._playground.updates.create(bot, "inline_query", payload, person.id)
        return query

    def choose(self, bot: Bot, place: Place, person: Person, query_id: str, result_id: str) -> Message:
        """Send a result. The bot hears which, with an id to edit it by if it has buttons."""
        query = self._world.queries.get(query_id)
        answer = query and next(_answers(self._world, query), None)
        result = next((r for r in answer.results if r["id"] == result_id), None) if answer else None
        if query is None or result is None:
            raise PageError("there is no such result")
        self._arrive(bot, place, person)
        inline_id = secrets.token_urlsafe(20) if result["reply_markup"] else None
        self._playground.updates.create(
            bot, "chosen_inline_result", _chosen(person, query, result_id, inline_id), person.id
        )
        content = {"via_bot": user_of_bot(bot), **result["content"]}
        draft = Draft(content, Markup(inline=result["reply_markup"]), inline_id=inline_id)
        seen = visible(self._world, bot, place, draft)
        return self._playground.history.hear(bot, place, person, draft, seen=seen)

    def _arrive(self, bot: Bot, place: Place, person: Person) -> None:
        """By way of a bot one can write in any group, whether it is there or not; its own chat is started."""
        if isinstance(place, Person):
            self._presence.enter(bot, place, person)
        else:
            refuse_outsider(place, person)


def cached_answer(world: World, query: Query, now: float) -> InlineAnswer | None:
    """The answer that still holds at `now`: one for this person first, else one for everybody."""
    return next((answer for answer in _answers(world, query) if answer.expires > now), None)


def _answers(world: World, query: Query) -> Iterator[InlineAnswer]:
    for person_id in (query.person_id, 0):
        answer = world.inline_answers.get(f"{query.bot_id}/{person_id}/{query.offset}/{query.text}")
        if answer is not None:
            yield answer


def tell(playground: Playground, query: Query, answer: InlineAnswer) -> None:
    """Show the page what a query was answered with."""
    playground.events.publish(
        "inline_answer",
        bot_id=query.bot_id,
        query_id=query.id,
        results=answer.results,
        next_offset=answer.next_offset,
    )


def _chosen(person: Person, query: Query, result_id: str, inline_id: str | None) -> Json:
    chosen: Json = {"result_id": result_id, "from": user_of(person), "query": query.text}
    return chosen | ({"inline_message_id": inline_id} if inline_id else {})


def _refuse_long(text: str) -> None:
    if len(text) > MAX_QUERY:
        raise PageError("an inline query has at most 256 characters")
